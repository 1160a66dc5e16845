package palestra.envs.wrappers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Running mean and variance of some numbers, each by itself, updated from batches by the parallel
 * rule of Chan, Golub and LeVeque (1979), as Gymnasium's {@code RunningMeanStd}: the mean starts at
 * 0, the variance at 1, with the weight of 0.0001 samples.
 *
 * <p>With {@code single} precision every operation rounds to float32, as NumPy's does for a
 * reference that keeps float32 statistics.
 */
public final class RunningMeanStd {
  private static final double FIRST_COUNT = 1e-4;

  private final boolean single;
  private final double[] mean;
  private final double[] variance;
  private double count = FIRST_COUNT;

  /**
   * Nothing seen yet.
   *
   * @param size how many numbers there are
   * @param single whether to round to float32 after every operation
   */
  public RunningMeanStd(int size, boolean single) {
    this.single = single;
    mean = new double[size];
    variance = new double[size];
    Arrays.fill(variance, 1);
  }

  /** One number's mean. */
  public double mean(int element) {
    return mean[element];
  }

  /** One number's variance, of the population. */
  public double variance(int element) {
    return variance[element];
  }

  /** How many samples were seen; starts at 0.0001. */
  public double count() {
    return count;
  }

  /** How many numbers there are. */
  public int size() {
    return mean.length;
  }

  /** Takes in one number's mean and variance over a batch of samples; {@link #counted} ends it. */
  public void update(int i, double batchMean, double batchVariance, double batch) {
    double total = round(count + batch);
    double old = round(count);
    double delta = round(batchMean - mean[i]);
    double before = round(variance[i] * old);
    double now = round(batchVariance * batch);
    double between = round(round(round(round(delta * delta) * old) * batch) / total);
    mean[i] = round(mean[i] + round(round(delta * batch) / total));
    variance[i] = round(round(round(before + now) + between) / total);
  }

  /** A batch of so many samples has been taken in for every number. */
  public void counted(double batch) {
    count += batch;
  }

  /** {@code (x - mean) / sqrt(variance + epsilon)}. */
  double normalize(int i, double x, double epsilon) {
    double deviation = round(Math.sqrt(round(variance[i] + round(epsilon))));
    return round(round(x - mean[i]) / deviation);
  }

  double round(double x) {
    return single ? (float) x : x;
  }

  /** Writes everything. */
  public void save(DataOutput out) throws IOException {
    out.writeInt(mean.length);
    out.writeDouble(count);
    for (int i = 0; i < mean.length; i++) {
      out.writeDouble(mean[i]);
      out.writeDouble(variance[i]);
    }
  }

  /** Reads past what {@link #save} wrote. */
  public static void skip(DataInput in) throws IOException {
    int numbers = 1 + 2 * in.readInt();
    in.readFully(new byte[Double.BYTES * numbers]);
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws IOException if those were other numbers
   */
  public void load(DataInput in) throws IOException {
    int size = in.readInt();
    if (size != mean.length) {
      throw new IOException(
          "statistics are of " + size + " numbers, but " + mean.length + " are needed");
    }
    count = in.readDouble();
    for (int i = 0; i < size; i++) {
      mean[i] = in.readDouble();
      variance[i] = in.readDouble();
    }
  }
}
