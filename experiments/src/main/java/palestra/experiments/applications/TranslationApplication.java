package palestra.experiments.applications;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import palestra.generative.applications.Task;
import palestra.generative.applications.Translation;
import palestra.generative.applications.TranslationConfig;
import palestra.renderer.pictures.Tile;
import palestra.renderer.pictures.TilesPicture;

/** {@link Translation}, with a row of tiles for each held-out glyph shown. */
final class TranslationApplication {
  private static final int SHOWN = 12;

  static final Application<TranslationConfig> APPLICATION =
      new Application<>(
          "translate",
          "draws glyphs of one style in another, against leaving them as they are",
          "Isola et al. 2017",
          "strokes",
          TranslationConfig.defaults(),
          TranslationApplication::run);

  private TranslationApplication() {}

  private static Outcome run(TranslationConfig config, Task task) {
    Translation.Result result = Translation.run(config, task);
    int[] shape = task.data().shape();
    List<Tile> tiles = new ArrayList<>();
    for (int i = 0; i < Math.min(SHOWN, result.sources().length); i++) {
      tiles.add(Tiles.of(result.sources()[i], shape));
      tiles.add(Tiles.of(result.ours()[i], shape));
      tiles.add(Tiles.of(result.targets()[i], shape));
    }
    String from = config.from().toString().toLowerCase(Locale.ROOT);
    String to = config.to().toString().toLowerCase(Locale.ROOT);
    List<String> headings = List.of(from, "ours", to, from, "ours", to);
    TilesPicture picture =
        new TilesPicture(
            "From " + from + " to " + to,
            Tiles.caption(result.figures(), "untranslated"),
            headings,
            headings.size(),
            tiles);
    return new Outcome(result.figures(), "the source as it is", Map.of("picture", picture::write));
  }
}
