package palestra.experiments.applications;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import palestra.generative.applications.ReduceConfig;
import palestra.generative.applications.Reduction;
import palestra.generative.applications.Task;
import palestra.renderer.pictures.EmbeddingPicture;

/** {@link Reduction}: where held-out examples lie in the plane, by both. */
final class ReduceApplication {
  static final Application<ReduceConfig> APPLICATION =
      new Application<>(
          "reduce",
          "reduces examples to a few numbers, against principal components",
          "Hinton and Salakhutdinov 2006",
          "strokes",
          ReduceConfig.defaults(),
          ReduceApplication::run);

  private ReduceApplication() {}

  private static Outcome run(ReduceConfig config, Task task) {
    if (config.model().latentSize() < 2) {
      throw new IllegalArgumentException(
          "model.latentSize must be 2 or more, of which the first two are drawn, but is "
              + config.model().latentSize());
    }
    Reduction.Result result = Reduction.run(config, task);
    String caption = Tiles.caption(result.figures(), "principal components");
    Map<String, Outcome.Drawing> pictures = new LinkedHashMap<>();
    pictures.put(
        "picture",
        plane("By an autoencoder", caption, "latent", result.codes(), result, task)::write);
    pictures.put(
        "components",
        plane("By principal components", caption, "component", result.components(), result, task)
            ::write);
    return new Outcome(result.figures(), "as many principal components", pictures);
  }

  private static EmbeddingPicture plane(
      String title,
      String caption,
      String axis,
      float[][] rows,
      Reduction.Result result,
      Task task) {
    float[][] points = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      points[i] = new float[] {rows[i][0], rows[i][1]};
    }
    List<String> names =
        IntStream.range(0, Math.max(1, task.data().classes()))
            .mapToObj(i -> task.data().classes() > 0 ? String.valueOf(i) : "held out")
            .toList();
    return new EmbeddingPicture(
        title + ": " + task.data().name(),
        caption,
        axis + " 1",
        axis + " 2",
        points,
        result.labels(),
        names);
  }
}
