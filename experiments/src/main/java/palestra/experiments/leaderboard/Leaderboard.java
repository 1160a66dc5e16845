package palestra.experiments.leaderboard;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import palestra.experiments.store.RunRecord;

/**
 * Agents and models compared over their seeds. What the figures mean, and why these, is told in
 * {@code docs/leaderboard.md}.
 *
 * @param rows agents, by environment, the highest interquartile mean first
 * @param models generative models, by data set and metric, the better first
 * @param comparisons every pair of rows of one environment, the better-placed first
 */
public record Leaderboard(List<Row> rows, List<ModelRow> models, List<Comparison> comparisons) {

  /**
   * One agent with one config on one environment. A run's score is its mean return over the
   * evaluation episodes of its best checkpoint; figures that the data cannot bear are NaN.
   *
   * @param env the environment's id
   * @param agent the agent's id
   * @param config the config's name; with a piece of its hash, or the steps asked for, where
   *     several configs share a name
   * @param seeds number of runs, one per seed
   * @param episodes evaluation episodes of all runs together
   * @param iqm interquartile mean of the scores
   * @param low lower end of its 95 % stratified-bootstrap interval; NaN for one seed
   * @param high upper end
   * @param mean of the scores
   * @param median of the scores
   * @param std sample standard deviation of the scores over seeds; NaN for one seed
   * @param optimalityGap mean shortfall below the environment's reward threshold; NaN without one
   * @param score mean - std; NaN for one seed
   * @param envSteps training steps per run
   * @param seconds training time per run
   * @param rewardThreshold from which the environment counts as solved, if it has one
   * @param solved how many seeds reach the threshold; empty without one
   */
  public record Row(
      String env,
      String agent,
      String config,
      int seeds,
      int episodes,
      double iqm,
      double low,
      double high,
      double mean,
      double median,
      double std,
      double optimalityGap,
      double score,
      long envSteps,
      double seconds,
      OptionalDouble rewardThreshold,
      OptionalInt solved) {}

  /**
   * One metric of one generative model with one config on one data set.
   *
   * @param model the model's id
   * @param data the data set's id
   * @param config the config's name
   * @param seeds number of runs, one per seed
   * @param metric the metric's name
   * @param iqm interquartile mean over the seeds
   * @param low lower end of its 95 % bootstrap interval; NaN for one seed
   * @param high upper end
   */
  public record ModelRow(
      String model,
      String data,
      String config,
      int seeds,
      String metric,
      double iqm,
      double low,
      double high) {}

  /**
   * How likely a run of {@code a} scores higher than a run of {@code b}.
   *
   * @param env the environment's id
   * @param a an agent, with its config where the agent has several rows
   * @param b another
   * @param probabilityOfImprovement ties count half
   * @param low lower end of its 95 % bootstrap interval; NaN if either has one seed
   * @param high upper end
   */
  public record Comparison(
      String env, String a, String b, double probabilityOfImprovement, double low, double high) {}

  public Leaderboard {
    rows = List.copyOf(rows);
    models = List.copyOf(models);
    comparisons = List.copyOf(comparisons);
  }

  /**
   * Compares runs. Only finished ones count, and of several with the same seed, config and steps
   * only the newest. The same runs always give the same leaderboard, the bootstrap's draws
   * included.
   */
  public static Leaderboard of(List<RunRecord> runs) {
    return new Comparer().compare(runs);
  }

  /** For a terminal, at most 100 columns wide. */
  public String toTable() {
    return TableFormat.of(this);
  }

  /** One JSON document; what is not finite is null. */
  public String toJson() {
    return DataFormats.json(this);
  }

  /** One line per row, models after agents, with a heading. */
  public String toCsv() {
    return DataFormats.csv(this);
  }

  /** Markdown tables, one per environment and one for the models. */
  public String toMarkdown() {
    return MarkdownFormat.of(this);
  }
}
