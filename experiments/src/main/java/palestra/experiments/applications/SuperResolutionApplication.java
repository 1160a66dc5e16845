package palestra.experiments.applications;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import palestra.generative.applications.SuperResolution;
import palestra.generative.applications.SuperResolutionConfig;
import palestra.generative.applications.Task;
import palestra.renderer.pictures.Tile;
import palestra.renderer.pictures.TilesPicture;

/** {@link SuperResolution}, with a row of tiles for each held-out picture shown. */
final class SuperResolutionApplication {
  private static final int SHOWN = 6;

  static final Application<SuperResolutionConfig> APPLICATION =
      new Application<>(
          "super-resolution",
          "makes small pictures larger, against bicubic interpolation",
          "Lim et al. 2017, Shi et al. 2016",
          "strokes",
          SuperResolutionConfig.defaults(),
          SuperResolutionApplication::run);

  private SuperResolutionApplication() {}

  private static Outcome run(SuperResolutionConfig config, Task task) {
    SuperResolution.Result result = SuperResolution.run(config, task);
    int[] shape = task.data().shape();
    List<String> headings = new ArrayList<>();
    for (SuperResolution.Factor factor : result.factors()) {
      headings.add("1/%d".formatted(factor.factor()));
      headings.add("bicubic x%d".formatted(factor.factor()));
      headings.add("ours x%d".formatted(factor.factor()));
    }
    headings.add("original");
    List<Tile> tiles = new ArrayList<>();
    for (int i = 0; i < Math.min(SHOWN, result.originals().length); i++) {
      for (SuperResolution.Factor factor : result.factors()) {
        int[] small = {shape[0] / factor.factor(), shape[1] / factor.factor(), shape[2]};
        tiles.add(Tiles.of(factor.small()[i], small));
        tiles.add(Tiles.of(factor.bicubic()[i], shape));
        tiles.add(Tiles.of(factor.ours()[i], shape));
      }
      tiles.add(Tiles.of(result.originals()[i], shape));
    }
    TilesPicture picture =
        new TilesPicture(
            "Super-resolution of " + task.data().name(),
            Tiles.caption(result.figures(), "bicubic"),
            headings,
            headings.size(),
            tiles);
    return new Outcome(
        result.figures(), "bicubic interpolation", Map.of("picture", picture::write));
  }
}
