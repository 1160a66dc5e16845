package palestra.experiments.leaderboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;
import palestra.experiments.leaderboard.Leaderboard.Comparison;
import palestra.experiments.leaderboard.Leaderboard.ModelRow;
import palestra.experiments.leaderboard.Leaderboard.Row;
import palestra.experiments.statistics.Aggregates;
import palestra.experiments.statistics.Bootstrap;
import palestra.experiments.statistics.Interval;
import palestra.experiments.statistics.ProbabilityOfImprovement;
import palestra.experiments.store.EvaluationRecord;
import palestra.experiments.store.EvaluationRecord.Checkpoint;
import palestra.experiments.store.RunRecord;
import palestra.experiments.store.RunRecord.Kind;
import palestra.experiments.store.RunStatus;

/** Groups runs over their seeds, and computes the leaderboard's figures. */
final class Comparer {
  private static final Comparator<Entry> PLACES =
      Comparator.comparing((Entry entry) -> entry.row.env())
          .thenComparing(
              entry -> Double.isNaN(entry.row.iqm()) ? Double.NEGATIVE_INFINITY : entry.row.iqm(),
              Comparator.reverseOrder())
          .thenComparing(entry -> entry.row.envSteps())
          .thenComparing(entry -> entry.row.agent())
          .thenComparing(entry -> entry.row.config());

  private final Bootstrap bootstrap = Bootstrap.DEFAULT;

  /** A row with the scores behind it. */
  private static final class Entry {
    final Row row;
    final double[] scores;

    Entry(Row row, double[] scores) {
      this.row = row;
      this.scores = scores;
    }

    Row row() {
      return row;
    }
  }

  Leaderboard compare(List<RunRecord> runs) {
    List<Entry> entries = new ArrayList<>();
    List<ModelRow> models = new ArrayList<>();
    for (Group group : Group.of(runs.stream().filter(Comparer::counts).toList())) {
      if (group.kind() == Kind.AGENT) {
        entries.add(agent(group));
      } else {
        models.addAll(model(group));
      }
    }
    entries.sort(PLACES);
    return new Leaderboard(
        entries.stream().map(Entry::row).toList(), placed(models), comparisons(entries));
  }

  /** By data, then by metric in the order in which models report them, then the better first. */
  private static List<ModelRow> placed(List<ModelRow> models) {
    List<String> metrics = models.stream().map(ModelRow::metric).distinct().toList();
    return models.stream()
        .sorted(
            Comparator.comparing(ModelRow::data)
                .thenComparing(row -> metrics.indexOf(row.metric()))
                .thenComparing(Directions.better())
                .thenComparing(ModelRow::model)
                .thenComparing(ModelRow::config))
        .toList();
  }

  private static boolean counts(RunRecord run) {
    boolean measured =
        run.kind() == Kind.AGENT ? !run.evaluations().isEmpty() : !run.metrics().isEmpty();
    return run.status() == RunStatus.FINISHED && measured;
  }

  private Entry agent(Group group) {
    List<RunRecord> runs = group.runs();
    double[] scores = new double[runs.size()];
    int episodes = 0;
    for (int i = 0; i < scores.length; i++) {
      List<EvaluationRecord> counted = counted(runs.get(i));
      scores[i] = meanReturn(counted);
      episodes += counted.stream().mapToInt(EvaluationRecord::episodes).sum();
    }
    OptionalDouble threshold = group.newest().rewardThreshold();
    double mean = Aggregates.mean(scores);
    double std = Aggregates.standardDeviation(scores);
    Interval interval = interval(scores, group.key());
    Row row =
        new Row(
            group.task(),
            group.learner(),
            group.config(),
            scores.length,
            episodes,
            Aggregates.interquartileMean(scores),
            interval.low(),
            interval.high(),
            mean,
            Aggregates.median(scores),
            std,
            threshold.isPresent()
                ? Aggregates.optimalityGap(threshold.getAsDouble(), scores)
                : Double.NaN,
            mean - std,
            Math.round(runs.stream().mapToLong(run -> run.effort().steps()).average().orElse(0)),
            runs.stream().mapToDouble(run -> run.effort().seconds()).average().orElse(0),
            threshold,
            solved(threshold, scores));
    return new Entry(row, scores);
  }

  /** The best checkpoint's evaluations; the last one's only if there are no others. */
  private static List<EvaluationRecord> counted(RunRecord run) {
    List<EvaluationRecord> best =
        run.evaluations().stream().filter(e -> e.checkpoint() == Checkpoint.BEST).toList();
    return best.isEmpty() ? run.evaluations() : best;
  }

  private static double meanReturn(List<EvaluationRecord> evaluations) {
    return evaluations.stream()
        .flatMap(evaluation -> evaluation.returns().stream())
        .mapToDouble(Double::doubleValue)
        .average()
        .orElseThrow();
  }

  private static OptionalInt solved(OptionalDouble threshold, double[] scores) {
    if (threshold.isEmpty()) {
      return OptionalInt.empty();
    }
    int solved = 0;
    for (double score : scores) {
      if (score >= threshold.getAsDouble()) {
        solved++;
      }
    }
    return OptionalInt.of(solved);
  }

  private List<ModelRow> model(Group group) {
    Map<String, List<Double>> values = new LinkedHashMap<>();
    for (RunRecord run : group.runs()) {
      run.metrics()
          .forEach(
              (name, value) -> values.computeIfAbsent(name, n -> new ArrayList<>()).add(value));
    }
    List<ModelRow> rows = new ArrayList<>();
    values.forEach(
        (metric, list) -> {
          double[] scores = list.stream().mapToDouble(Double::doubleValue).toArray();
          Interval interval = interval(scores, group.key() + metric);
          rows.add(
              new ModelRow(
                  group.learner(),
                  group.task(),
                  group.config(),
                  scores.length,
                  metric,
                  Aggregates.interquartileMean(scores),
                  interval.low(),
                  interval.high()));
        });
    return rows;
  }

  private List<Comparison> comparisons(List<Entry> entries) {
    Map<String, List<Entry>> byEnv = new TreeMap<>();
    entries.forEach(e -> byEnv.computeIfAbsent(e.row.env(), env -> new ArrayList<>()).add(e));
    List<Comparison> comparisons = new ArrayList<>();
    byEnv.forEach(
        (env, list) -> {
          for (int i = 0; i < list.size(); i++) {
            for (int j = i + 1; j < list.size(); j++) {
              String a = label(list.get(i).row, list);
              String b = label(list.get(j).row, list);
              ProbabilityOfImprovement p =
                  ProbabilityOfImprovement.of(
                      list.get(i).scores, list.get(j).scores, bootstrap, random(env + a + b));
              comparisons.add(
                  new Comparison(
                      env, a, b, p.probability(), p.interval().low(), p.interval().high()));
            }
          }
        });
    return comparisons;
  }

  private static String label(Row row, List<Entry> ofEnv) {
    boolean alone = ofEnv.stream().filter(e -> e.row.agent().equals(row.agent())).count() == 1;
    return alone ? row.agent() : row.agent() + " " + row.config();
  }

  private Interval interval(double[] scores, String key) {
    return bootstrap.interquartileMean(new double[][] {scores}, random(key));
  }

  /** A row's draws depend on what it is, not on what else stands on the leaderboard. */
  private static SplittableRandom random(String key) {
    return new SplittableRandom(key.hashCode());
  }
}
