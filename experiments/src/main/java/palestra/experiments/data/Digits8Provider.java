package palestra.experiments.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import palestra.experiments.bench.Subprocess;
import palestra.generative.data.Data;
import palestra.generative.data.DataKind;
import palestra.generative.data.DataProvider;
import palestra.generative.data.StoredData;
import palestra.generative.data.files.IdxPictures;

/**
 * {@code digits8}: the 1,797 real handwritten digits of 8 x 8 pixels that come with scikit-learn
 * (the test part of Alpaydin and Kaynak 1998), pixels from 0 to 16 divided by 16; 297 drawn by a
 * fixed seed are held out. On first need the launcher makes a Python environment with scikit-learn,
 * a script writes the digits as IDX files into {@code .palestra/cache/data/digits8}, and from then
 * on Python is not asked again.
 */
public final class Digits8Provider implements DataProvider {
  private static final String NAME = "digits8";
  private static final int COUNT = 1797;
  private static final int HELD_OUT = 297;
  private static final long SPLIT = 8;

  private final Path root;
  private final Path cache;
  private final Consumer<String> log;

  /** For the service loader: the checkout that the launcher started from, and its cache. */
  public Digits8Provider() {
    this(root(), null, System.err::println);
  }

  /**
   * For tests.
   *
   * @param root the checkout with the launcher; null for none
   * @param cache where the IDX files are kept; null for the checkout's own cache
   * @param log is told when Python is set up
   */
  public Digits8Provider(Path root, Path cache, Consumer<String> log) {
    this.root = root;
    this.cache =
        cache != null || root == null ? cache : root.resolve(".palestra/cache/data/digits8");
    this.log = log;
  }

  private static Path root() {
    String root = System.getProperty("palestra.root");
    return root == null || root.isBlank() ? null : Path.of(root);
  }

  @Override
  public Map<String, DataKind> names() {
    return Map.of(NAME, new DataKind("scikit-learn's 1,797 handwritten digits", true, true));
  }

  /**
   * Reads the digits.
   *
   * @throws IllegalStateException if they are not there yet and Python cannot be set up; one line
   */
  @Override
  public Data open(String text) {
    if (!text.equals(NAME)) {
      throw new IllegalArgumentException("'%s': %s takes no settings".formatted(text, NAME));
    }
    if (cache == null) {
      throw new IllegalStateException(
          "digits8 comes from Python, which ./palestra sets up: start through the launcher");
    }
    Path images = cache.resolve("images-idx3-ubyte");
    Path labels = cache.resolve("labels-idx1-ubyte");
    if (!Files.isRegularFile(images) || !Files.isRegularFile(labels)) {
      export();
    }
    IdxPictures digits = IdxPictures.read(images, labels, 10, 16);
    if (digits.examples().size() != COUNT || digits.height() != 8 || digits.width() != 8) {
      throw new IllegalArgumentException(
          "%s: offset 4: %d digits of %d x %d pixels, not %d of 8 x 8; delete it to have it made anew"
              .formatted(images, digits.examples().size(), digits.height(), digits.width(), COUNT));
    }
    return StoredData.split(
        NAME,
        digits.shape(),
        10,
        digits.examples(),
        (double) HELD_OUT / COUNT,
        SPLIT,
        (example, number) -> images + ": picture " + example);
  }

  private void export() {
    if (root == null) {
      throw new IllegalStateException(
          "digits8 is not in %s, and there is no launcher that could set up Python"
              .formatted(cache));
    }
    log.accept("digits8: seeing to the Python environment digits (once; a download at first)");
    String interpreter =
        Subprocess.lastLine(
            List.of(root.resolve("palestra").toString(), "__python", "digits"),
            "digits8: setting up the Python environment digits");
    Path script = root.resolve("experiments/src/main/python/digits/export.py");
    Subprocess.output(
        List.of(interpreter, script.toString(), cache.toString()),
        "digits8: writing scikit-learn's digits");
  }
}
