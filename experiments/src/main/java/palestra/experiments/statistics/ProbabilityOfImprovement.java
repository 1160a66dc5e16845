package palestra.experiments.statistics;

import java.util.random.RandomGenerator;

/**
 * How likely a run of X scores higher than a run of Y on the same environment, from the
 * Mann-Whitney U statistic (Mann and Whitney 1947; Agarwal et al. 2021): P(X > Y) = 1 / (n m)
 * &times; sum over i, j of S(x_i, y_j), where S is 1 if x_i > y_j, 1/2 if equal, 0 if less.
 *
 * @param probability the estimate
 * @param interval from the bootstrap that draws the runs of X and of Y apart; none if one of them
 *     has a single run
 */
public record ProbabilityOfImprovement(double probability, Interval interval) {

  /**
   * Compares two samples of scores, one score per run.
   *
   * @throws IllegalArgumentException if one is empty
   */
  public static ProbabilityOfImprovement of(
      double[] x, double[] y, Bootstrap bootstrap, RandomGenerator random) {
    if (x.length == 0 || y.length == 0) {
      throw new IllegalArgumentException("a comparison needs a run on either side");
    }
    double[][] wins = new double[x.length][y.length];
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        wins[i][j] = x[i] > y[j] ? 1 : x[i] < y[j] ? 0 : 0.5;
        sum += wins[i][j];
      }
    }
    double probability = sum / ((double) x.length * y.length);
    boolean single = x.length == 1 || y.length == 1;
    return new ProbabilityOfImprovement(
        probability, single ? Interval.NONE : interval(wins, bootstrap, random));
  }

  private static Interval interval(double[][] wins, Bootstrap bootstrap, RandomGenerator random) {
    int n = wins.length;
    int m = wins[0].length;
    double[] replicates = new double[bootstrap.replications()];
    int[] columns = new int[m];
    for (int r = 0; r < replicates.length; r++) {
      for (int j = 0; j < m; j++) {
        columns[j] = random.nextInt(m);
      }
      double sum = 0;
      for (int i = 0; i < n; i++) {
        double[] row = wins[random.nextInt(n)];
        for (int column : columns) {
          sum += row[column];
        }
      }
      replicates[r] = sum / ((double) n * m);
    }
    return bootstrap.percentiles(replicates);
  }
}
