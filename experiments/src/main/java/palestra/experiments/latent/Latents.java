package palestra.experiments.latent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import palestra.experiments.runs.ModelRuns.Trained;
import palestra.generative.EncodingModel;
import palestra.generative.LatentModel;
import palestra.generative.data.Data;
import palestra.renderer.film.Films;
import palestra.renderer.pictures.EmbeddingPicture;
import palestra.renderer.pictures.Tile;
import palestra.renderer.pictures.TilesPicture;

/** Pictures and films of a trained model's latent space. */
public final class Latents {
  private static final int TRAVERSED = 10;
  private static final int STEPS = 11;
  private static final double REACH = 2.5;

  private Latents() {}

  /** What to show. */
  public enum What {
    /** Walks from code to code, a film. */
    WALK,
    /** One latent after the other moved from low to high, a row each. */
    TRAVERSE,
    /** Where the encoder puts held-out examples, coloured by class. */
    EMBED
  }

  /**
   * What was made.
   *
   * @param latentSize how many latent numbers the model has
   * @param what was shown
   * @param out the file
   */
  public record Report(
      String run, String model, String data, int latentSize, String what, String out) {}

  /** What a file's ending asks for. */
  public static What byEnding(Path out) {
    String name = out.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".png") ? What.TRAVERSE : What.WALK;
  }

  /**
   * Draws.
   *
   * @param out a film (.gif, .mp4) for a walk through pictures, else a PNG
   * @throws IllegalArgumentException if the model has no latent numbers, or the file's ending is
   *     another's
   */
  public static Report show(Trained trained, What what, long seed, Path out) throws IOException {
    if (!(trained.model() instanceof LatentModel model)) {
      throw new IllegalArgumentException(
          "'" + trained.info().learner() + "' has no latent numbers to look at");
    }
    Data data = trained.data();
    boolean film = what == What.WALK && data.pictures();
    Films.check(out);
    if (!film && !out.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw new IllegalArgumentException(
          "%s is shown as .png, not %s".formatted(what.name().toLowerCase(Locale.ROOT), out));
    }
    Files.createDirectories(out.toAbsolutePath().getParent());
    LatentSpace space = new LatentSpace(model, data, seed);
    String title = trained.info().learner() + " on " + trained.info().task();
    switch (what) {
      case WALK -> {
        if (film) {
          String caption = "walks between " + origin(model) + ", " + size(model);
          Films.write(out, new LatentFilm(title, caption, model, space, data));
        } else {
          plane(title, model, space).write(out);
        }
      }
      case TRAVERSE -> {
        if (data.pictures()) {
          traversal(title, model, space, data).write(out);
        } else {
          plane(title, model, space).write(out);
        }
      }
      case EMBED -> embedding(title, model, space, data).write(out);
    }
    return new Report(
        trained.directory().toString(),
        trained.info().learner(),
        trained.info().task(),
        model.latentSize(),
        what.name().toLowerCase(Locale.ROOT),
        out.toString());
  }

  private static String origin(LatentModel model) {
    return model instanceof EncodingModel ? "codes of held-out examples" : "draws of noise";
  }

  private static String size(LatentModel model) {
    return model.latentSize() + " latent numbers";
  }

  private static TilesPicture traversal(
      String title, LatentModel model, LatentSpace space, Data data) {
    int[] shape = data.shape();
    List<Tile> tiles = new ArrayList<>();
    List<Integer> dimensions = space.dimensions(TRAVERSED);
    for (int dimension : dimensions) {
      float[][] rows = space.traversal(dimension, STEPS, REACH);
      for (int k = 0; k < rows.length; k++) {
        String label = k == STEPS / 2 ? "z" + dimension : "";
        tiles.add(Tile.of(label, rows[k], shape[0], shape[1], shape[2]));
      }
    }
    List<String> headings =
        IntStream.range(0, STEPS)
            .mapToObj(
                k -> String.format(Locale.ROOT, "%+.1f σ", REACH * (2.0 * k / (STEPS - 1) - 1)))
            .toList();
    String caption =
        "the %d of %s that vary most, each moved alone, the others at their means"
            .formatted(dimensions.size(), size(model));
    return new TilesPicture(title, caption, headings, STEPS, tiles);
  }

  /** For points: what becomes of draws of noise or codes, coloured by where they come from. */
  private static EmbeddingPicture plane(String title, LatentModel model, LatentSpace space) {
    float[][] codes = space.codes();
    float[][] points = model.decode(codes);
    int[] sectors = new int[codes.length];
    for (int i = 0; i < codes.length; i++) {
      double up = codes[i].length > 1 ? codes[i][1] : 0;
      sectors[i] = (int) (8 * (Math.atan2(up, codes[i][0]) + Math.PI) / (2 * Math.PI)) % 8;
    }
    List<String> names =
        IntStream.range(0, 8).mapToObj(i -> "%d° of z0, z1".formatted(-180 + 45 * i)).toList();
    return new EmbeddingPicture(
        title,
        "where " + origin(model) + " end, coloured by their angle",
        "x",
        "y",
        points,
        sectors,
        names);
  }

  private static EmbeddingPicture embedding(
      String title, LatentModel model, LatentSpace space, Data data) {
    if (!(model instanceof EncodingModel)) {
      throw new IllegalArgumentException("embed needs a model that encodes, such as vae or ae");
    }
    Embedding embedding = Embedding.of(space.codes());
    List<String> names =
        IntStream.range(0, Math.max(1, data.classes()))
            .mapToObj(i -> data.classes() == 0 ? "held out" : String.valueOf(i))
            .toList();
    return new EmbeddingPicture(
        title,
        "codes of held-out examples; " + embedding.caption(),
        embedding.across(),
        embedding.up(),
        embedding.points(),
        space.labels(),
        names);
  }
}
