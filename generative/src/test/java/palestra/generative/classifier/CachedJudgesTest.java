package palestra.generative.classifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palestra.generative.data.Data;
import palestra.generative.data.DataSets;
import palestra.generative.data.Examples;
import palestra.generative.data.GaussianMixture;
import palestra.generative.metrics.Judge;
import palestra.generative.metrics.SampleMetrics;
import palestra.networks.Device;

class CachedJudgesTest {
  private static final Data DATA = new Glyphs("glyphs noise=0.3", 0.3f);

  @TempDir private Path directory;
  private final List<String> notes = new ArrayList<>();

  @Test
  void trainsOnceAndKeepsWhatItTrained() throws IOException {
    Examples examples = DATA.examples(Data.Part.HELD_OUT, 500, 1);
    Judge.Seen first;
    try (CachedJudges judges = judges()) {
      Judge judge = judges.of(DATA).orElseThrow();
      assertThat(judge.name()).isEqualTo("glyphs-conv");
      assertThat(judge.classes()).isEqualTo(4);
      assertThat(judges.of(DATA)).containsSame(judge);
      assertThat(judges.of(GaussianMixture.ring8())).isEmpty();
      first = judge.see(examples.rows());
      assertThat(SampleMetrics.of(DATA, judges, examples.rows(), 2))
          .containsKeys(SampleMetrics.headline(DATA), "recognised")
          .hasEntrySatisfying("recognised", share -> assertThat(share).isGreaterThan(0.95))
          .containsEntry("classesPresent", 4.0);
    }
    assertThat(notes).hasSize(2);
    assertThat(notes.get(0))
        .isEqualTo("training the judge glyphs-conv of 'glyphs noise=0.3', once, for 200 steps");
    assertThat(notes.get(1))
        .matches("the judge glyphs-conv names .* % of held-out examples rightly");
    assertThat(Files.readString(kept().resolve(CachedJudges.CARD)))
        .contains("judge glyphs-conv", "data glyphs noise=0.3", "accuracy ");
    try (CachedJudges again = judges()) {
      Judge.Seen second = again.of(DATA).orElseThrow().see(examples.rows());
      assertThat(second.features()).isDeepEqualTo(first.features());
      assertThat(second.probabilities()).isDeepEqualTo(first.probabilities());
    }
    assertThat(notes).as("nothing was trained").hasSize(2);

    // A bit that is not what it was.
    Path weights = kept().resolve(Classifier.WEIGHTS + ".data-00000-of-00001");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length / 2] ^= 1;
    Files.write(weights, bytes);
    try (CachedJudges again = judges()) {
      Judge.Seen third = again.of(DATA).orElseThrow().see(examples.rows());
      assertThat(third.features()).as("trained anew").isDeepEqualTo(first.features());
    }
    assertThat(notes).hasSize(4);
    try (CachedJudges again = judges()) {
      again.of(DATA);
    }
    assertThat(notes).as("and kept whole").hasSize(4);
    assertThat(names()).as("nothing is left over").hasSize(1);
  }

  /** Two processes that start at once on an empty directory both judge, alike, and leave one. */
  @Test
  void processesShareADirectory() throws Exception {
    List<Process> processes = List.of(start(), start());
    List<String> outputs = new ArrayList<>();
    for (Process process : processes) {
      outputs.add(new String(process.getInputStream().readAllBytes(), UTF_8));
      assertThat(process.waitFor()).isZero();
    }
    List<String> seen = new ArrayList<>();
    long trained = 0;
    for (String output : outputs) {
      seen.add(output.lines().filter(line -> line.startsWith("seen ")).findFirst().orElse(output));
      trained += output.lines().filter(line -> line.startsWith("training")).count();
    }
    assertThat(seen.get(0)).startsWith("seen ").isEqualTo(seen.get(1));
    assertThat(trained).as("the other waited").isEqualTo(1);
    assertThat(names()).hasSize(1);
  }

  @Test
  void whatIsTornOrHalfWrittenIsNotWhole() throws IOException {
    JudgeStore store = new JudgeStore(directory);
    assertThat(store.isWhole("judge")).isFalse();
    store.put("judge", to -> Files.writeString(to.resolve("weights"), "abc"));
    assertThat(store.isWhole("judge")).isTrue();
    Files.writeString(store.path("judge").resolve("weights"), "ab");
    assertThat(store.isWhole("judge")).isFalse();
    store.put("judge", to -> Files.writeString(to.resolve("weights"), "abcd"));
    assertThat(store.path("judge").resolve("weights")).hasContent("abcd");
    store.put("judge", to -> Files.writeString(to.resolve("weights"), "other"));
    assertThat(store.path("judge").resolve("weights")).as("what is whole stays").hasContent("abcd");
    Files.delete(store.path("judge").resolve("sha256"));
    assertThat(store.isWhole("judge")).isFalse();
    assertThat(names()).containsExactly("judge");
  }

  @Test
  void dataThatDifferHaveJudgesOfTheirOwn() {
    Data noisier = new Glyphs("glyphs noise=0.5", 0.5f);
    Data renamed = new Glyphs("glyphs noise=0.5", 0.3f);
    String key = key(DATA);
    assertThat(key).startsWith("glyphs-conv-").isEqualTo(key(new Glyphs(DATA.name(), 0.3f)));
    assertThat(key(noisier)).isNotEqualTo(key);
    assertThat(key(renamed)).isNotEqualTo(key).isNotEqualTo(key(noisier));
  }

  /** As users get it, but for the size of the pictures, which is LeNet's smallest. */
  @Test
  void judgeOfStrokesReadsDigits() {
    Data strokes = DataSets.load().open("strokes size=16");
    JudgeRecipe recipe = JudgeRecipe.of(strokes).orElseThrow();
    assertThat(recipe.name()).isEqualTo("strokes-lenet5");
    try (Classifier classifier = recipe.classifier(strokes, Device.CPU)) {
      classifier.trainStep(recipe.steps());
      assertThat(classifier.metrics(7).get("accuracy")).isGreaterThanOrEqualTo(0.99);
    }
  }

  /** A directory that cannot be written costs the next run time, this one nothing. */
  @Test
  void judgesWithoutAPlaceToKeepThem() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    try (CachedJudges judges = judges(file.resolve("judges"), notes)) {
      assertThat(judges.of(DATA)).isPresent();
    }
    assertThat(notes).hasSize(3);
    assertThat(notes.get(2)).startsWith("the judge glyphs-conv cannot be kept: ");
  }

  /** Judges in a process of its own: {@code DIRECTORY}. */
  public static void main(String[] arguments) {
    Path directory = Path.of(arguments[0]);
    List<String> notes = new ArrayList<>();
    try (CachedJudges judges = judges(directory, notes)) {
      Examples examples = DATA.examples(Data.Part.HELD_OUT, 20, 1);
      Judge.Seen seen = judges.of(DATA).orElseThrow().see(examples.rows());
      notes.add("seen " + Arrays.deepToString(seen.features()));
    }
    notes.forEach(System.out::println);
  }

  private Process start() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            CachedJudgesTest.class.getName(),
            directory.toString())
        .redirectError(ProcessBuilder.Redirect.to(new File(directory.toFile(), ".errors")))
        .start();
  }

  private CachedJudges judges() {
    return judges(directory, notes);
  }

  /** Trained for a tenth of the steps, which is enough here. */
  private static CachedJudges judges(Path directory, List<String> notes) {
    return new CachedJudges(
        directory,
        Device.CPU,
        notes::add,
        data -> JudgeRecipe.of(data).map(recipe -> recipe.withSteps(200)));
  }

  private static String key(Data data) {
    return CachedJudges.key(JudgeRecipe.of(data).orElseThrow(), data);
  }

  private Path kept() throws IOException {
    return directory.resolve(names().get(0));
  }

  /** What is not hidden, as locks are. */
  private List<String> names() throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.startsWith(".") || name.contains("-torn-"))
          .toList();
    }
  }
}
