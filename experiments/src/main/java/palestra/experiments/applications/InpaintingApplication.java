package palestra.experiments.applications;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import palestra.generative.applications.Inpainting;
import palestra.generative.applications.InpaintingConfig;
import palestra.generative.applications.Task;
import palestra.renderer.pictures.Tile;
import palestra.renderer.pictures.TilesPicture;

/** {@link Inpainting}, with a row of tiles for each held-out picture shown. */
final class InpaintingApplication {
  private static final int SHOWN = 8;

  static final Application<InpaintingConfig> APPLICATION =
      new Application<>(
          "inpaint",
          "fills holes in pictures, against bicubic interpolation",
          "Pathak et al. 2016",
          "strokes",
          InpaintingConfig.defaults(),
          InpaintingApplication::run);

  private InpaintingApplication() {}

  private static Outcome run(InpaintingConfig config, Task task) {
    Inpainting.Result result = Inpainting.run(config, task);
    int[] shape = task.data().shape();
    List<Tile> tiles = new ArrayList<>();
    for (int i = 0; i < Math.min(SHOWN, result.originals().length); i++) {
      tiles.add(Tiles.of(result.masked()[i], shape));
      tiles.add(Tiles.of(result.bicubic()[i], shape));
      tiles.add(Tiles.of(result.ours()[i], shape));
      tiles.add(Tiles.of(result.originals()[i], shape));
    }
    List<String> headings = List.of("with a hole", "bicubic", "ours", "original");
    TilesPicture picture =
        new TilesPicture(
            "Inpainting of " + task.data().name(),
            Tiles.caption(result.figures(), "bicubic"),
            headings,
            headings.size(),
            tiles);
    return new Outcome(
        result.figures(), "bicubic interpolation", Map.of("picture", picture::write));
  }
}
