package palestra.generative.applications;

import java.util.ArrayList;
import java.util.List;
import palestra.generative.EncodingModel;
import palestra.generative.autoencoder.AutoencoderProvider;
import palestra.generative.data.Data;
import palestra.generative.data.Examples;
import palestra.generative.metrics.PictureErrors;
import palestra.generative.metrics.PrincipalComponents;

/**
 * Dimension reduction by an autoencoder (Hinton and Salakhutdinov 2006, "Reducing the
 * dimensionality of data with neural networks"): a few numbers for each example, from which it can
 * be made again. The baseline are as many principal components. Both are measured on held-out
 * examples: by the mean squared error of what is made again, and, where there are labels, by how
 * often the nearest neighbour by these few numbers is of the same class.
 */
public final class Reduction {
  private Reduction() {}

  /**
   * What came out.
   *
   * @param figures {@code reconstructionError} and, with labels, {@code neighbourAccuracy}
   * @param codes of the held-out examples, by the autoencoder
   * @param components of the held-out examples, the baseline's
   * @param labels of the held-out examples; all 0 without labels
   */
  public record Result(List<Figure> figures, float[][] codes, float[][] components, int[] labels) {}

  /** Trains and measures. */
  public static Result run(ReduceConfig config, Task task) {
    new AutoencoderProvider().check(config.model(), task.data());
    if (config.model().latentSize() > task.data().rowSize()) {
      throw new IllegalArgumentException(
          "model.latentSize must be at most the %d numbers of an example, but is %d"
              .formatted(task.data().rowSize(), config.model().latentSize()));
    }
    Examples heldOut = task.data().examples(Data.Part.HELD_OUT, config.heldOut(), task.seed(0));
    float[][] rows = heldOut.rows();
    try (EncodingModel model =
        Autoencoders.trained(
            config.model(), task.data(), config.totalSteps(), task.seed(1), "autoencoder", task)) {
      int count = model.latentSize();
      float[][] known =
          task.data().examples(Data.Part.TRAINING, config.componentExamples(), task.seed(2)).rows();
      PrincipalComponents principal = new PrincipalComponents(known, count);
      float[][] codes = model.encode(rows);
      float[][] components = principal.project(rows);
      List<Figure> figures = new ArrayList<>();
      figures.add(
          Figure.lower(
              "reconstructionError",
              PictureErrors.meanSquaredError(model.decode(codes), rows),
              PictureErrors.meanSquaredError(principal.restore(components), rows)));
      int[] labels = heldOut.labels();
      if (task.data().classes() > 1) {
        figures.add(
            Figure.higher(
                "neighbourAccuracy",
                neighbourAccuracy(codes, labels),
                neighbourAccuracy(components, labels)));
      }
      return new Result(figures, codes, components, labels == null ? new int[rows.length] : labels);
    }
  }

  /** How often the nearest other row has the same label. */
  static double neighbourAccuracy(float[][] rows, int[] labels) {
    int same = 0;
    for (int i = 0; i < rows.length; i++) {
      int nearest = -1;
      double least = Double.POSITIVE_INFINITY;
      for (int k = 0; k < rows.length; k++) {
        double distance =
            k == i ? Double.POSITIVE_INFINITY : PictureErrors.squaredError(rows[i], rows[k]);
        if (distance < least) {
          least = distance;
          nearest = k;
        }
      }
      same += nearest >= 0 && labels[nearest] == labels[i] ? 1 : 0;
    }
    return (double) same / rows.length;
  }
}
