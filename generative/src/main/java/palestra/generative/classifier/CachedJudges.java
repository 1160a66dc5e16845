package palestra.generative.classifier;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import palestra.generative.data.Data;
import palestra.generative.metrics.Judge;
import palestra.generative.metrics.Judges;
import palestra.networks.Device;

/**
 * Judges of labelled pictures: each is trained once, from a fixed seed for a fixed number of steps,
 * and kept in a directory for all runs to come. What is kept goes by the judge's name and a digest
 * of how it is trained and of some of the data, so that neither an older recipe's judge nor one of
 * other data under the same name is taken for it. A torn one is trained anew. Several processes may
 * share a directory. Thread safe; its judges are not. Closing it closes them.
 */
public final class CachedJudges implements Judges, AutoCloseable {
  /** Tells what a judge is, for people. */
  static final String CARD = "judge.txt";

  private static final int PRINTED_EXAMPLES = 16;

  private final JudgeStore store;
  private final Function<Data, Optional<JudgeRecipe>> recipes;
  private final Device device;
  private final Consumer<String> notes;
  private final Map<String, TrainedJudge> open = new HashMap<>();

  /** Keeps judges in a directory, which is made on first need. */
  public CachedJudges(Path directory, Device device) {
    this(directory, device, note -> {});
  }

  /**
   * The same, and tells when a judge has to be trained or cannot be kept.
   *
   * @param notes takes one line each
   */
  public CachedJudges(Path directory, Device device, Consumer<String> notes) {
    this(directory, device, notes, JudgeRecipe::of);
  }

  CachedJudges(
      Path directory,
      Device device,
      Consumer<String> notes,
      Function<Data, Optional<JudgeRecipe>> recipes) {
    this.recipes = recipes;
    this.store = new JudgeStore(directory);
    this.device = device;
    this.notes = notes;
  }

  /** The judge of these data: as it is in memory, else in the directory, else trained now. */
  @Override
  public synchronized Optional<Judge> of(Data data) {
    return recipes
        .apply(data)
        .map(recipe -> open.computeIfAbsent(key(recipe, data), key -> judge(recipe, data, key)));
  }

  private TrainedJudge judge(JudgeRecipe recipe, Data data, String key) {
    Classifier classifier = recipe.classifier(data, device);
    try {
      if (!loaded(classifier, key)) {
        train(classifier, recipe, data, key);
      }
      return new TrainedJudge(recipe.name(), classifier);
    } catch (RuntimeException e) {
      classifier.close();
      throw e;
    }
  }

  private boolean loaded(Classifier classifier, String key) {
    if (!store.isWhole(key)) {
      return false;
    }
    try {
      classifier.loadWeights(store.path(key));
      return true;
    } catch (IOException e) {
      notes.accept("the judge " + store.path(key) + " cannot be read: " + e.getMessage());
      return false;
    }
  }

  @SuppressWarnings("try") // the lock is held, not used
  private void train(Classifier classifier, JudgeRecipe recipe, Data data, String key) {
    try (JudgeStore.Lock lock = store.lock(key)) {
      // Another process may have made it while this one waited.
      if (loaded(classifier, key)) {
        return;
      }
      notes.accept(
          "training the judge %s of '%s', once, for %d steps"
              .formatted(recipe.name(), data.name(), recipe.steps()));
      classifier.trainStep(recipe.steps());
      Map<String, Double> figures = classifier.metrics(recipe.seed());
      notes.accept(
          String.format(
              Locale.ROOT,
              "the judge %s names %.1f %% of held-out examples rightly",
              recipe.name(),
              100 * figures.get("accuracy")));
      store.put(
          key,
          directory -> {
            classifier.save(directory);
            Files.write(directory.resolve(CARD), card(recipe, data, figures));
          });
    } catch (IOException e) {
      notes.accept("the judge " + recipe.name() + " cannot be kept: " + e);
    }
  }

  private static List<String> card(JudgeRecipe recipe, Data data, Map<String, Double> figures) {
    List<String> lines = new ArrayList<>();
    lines.add("judge " + recipe.name());
    lines.add("data " + data.name());
    lines.add(recipe.text());
    figures.forEach((name, value) -> lines.add(name + " " + value));
    return lines;
  }

  /** The judge's name and the digest of all that it depends on. */
  static String key(JudgeRecipe recipe, Data data) {
    MessageDigest digest = JudgeStore.sha256();
    String told = data.name() + "\n" + data.classes() + "\n" + recipe.text();
    digest.update(told.getBytes(StandardCharsets.UTF_8));
    int count = (int) Math.min(PRINTED_EXAMPLES, data.size(Data.Part.TRAINING));
    float[] rows = new float[count * data.rowSize()];
    int[] labels = new int[count];
    data.batch(recipe.seed(), 0, rows, labels);
    ByteBuffer bytes = ByteBuffer.allocate(4 * (rows.length + labels.length));
    for (float value : rows) {
      bytes.putFloat(value);
    }
    for (int label : labels) {
      bytes.putInt(label);
    }
    digest.update(bytes.flip());
    String name = recipe.name().replaceAll("[^A-Za-z0-9._-]", "_");
    return name + "-" + HexFormat.of().formatHex(digest.digest()).substring(0, 12);
  }

  @Override
  public synchronized void close() {
    open.values().forEach(TrainedJudge::close);
    open.clear();
  }
}
