package palestra.experiments.statistics;

import java.util.Arrays;

/**
 * Figures that sum up the scores of several runs, one score per seed. Source: Agarwal, Schwarzer,
 * Castro, Courville and Bellemare, "Deep Reinforcement Learning at the Edge of the Statistical
 * Precipice", NeurIPS 2021. All are NaN for no scores.
 */
public final class Aggregates {
  private static final double TRIMMED_SHARE = 0.25;

  private Aggregates() {}

  /** The arithmetic mean. */
  public static double mean(double... scores) {
    return Arrays.stream(scores).average().orElse(Double.NaN);
  }

  /** The middle score, or the mean of the two middle ones. */
  public static double median(double... scores) {
    if (scores.length == 0) {
      return Double.NaN;
    }
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /**
   * The sample standard deviation, sqrt(sum (x - mean)^2 / (n - 1)): seeds are a sample of all
   * seeds. NaN for one score.
   */
  public static double standardDeviation(double... scores) {
    if (scores.length < 2) {
      return Double.NaN;
    }
    double mean = mean(scores);
    double squares = 0;
    for (double score : scores) {
      squares += (score - mean) * (score - mean);
    }
    return Math.sqrt(squares / (scores.length - 1));
  }

  /**
   * The interquartile mean: the mean of the sorted scores without the floor(n / 4) lowest and the
   * floor(n / 4) highest, as {@code scipy.stats.trim_mean(scores, 0.25)}. It is less moved by
   * outliers than the mean and uses more of the data than the median. Below four scores nothing is
   * cut, so it is the mean.
   */
  public static double interquartileMean(double... scores) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    return trimmedMeanOfSorted(sorted);
  }

  static double trimmedMeanOfSorted(double[] sorted) {
    int cut = (int) (TRIMMED_SHARE * sorted.length);
    double sum = 0;
    for (int i = cut; i < sorted.length - cut; i++) {
      sum += sorted[i];
    }
    return sum / (sorted.length - 2 * cut);
  }

  /**
   * The optimality gap: how far the scores stay below a target on average, target - mean(min(x,
   * target)). Zero if every run reaches it; what lies above the target does not make up for what
   * lies below.
   *
   * @param target the return that counts as solved, in the environment's own unit
   */
  public static double optimalityGap(double target, double... scores) {
    return target
        - Arrays.stream(scores).map(x -> Math.min(x, target)).average().orElse(Double.NaN);
  }
}
