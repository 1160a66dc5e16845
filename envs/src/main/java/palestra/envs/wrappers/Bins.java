package palestra.envs.wrappers;

import palestra.envs.spaces.Box;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.MultiDiscrete;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/** A bounded box cut into bins of equal width, for {@code Discretize}. */
final class Bins {
  private final boolean single;
  private final int[] bins;
  private final double[][] edges;
  private final boolean multi;

  /**
   * Cuts a box.
   *
   * @param bins bins along each axis; one number for all, or one for each
   * @param multi whether an index names a bin along each axis, or the bins are numbered through
   */
  Bins(Box<?> box, int[] bins, boolean multi) {
    this.multi = multi;
    single = box.dtype() == DType.FLOAT32;
    this.bins = new int[box.size()];
    edges = new double[box.size()][];
    if (bins.length != 1 && bins.length != box.size()) {
      throw new IllegalArgumentException(
          "needs a number of bins for each of %d numbers, but got %d"
              .formatted(box.size(), bins.length));
    }
    for (int i = 0; i < box.size(); i++) {
      this.bins[i] = Needs.atLeast("a number of bins", bins[bins.length == 1 ? 0 : i], 1);
      edges[i] = edges(box.low(i), box.high(i), this.bins[i]);
    }
  }

  /** Evenly spaced, with the roundings of NumPy's {@code linspace} in the box's precision. */
  private double[] edges(double low, double high, int count) {
    double[] all = new double[count + 1];
    double step = round(round(high - low) / count);
    for (int k = 0; k < count; k++) {
      all[k] = round(round(k * step) + low);
    }
    all[count] = high;
    return all;
  }

  double round(double x) {
    return single ? (float) x : x;
  }

  /** The space of the bins' numbers. */
  Space<?> space() {
    long[] counts = new long[bins.length];
    long product = 1;
    for (int i = 0; i < bins.length; i++) {
      counts[i] = bins[i];
      product = Math.multiplyExact(product, counts[i]);
    }
    return multi ? new MultiDiscrete(counts) : new Discrete(product);
  }

  /** Writes the numbers of the bins that values lie in. */
  void index(Batch values, Batch indices, int row) {
    int size = bins.length;
    long flat = 0;
    for (int i = 0; i < size; i++) {
      double value = values.get(row * size + i);
      double least = edges[i][0];
      // The margin keeps the upper bound in the last bin, as in the reference.
      double most = round(edges[i][bins[i]] - 1e-8);
      double clipped = Math.min(most, Math.max(least, value));
      int bin = 0;
      while (bin < bins[i] - 1 && edges[i][bin + 1] <= clipped) {
        bin++;
      }
      if (multi) {
        indices.longs().put(row * size + i, bin);
      }
      flat = flat * bins[i] + bin;
    }
    if (!multi) {
      indices.longs().put(row, flat);
    }
  }

  /** Writes the middles of bins. */
  void centers(Batch indices, Batch values, int row) {
    int size = bins.length;
    long flat = multi ? 0 : indices.longs().get(row);
    for (int i = size - 1; i >= 0; i--) {
      long bin;
      if (multi) {
        bin = indices.longs().get(row * size + i);
      } else {
        bin = flat % bins[i];
        flat /= bins[i];
      }
      double sum = round(edges[i][(int) bin] + edges[i][(int) bin + 1]);
      values.set(row * size + i, round(0.5 * sum));
    }
  }
}
