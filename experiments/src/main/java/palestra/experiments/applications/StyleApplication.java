package palestra.experiments.applications;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import palestra.generative.applications.Figure;
import palestra.generative.applications.Pattern;
import palestra.generative.applications.StyleConfig;
import palestra.generative.applications.StyleTransfer;
import palestra.generative.applications.Task;
import palestra.generative.data.Data;
import palestra.renderer.pictures.Tile;
import palestra.renderer.pictures.TilesPicture;

/** {@link StyleTransfer} onto a held-out picture of the data. */
final class StyleApplication {
  static final Application<StyleConfig> APPLICATION =
      new Application<>(
          "style",
          "gives a picture the look of a pattern, against blending both",
          "Gatys et al. 2016",
          "frames env=LunarLander-v3 size=128 count=60 every=10",
          StyleConfig.defaults(),
          StyleApplication::run);

  private StyleApplication() {}

  private static Outcome run(StyleConfig config, Task task) {
    int[] shape = task.data().shape();
    if (!task.data().pictures() || (shape[2] != 1 && shape[2] != 3)) {
      throw new IllegalArgumentException(
          "style works on grey or coloured pictures, not on '" + task.data().name() + "'");
    }
    float[] content = task.data().examples(Data.Part.HELD_OUT, 1, task.seed()).rows()[0];
    StyleTransfer.Result result =
        StyleTransfer.run(config, coloured(content, shape[2]), shape[0], shape[1], task);
    int[] colours = {shape[0], shape[1], 3};
    List<Tile> tiles =
        List.of(
            Tiles.of(result.content(), colours),
            Tiles.of(result.style(), colours),
            Tiles.of(result.blend(), colours),
            Tiles.of(result.ours(), colours));
    String pattern = config.style().toString().toLowerCase(Locale.ROOT);
    TilesPicture picture =
        new TilesPicture(
            "In the style of " + pattern,
            Tiles.caption(result.figures(), "blend"),
            List.of("content", "style: " + pattern, "blend", "ours"),
            tiles.size(),
            tiles);
    List<Figure> figures = new ArrayList<>(result.figures());
    figures.add(
        Figure.higher("bodyAccuracy", result.bodyAccuracy(), 1.0 / Pattern.values().length));
    return new Outcome(
        figures, "half of each; for the body, chance", Map.of("picture", picture::write));
  }

  private static float[] coloured(float[] row, int channels) {
    if (channels == 3) {
      return row;
    }
    float[] coloured = new float[3 * row.length];
    for (int i = 0; i < coloured.length; i++) {
      coloured[i] = row[i / 3];
    }
    return coloured;
  }
}
