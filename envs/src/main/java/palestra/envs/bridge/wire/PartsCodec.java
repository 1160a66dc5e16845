package palestra.envs.bridge.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Dict;
import palestra.envs.spaces.OneOf;
import palestra.envs.spaces.Space;
import palestra.envs.spaces.Tuple;

/**
 * Parts one after the other: a Tuple, a Dict, or a OneOf, whose parts follow the number of the one
 * that is there (a long); the others are undefined.
 */
final class PartsCodec implements Codec {
  private final Space<?> space;
  private final List<String> names;
  private final Codec[] parts;
  private final int[] offsets;
  private final int bytes;
  private final int alignment;

  PartsCodec(Space<?> space, List<String> names, List<Codec> parts) {
    this.space = space;
    this.names = List.copyOf(names);
    this.parts = parts.toArray(new Codec[0]);
    offsets = new int[this.parts.length];
    int at = space instanceof OneOf ? Long.BYTES : 0;
    int widest = Math.max(1, at);
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = Codec.aligned(at, this.parts[i].alignment());
      at = offsets[i] + this.parts[i].bytes();
      widest = Math.max(widest, this.parts[i].alignment());
    }
    bytes = at;
    alignment = widest;
  }

  @Override
  public int bytes() {
    return bytes;
  }

  @Override
  public int alignment() {
    return alignment;
  }

  @Override
  public Object read(ByteBuffer memory, int at) {
    if (space instanceof OneOf) {
      int index = (int) memory.getLong(at);
      return new OneOf.Choice(index, parts[index].read(memory, at + offsets[index]));
    }
    List<Object> elements = new ArrayList<>(parts.length);
    for (int i = 0; i < parts.length; i++) {
      elements.add(parts[i].read(memory, at + offsets[i]));
    }
    if (space instanceof Tuple) {
      return elements;
    }
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < parts.length; i++) {
      named.put(names.get(i), elements.get(i));
    }
    return named;
  }

  @Override
  public void write(Object element, ByteBuffer memory, int at) {
    if (element instanceof OneOf.Choice choice) {
      memory.putLong(at, choice.index());
      parts[choice.index()].write(choice.value(), memory, at + offsets[choice.index()]);
      return;
    }
    for (int i = 0; i < parts.length; i++) {
      Object part =
          space instanceof Dict
              ? ((Map<?, ?>) element).get(names.get(i))
              : ((List<?>) element).get(i);
      parts[i].write(part, memory, at + offsets[i]);
    }
  }

  @Override
  public void fields(String path, int at, List<RowLayout.Field> fields) {
    if (space instanceof OneOf) {
      fields.add(new RowLayout.Field(Codec.path(path, "index"), DType.INT64, new int[0], at));
    }
    for (int i = 0; i < parts.length; i++) {
      parts[i].fields(Codec.path(path, names.get(i)), at + offsets[i], fields);
    }
  }

  @Override
  public int flatSize() {
    return space instanceof OneOf
        ? 1 + Arrays.stream(parts).mapToInt(Codec::flatSize).max().orElse(0)
        : Arrays.stream(parts).mapToInt(Codec::flatSize).sum();
  }

  @Override
  public DType flatType() {
    DType type =
        Arrays.stream(parts).map(Codec::flatType).reduce(DType::common).orElse(DType.FLOAT64);
    return space instanceof OneOf ? DType.common(type, DType.INT32) : type;
  }

  @Override
  public int flatBounds(double[] low, double[] high, int from) {
    if (!(space instanceof OneOf)) {
      int at = from;
      for (Codec part : parts) {
        at = part.flatBounds(low, high, at);
      }
      return at;
    }
    high[from] = parts.length - 1;
    int size = flatSize();
    for (Codec part : parts) {
      double[] partLow = new double[size];
      double[] partHigh = new double[size];
      part.flatBounds(partLow, partHigh, 1);
      for (int i = 1; i < size; i++) {
        low[from + i] = Math.min(low[from + i], partLow[i]);
        high[from + i] = Math.max(high[from + i], partHigh[i]);
      }
    }
    return from + size;
  }

  @Override
  public int flatten(ByteBuffer memory, int at, double[] target, int from) {
    if (space instanceof OneOf) {
      int index = (int) memory.getLong(at);
      target[from] = index;
      parts[index].flatten(memory, at + offsets[index], target, from + 1);
      return from + flatSize();
    }
    int next = from;
    for (int i = 0; i < parts.length; i++) {
      next = parts[i].flatten(memory, at + offsets[i], target, next);
    }
    return next;
  }
}
