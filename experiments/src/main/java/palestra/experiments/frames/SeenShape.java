package palestra.experiments.frames;

import java.util.Arrays;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.MultiBinary;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * What observations are as examples, the same numbers that an agent's body sees: those of two or
 * three axes with values from 0 to 1, or bytes from 0 to 255 divided by 255, are pictures {@code
 * [height, width, channels]}, the channels last even where the environment has them first; all
 * others are rows {@code [n]} of numbers as they are.
 */
public final class SeenShape {
  private static final int BRIGHTEST = 255;

  private final int[] shape;
  private final boolean transposed;
  private final boolean bytes;

  private SeenShape(int[] shape, boolean transposed, boolean bytes) {
    this.shape = shape;
    this.transposed = transposed;
    this.bytes = bytes;
  }

  /**
   * Of the observations of one space.
   *
   * @throws IllegalArgumentException if they are neither pictures nor rows of numbers
   */
  public static SeenShape of(Space<?> space) {
    if (space instanceof MultiBinary binary) {
      return new SeenShape(new int[] {binary.size()}, false, false);
    }
    if (!(space instanceof Box<?> box)) {
      throw new IllegalArgumentException(
          "observations must be a Box of pictures or vectors, but are " + space);
    }
    int[] axes = box.shape();
    boolean bytes = axes.length == 3 && box.dtype() == DType.UINT8 && within(box, BRIGHTEST, true);
    if (!bytes && (axes.length < 2 || axes.length > 3 || !within(box, 1, false))) {
      return new SeenShape(new int[] {box.size()}, false, false);
    } else if (axes.length == 2) {
      return new SeenShape(new int[] {axes[0], axes[1], 1}, false, bytes);
    }
    boolean first = axes[0] < axes[1] && axes[0] < axes[2];
    int[] last = first ? new int[] {axes[1], axes[2], axes[0]} : axes.clone();
    return new SeenShape(last, first, bytes);
  }

  private static boolean within(Box<?> box, double high, boolean exactly) {
    for (int i = 0; i < box.size(); i++) {
      boolean fits =
          exactly ? box.low(i) == 0 && box.high(i) == high : box.low(i) >= 0 && box.high(i) <= high;
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** Of one example, as {@link palestra.generative.data.Data#shape} has it. */
  public int[] shape() {
    return shape.clone();
  }

  /** Whether channels come first in the environment, so that numbers change their places. */
  public boolean transposed() {
    return transposed;
  }

  /** Numbers of one example. */
  public int size() {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  /** One row of a batch as an example. */
  public float[] example(Batch batch, int row) {
    float[] example = new float[size()];
    int channels = transposed ? shape[2] : 1;
    int pixels = example.length / channels;
    int offset = row * example.length;
    for (int i = 0; i < example.length; i++) {
      float value = (float) batch.get(offset + i);
      int to = transposed ? (i % pixels) * channels + i / pixels : i;
      example[to] = bytes ? value / BRIGHTEST : value;
    }
    return example;
  }
}
