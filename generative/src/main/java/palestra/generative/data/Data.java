package palestra.generative.data;

import java.util.List;
import java.util.random.RandomGenerator;
import palestra.networks.random.SplitMix64;

/**
 * What a generative model learns from: examples that are rows of numbers of one shape, points
 * {@code [n]} or pictures {@code [height, width, channels]} with values from 0 to 1, row-major. A
 * part of them is held out: metrics see it, training never does.
 *
 * <p>All methods are thread safe and depend on their arguments alone.
 */
public interface Data {

  /** Which examples. */
  enum Part {
    /** What models learn from. */
    TRAINING,
    /** What they are judged by. */
    HELD_OUT
  }

  /** The text that {@link DataSets} finds it by again, such as {@code strokes slant=0.3}. */
  String name();

  /** Of one example: {@code {n}} or {@code {height, width, channels}}. */
  int[] shape();

  /** How many kinds of examples there are; 0 where they carry no labels. */
  int classes();

  /** How many examples a part has; {@link Long#MAX_VALUE} where they are drawn without end. */
  long size(Part part);

  /**
   * One batch of training, the same for the same arguments. Batches 0, 1, 2, ... of one seed go
   * through a finite set once an epoch, in an order of the epoch's own.
   *
   * @param seed of the pass
   * @param index of the batch, from 0
   * @param rows filled whole; its length over the size of an example is the batch's size
   * @param labels filled with classes, or with 0 where there are none; null if nobody asks
   */
  void batch(long seed, long index, float[] rows, int[] labels);

  /**
   * Examples of a part, the same for the same arguments: of a finite set as many as asked for and
   * there are, none twice.
   */
  Examples examples(Part part, int count, long seed);

  /** What cleaning steps did when the data were opened, in their order. */
  default List<Cleaning> cleanings() {
    return List.of();
  }

  /** Numbers in one example. */
  default int rowSize() {
    int size = 1;
    for (int side : shape()) {
      size *= side;
    }
    return size;
  }

  /** Whether an example is a picture. */
  default boolean pictures() {
    return shape().length == 3;
  }

  /** Where the randomness of one batch comes from. */
  static RandomGenerator random(long seed, long index) {
    return new SplitMix64(new SplitMix64(seed).nextLong() + index);
  }
}
