package palestra.envs.bridge.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import palestra.envs.spaces.DType;

/**
 * Room for a number of elements of one space, and before it a mask, a byte for each place, that is
 * 1 where there is one: from the first place on, without gaps.
 *
 * @param what it holds, for the message that there is no room
 * @param setting which argument gives it more room
 */
record PaddedCodec(Codec element, int most, String what, String setting) implements Codec {

  private int first() {
    return Codec.aligned(most, alignment());
  }

  private int stride() {
    return Codec.aligned(element.bytes(), element.alignment());
  }

  @Override
  public int bytes() {
    return first() + most * stride();
  }

  @Override
  public int alignment() {
    return element.alignment();
  }

  /** How many there are. */
  int count(ByteBuffer memory, int at) {
    int count = 0;
    while (count < most && memory.get(at + count) != 0) {
      count++;
    }
    return count;
  }

  /** Marks the first places as taken, the others as free. */
  void mark(int count, ByteBuffer memory, int at) {
    if (count > most) {
      throw new IllegalArgumentException(
          "%d %s do not fit into the bridge's memory, which has room for %d: --env-arg %s=%d"
              .formatted(count, what, most, setting, count));
    }
    for (int i = 0; i < most; i++) {
      memory.put(at + i, i < count ? (byte) 1 : 0);
    }
  }

  /** Where an element begins. */
  int place(int at, int i) {
    return at + first() + i * stride();
  }

  @Override
  public Object read(ByteBuffer memory, int at) {
    int count = count(memory, at);
    List<Object> elements = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      elements.add(element.read(memory, place(at, i)));
    }
    return elements;
  }

  @Override
  public void write(Object list, ByteBuffer memory, int at) {
    List<?> elements = (List<?>) list;
    mark(elements.size(), memory, at);
    for (int i = 0; i < elements.size(); i++) {
      element.write(elements.get(i), memory, place(at, i));
    }
  }

  @Override
  public void fields(String path, int at, List<RowLayout.Field> fields) {
    fields.add(new RowLayout.Field(Codec.path(path, "mask"), DType.UINT8, new int[] {most}, at));
    if (element instanceof ArrayCodec array) {
      int[] shape = new int[array.shape().length + 1];
      shape[0] = most;
      System.arraycopy(array.shape(), 0, shape, 1, array.shape().length);
      fields.add(
          new RowLayout.Field(Codec.path(path, "values"), array.dtype(), shape, place(at, 0)));
      return;
    }
    for (int i = 0; i < most; i++) {
      element.fields(Codec.path(path, Integer.toString(i)), place(at, i), fields);
    }
  }

  @Override
  public int flatSize() {
    return most + most * element.flatSize();
  }

  @Override
  public DType flatType() {
    return DType.common(DType.UINT8, element.flatType());
  }

  @Override
  public int flatBounds(double[] low, double[] high, int from) {
    Arrays.fill(high, from, from + most, 1);
    int next = from + most;
    for (int i = 0; i < most; i++) {
      int first = next;
      next = element.flatBounds(low, high, next);
      for (int k = first; k < next; k++) {
        // A place that is not taken holds zeros.
        low[k] = Math.min(low[k], 0);
        high[k] = Math.max(high[k], 0);
      }
    }
    return next;
  }

  @Override
  public int flatten(ByteBuffer memory, int at, double[] target, int from) {
    int count = count(memory, at);
    Arrays.fill(target, from, from + count, 1);
    int next = from + most;
    for (int i = 0; i < count; i++) {
      next = element.flatten(memory, place(at, i), target, next);
    }
    return from + flatSize();
  }
}
