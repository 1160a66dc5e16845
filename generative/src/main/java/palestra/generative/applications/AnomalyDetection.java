package palestra.generative.applications;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import palestra.generative.EncodingModel;
import palestra.generative.autoencoder.AutoencoderProvider;
import palestra.generative.data.Data;
import palestra.generative.data.Examples;
import palestra.generative.metrics.PrincipalComponents;
import palestra.generative.metrics.RocCurve;

/**
 * Anomaly detection: an autoencoder learns all classes but one and is then shown all; what it
 * cannot rebuild is strange to it. An example's score is an {@link AnomalyScore}; measured is the
 * area under the {@link RocCurve} of the scores of held-out examples, those of the class left out
 * being the positives. The baseline scores in the same way by as many principal components of the
 * same examples.
 */
public final class AnomalyDetection {
  /** Examples that the principal components are found from. */
  private static final int COMPONENT_EXAMPLES = 2_000;

  private AnomalyDetection() {}

  /**
   * What came out.
   *
   * @param figures {@code auc0} and so on for each class left out, and their mean, {@code auc}
   * @param classes one for each class left out
   */
  public record Result(List<Figure> figures, List<OneClass> classes) {}

  /**
   * One class left out.
   *
   * @param label the class
   * @param curve ours
   * @param baseline the baseline's
   * @param rows held-out examples, the strangest first
   * @param labels their classes
   * @param scores their errors
   */
  public record OneClass(
      int label,
      RocCurve curve,
      RocCurve baseline,
      float[][] rows,
      int[] labels,
      double[] scores) {}

  /**
   * Trains and measures.
   *
   * @throws IllegalArgumentException if the data have no classes, or not the one to be left out
   */
  public static Result run(AnomalyConfig config, Task task) {
    task.requireClasses("anomaly");
    int classes = task.data().classes();
    new AutoencoderProvider().check(config.model(), task.data());
    Examples training =
        task.data().examples(Data.Part.TRAINING, config.trainingExamples(), task.seed(0));
    Examples heldOut = task.data().examples(Data.Part.HELD_OUT, config.heldOut(), task.seed(1));
    List<Integer> left = left(config, classes, heldOut);
    List<OneClass> done = new ArrayList<>();
    List<Figure> figures = new ArrayList<>();
    double ours = 0;
    double baseline = 0;
    for (int label : left) {
      OneClass one = leaveOut(config, task, label, training, heldOut);
      done.add(one);
      figures.add(Figure.higher("auc" + label, one.curve().area(), one.baseline().area()));
      ours += one.curve().area() / left.size();
      baseline += one.baseline().area() / left.size();
    }
    figures.add(0, Figure.higher("auc", ours, baseline));
    return new Result(figures, done);
  }

  /** The classes to be left out, one after the other; of all, those that are there. */
  private static List<Integer> left(AnomalyConfig config, int classes, Examples heldOut) {
    boolean all = config.holdout().equals("all");
    List<Integer> left = new ArrayList<>();
    for (int label = 0; label < classes; label++) {
      int wanted = label;
      boolean asked = all || Integer.parseInt(config.holdout()) == label;
      if (asked && Arrays.stream(heldOut.labels()).anyMatch(other -> other == wanted)) {
        left.add(label);
      }
    }
    if (left.isEmpty()) {
      throw new IllegalArgumentException(
          "holdout must be a class of the held-out examples, from 0 to %d, but is %s"
              .formatted(classes - 1, config.holdout()));
    }
    return left;
  }

  private static OneClass leaveOut(
      AnomalyConfig config, Task task, int label, Examples training, Examples heldOut) {
    Examples known = LabelledSample.only(training, other -> other != label);
    Data data = LabelledSample.data(task.data(), "without=" + label, known, heldOut);
    float[][] rows = heldOut.rows();
    double[] scores;
    double[] baseline;
    try (EncodingModel model =
        Autoencoders.trained(
            config.model(),
            data,
            config.totalSteps(),
            task.seed(2 + label),
            "autoencoder without class " + label,
            task)) {
      scores = config.score().of(model.decode(model.encode(rows)), rows);
      int count = Math.min(model.latentSize(), task.data().rowSize());
      PrincipalComponents components =
          new PrincipalComponents(first(known.rows(), COMPONENT_EXAMPLES), count);
      baseline = config.score().of(components.restore(components.project(rows)), rows);
    }
    boolean[] strange = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      strange[i] = heldOut.labels()[i] == label;
    }
    return sorted(
        label, RocCurve.of(scores, strange), RocCurve.of(baseline, strange), heldOut, scores);
  }

  private static float[][] first(float[][] rows, int count) {
    return Arrays.copyOf(rows, Math.min(count, rows.length));
  }

  private static OneClass sorted(
      int label, RocCurve curve, RocCurve baseline, Examples heldOut, double[] scores) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      order.add(i);
    }
    order.sort((a, b) -> Double.compare(scores[b], scores[a]));
    float[][] rows = new float[scores.length][];
    int[] labels = new int[scores.length];
    double[] sorted = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      rows[i] = heldOut.rows()[order.get(i)];
      labels[i] = heldOut.labels()[order.get(i)];
      sorted[i] = scores[order.get(i)];
    }
    return new OneClass(label, curve, baseline, rows, labels, sorted);
  }
}
