package palestra.envs.wrappers;

import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.MultiDiscrete;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * Shows the last n observations, oldest first, along a new first axis, as Gymnasium's {@code
 * FrameStackObservation}. Before an episode's beginning stands its first observation (padding
 * {@code RESET}) or zeros, as near as the space's bounds allow ({@code ZERO}).
 */
public final class FrameStackObservation implements ObservationTransform {
  /** What stands for observations before the first. */
  public enum Padding {
    RESET,
    ZERO
  }

  private final Space<?> space;
  private final int stackSize;
  private final Padding padding;
  private final int rowSize;
  private final int frameBytes;
  private final Batch zero;
  // What each copy saw last, the stack it is shown next; kept apart from what callers may write.
  private final Batch frames;

  /**
   * For copies of an environment.
   *
   * @param stackSize how many observations to show, 1 or more
   */
  public FrameStackObservation(Space<?> shown, int copies, int stackSize, Padding padding) {
    this.stackSize = Needs.atLeast("the number of frames", stackSize, 1);
    this.padding = padding;
    space = stacked(shown, stackSize);
    rowSize = Numbers.size(shown);
    frameBytes = rowSize * Numbers.dtype(shown).bytes();
    frames = new Batch(Numbers.dtype(shown), copies, stackSize * rowSize);
    zero = new Batch(Numbers.dtype(shown), 1, rowSize);
    for (int i = 0; i < rowSize; i++) {
      if (shown instanceof Box<?> box) {
        zero.set(i, Math.max(box.low(i), Math.min(box.high(i), 0)));
      } else {
        zero.set(i, shown instanceof Discrete discrete ? discrete.start() : starts(shown)[i]);
      }
    }
  }

  private static long[] starts(Space<?> shown) {
    return ((MultiDiscrete) shown).start();
  }

  private static Space<?> stacked(Space<?> shown, int n) {
    if (shown instanceof Discrete discrete) {
      long[] counts = new long[n];
      long[] starts = new long[n];
      java.util.Arrays.fill(counts, discrete.n());
      java.util.Arrays.fill(starts, discrete.start());
      return new MultiDiscrete(counts, starts, n);
    }
    if (shown instanceof MultiDiscrete many) {
      return new MultiDiscrete(
          repeated(many.nvec(), n), repeated(many.start(), n), longer(many.shape(), n));
    }
    Needs.require(
        shown instanceof Box<?>, "observations that are a Box, Discrete or MultiDiscrete", shown);
    Box<?> box = (Box<?>) shown;
    double[] low = new double[n * box.size()];
    double[] high = new double[low.length];
    for (int i = 0; i < low.length; i++) {
      low[i] = box.low(i % box.size());
      high[i] = box.high(i % box.size());
    }
    return Box.of(box.dtype(), low, high, longer(box.shape(), n));
  }

  private static long[] repeated(long[] values, int n) {
    long[] all = new long[n * values.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = values[i % values.length];
    }
    return all;
  }

  private static int[] longer(int[] shape, int n) {
    int[] longer = new int[shape.length + 1];
    longer[0] = n;
    System.arraycopy(shape, 0, longer, 1, shape.length);
    return longer;
  }

  @Override
  public Space<?> space() {
    return space;
  }

  @Override
  public void first(Batch shown, Batch seen, int row) {
    for (int frame = 0; frame < stackSize - 1; frame++) {
      if (padding == Padding.RESET) {
        put(shown, row, row, frame);
      } else {
        put(zero, 0, row, frame);
      }
    }
    put(shown, row, row, stackSize - 1);
    frames.copyRow(row, seen);
  }

  @Override
  public void next(Batch shown, Batch seen, int row) {
    int start = row * stackSize * frameBytes;
    // The buffer's own move: source and target overlap, which put(int, buffer, ...) allows.
    frames.bytes().put(start, frames.bytes(), start + frameBytes, (stackSize - 1) * frameBytes);
    put(shown, row, row, stackSize - 1);
    frames.copyRow(row, seen);
  }

  private void put(Batch from, int fromRow, int row, int frame) {
    frames
        .bytes()
        .put(
            (row * stackSize + frame) * frameBytes, from.bytes(), fromRow * frameBytes, frameBytes);
  }

  @Override
  public void save(java.io.DataOutput out) throws java.io.IOException {
    frames.save(out);
  }

  @Override
  public void load(java.io.DataInput in) throws java.io.IOException {
    frames.load(in);
  }
}
