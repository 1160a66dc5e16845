package palestra.envs.bridge.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Dict;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Graph;
import palestra.envs.spaces.MultiBinary;
import palestra.envs.spaces.MultiDiscrete;
import palestra.envs.spaces.OneOf;
import palestra.envs.spaces.Sequence;
import palestra.envs.spaces.Space;
import palestra.envs.spaces.Text;
import palestra.envs.spaces.Tuple;
import palestra.envs.vector.Batch;

/**
 * How the elements of any space lie in shared memory, a row for each copy of an environment; {@code
 * rows.py} of {@code palestra_gym} is its other half.
 *
 * <p>Parts lie one after the other, each at a multiple of its own size. What has no fixed length,
 * the elements of a Sequence and the nodes and edges of a Graph, is padded to a {@linkplain Limits
 * limit} and has a mask. A row of a Box, a Discrete, a MultiDiscrete or a MultiBinary is the array
 * and nothing else, so that all rows are one batch.
 */
public final class RowLayout {
  /**
   * An array inside a row.
   *
   * @param path names of the parts that lead to it, such as {@code image} or {@code nodes.mask}
   * @param shape lengths along the axes; none for a single number
   * @param offset bytes from the row's start
   */
  public record Field(String path, DType dtype, int[] shape, int offset) {}

  private final Space<?> space;
  private final Codec codec;
  private final int bytes;

  /** For the elements of a space. */
  public RowLayout(Space<?> space, Limits limits) {
    this.space = space;
    codec = codec(space, limits);
    bytes = plain() ? codec.bytes() : Codec.aligned(codec.bytes(), Long.BYTES);
  }

  private static Codec codec(Space<?> space, Limits limits) {
    if (space instanceof Text text) {
      return new TextCodec(text);
    } else if (space instanceof Graph graph) {
      return new GraphCodec(graph, limits);
    } else if (space instanceof Sequence sequence) {
      Codec feature = codec(sequence.featureSpace(), limits);
      return new PaddedCodec(
          feature, limits.sequence(), "elements of a Sequence", "bridge.sequence");
    } else if (space instanceof Tuple tuple) {
      return numbered(space, tuple.spaces(), limits);
    } else if (space instanceof OneOf oneOf) {
      return numbered(space, oneOf.spaces(), limits);
    } else if (space instanceof Dict dict) {
      List<Codec> parts = new ArrayList<>();
      dict.spaces().values().forEach(part -> parts.add(codec(part, limits)));
      return new PartsCodec(space, List.copyOf(dict.spaces().keySet()), parts);
    }
    return ArrayCodec.of(space);
  }

  private static Codec numbered(Space<?> space, List<Space<?>> spaces, Limits limits) {
    List<String> names = new ArrayList<>();
    List<Codec> parts = new ArrayList<>();
    for (Space<?> part : spaces) {
      names.add(Integer.toString(names.size()));
      parts.add(codec(part, limits));
    }
    return new PartsCodec(space, names, parts);
  }

  /** The space. */
  public Space<?> space() {
    return space;
  }

  /** Bytes of a row. */
  public int bytes() {
    return bytes;
  }

  /** Whether all rows together are a batch of numbers as they are. */
  public boolean plain() {
    return space instanceof Box
        || space instanceof Discrete
        || space instanceof MultiDiscrete
        || space instanceof MultiBinary;
  }

  /** The arrays in a row, in their order. */
  public List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    codec.fields("", 0, fields);
    return fields;
  }

  /** The element in a row. */
  public Object read(ByteBuffer memory, int row) {
    return codec.read(memory, row * bytes);
  }

  /**
   * Writes an element of the space into a row.
   *
   * @throws IllegalArgumentException if it has more elements, nodes or edges than there is room for
   */
  public void write(Object element, ByteBuffer memory, int row) {
    codec.write(element, memory, row * bytes);
  }

  /**
   * The space of the flat form of an element: all its numbers as one vector, as Gymnasium's {@code
   * flatten_space} has them (a Discrete one-hot), of the common element type; what is padded with
   * its mask before it. A OneOf is its number and then the part that is there.
   */
  public Box<?> flatSpace() {
    double[] low = new double[codec.flatSize()];
    double[] high = new double[low.length];
    codec.flatBounds(low, high, 0);
    return Box.of(codec.flatType(), low, high, low.length);
  }

  /**
   * Writes the flat form of a row into the same row of a batch.
   *
   * @param numbers room for all numbers of a row, written over
   */
  public void flatten(ByteBuffer memory, int row, Batch batch, double[] numbers) {
    java.util.Arrays.fill(numbers, 0);
    codec.flatten(memory, row * bytes, numbers, 0);
    batch.setRow(row, numbers);
  }
}
