package palestra.experiments.statistics;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Percentile intervals from the stratified bootstrap (Efron 1979; stratified as in Agarwal et al.
 * 2021): every replication draws, within each environment, as many runs with replacement as there
 * were, and computes the statistic of them all. The interval lies between the replications'
 * quantiles, by default 2.5 % and 97.5 %.
 *
 * <p>What is drawn are runs (seeds), never episodes: episodes of one run share its policy, so they
 * tell nothing about another training. With a single run of an environment there is nothing to draw
 * from, and the interval is {@link Interval#NONE}.
 *
 * @param replications how often to draw; 10,000 keeps the ends' own noise small
 * @param level the interval's coverage, such as 0.95
 */
public record Bootstrap(int replications, double level) {
  /** 10,000 replications, 95 %. */
  public static final Bootstrap DEFAULT = new Bootstrap(10_000, 0.95);

  public Bootstrap {
    if (replications < 1 || !(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "the bootstrap needs at least one replication and a level between 0 and 1; got "
              + replications
              + " and "
              + level);
    }
  }

  /** A figure of many scores; it may reorder the array, but not keep it. */
  @FunctionalInterface
  public interface Statistic {
    /** Computes it. */
    double of(double[] scores);
  }

  /**
   * The interval of a statistic.
   *
   * @param strata scores by environment, one per run
   * @param statistic of all drawn scores together
   * @param random where the draws come from
   */
  public Interval interval(double[][] strata, Statistic statistic, RandomGenerator random) {
    int total = 0;
    boolean drawable = true;
    for (double[] stratum : strata) {
      total += stratum.length;
      drawable &= stratum.length > 1;
    }
    if (!drawable || total == 0) {
      return Interval.NONE;
    }
    double[] drawn = new double[total];
    double[] replicates = new double[replications];
    for (int r = 0; r < replications; r++) {
      int next = 0;
      for (double[] stratum : strata) {
        for (int i = 0; i < stratum.length; i++) {
          drawn[next++] = stratum[random.nextInt(stratum.length)];
        }
      }
      replicates[r] = statistic.of(drawn);
    }
    return percentiles(replicates);
  }

  /** The interval of the interquartile mean of all runs. */
  public Interval interquartileMean(double[][] strata, RandomGenerator random) {
    return interval(
        strata,
        drawn -> {
          Arrays.sort(drawn);
          return Aggregates.trimmedMeanOfSorted(drawn);
        },
        random);
  }

  /** Sorts the replicates and reads off the two quantiles. */
  Interval percentiles(double[] replicates) {
    Arrays.sort(replicates);
    double tail = (1 - level) / 2;
    return new Interval(quantile(replicates, tail), quantile(replicates, 1 - tail));
  }

  /** The linear-interpolation quantile, as {@code numpy.quantile} by default. */
  static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
