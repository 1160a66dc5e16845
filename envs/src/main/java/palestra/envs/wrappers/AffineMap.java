package palestra.envs.wrappers;

import java.util.Arrays;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.DType;
import palestra.envs.vector.Batch;

/**
 * Stretches a bounded box of floats onto other bounds, with the roundings of Gymnasium's {@code
 * rescale_box}: gradient and intercept are kept in the box's own precision.
 */
final class AffineMap {
  private final Box<?> from;
  private final Box<?> to;
  private final boolean single;
  private final double[] gradient;
  private final double[] intercept;

  AffineMap(Box<?> from, double min, double max) {
    if (!(min < max)) {
      throw new IllegalArgumentException(
          "the new bounds are in order and apart, but are %s and %s".formatted(min, max));
    }
    this.from = from;
    single = from.dtype() == DType.FLOAT32;
    gradient = new double[from.size()];
    intercept = new double[from.size()];
    double[] low = new double[from.size()];
    double[] high = new double[from.size()];
    Arrays.fill(low, min);
    Arrays.fill(high, max);
    to = Box.of(from.dtype(), low, high, from.shape());
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = round((max - min) / (from.high(i) - from.low(i)));
      intercept[i] = round(round(gradient[i] * -from.low(i)) + min);
    }
  }

  Box<?> to() {
    return to;
  }

  private double round(double x) {
    return single ? (float) x : x;
  }

  /** From the first bounds to the others. */
  void forward(Batch source, Batch target, int row) {
    for (int i = 0; i < gradient.length; i++) {
      int at = row * gradient.length + i;
      target.set(at, round(round(gradient[i] * source.get(at)) + intercept[i]));
    }
  }

  /** Back; a result that rounding puts beyond the first bounds is put onto them. */
  void backward(Batch source, Batch target, int row) {
    for (int i = 0; i < gradient.length; i++) {
      int at = row * gradient.length + i;
      double value = round(round(source.get(at) - intercept[i]) / gradient[i]);
      target.set(at, Math.max(from.low(i), Math.min(from.high(i), value)));
    }
  }
}
