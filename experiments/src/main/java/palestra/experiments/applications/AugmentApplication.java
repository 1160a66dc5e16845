package palestra.experiments.applications;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import palestra.generative.applications.AugmentConfig;
import palestra.generative.applications.Augmentation;
import palestra.generative.applications.Figure;
import palestra.generative.applications.Task;
import palestra.generative.data.Examples;
import palestra.renderer.pictures.Tile;
import palestra.renderer.pictures.TilesPicture;

/** {@link Augmentation}: a row of real examples and samples for each class. */
final class AugmentApplication {
  private static final int SHOWN = 6;

  static final Application<AugmentConfig> APPLICATION =
      new Application<>(
          "augment",
          "trains a classifier on few examples and samples of them, against on the few alone",
          "Sohn et al. 2015",
          "strokes",
          AugmentConfig.defaults(),
          AugmentApplication::run);

  private AugmentApplication() {}

  private static Outcome run(AugmentConfig config, Task task) {
    Augmentation.Result result = Augmentation.run(config, task);
    Map<String, Outcome.Drawing> pictures =
        task.data().pictures() ? Map.of("picture", picture(config, result, task)::write) : Map.of();
    return new Outcome(result.figures(), "without generated samples", pictures);
  }

  private static TilesPicture picture(AugmentConfig config, Augmentation.Result result, Task task) {
    int[] shape = task.data().shape();
    List<Tile> tiles = new ArrayList<>();
    List<String> headings = new ArrayList<>();
    for (int i = 0; i < 2 * SHOWN; i++) {
      headings.add(i == 0 ? "real" : i == SHOWN ? "made" : "");
    }
    for (int label = 0; label < result.classes(); label++) {
      for (Examples examples : List.of(result.real(), result.generated())) {
        List<float[]> rows = of(label, examples);
        for (int i = 0; i < SHOWN; i++) {
          tiles.add(Tiles.of(rows.get(i % rows.size()), shape));
        }
      }
    }
    Figure mean = result.figures().get(0);
    return new TilesPicture(
        "Real examples, and what was made of them",
        String.format(
            Locale.ROOT,
            "a classifier of %d examples a class: %.1f %% right with samples, %.1f %% without",
            config.perClass(),
            100 * mean.ours(),
            100 * mean.baseline()),
        headings,
        2 * SHOWN,
        tiles);
  }

  private static List<float[]> of(int label, Examples examples) {
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      if (examples.labels()[i] == label) {
        rows.add(examples.rows()[i]);
      }
    }
    return rows;
  }
}
