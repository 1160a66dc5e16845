package palestra.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palestra.networks.layers.Memory;
import palestra.networks.schedules.Schedule;

/** Settings from files and options become records; later levels win. */
final class ConfigTest {
  /** For a group of settings. */
  record Inner(double gamma, int[] sizes) {}

  /** Components of every kind. */
  record Outer(
      Inner inner,
      Schedule rate,
      long steps,
      double share,
      boolean on,
      String name,
      Memory memory) {}

  private static final Outer DEFAULTS =
      new Outer(
          new Inner(0.99, new int[] {1}),
          Schedule.valueOf(1e-3),
          10,
          0.5,
          false,
          "plain",
          Memory.NONE);

  @TempDir private Path directory;

  @Test
  void nothingSetIsTheDefaults() {
    Outer bound = RecordBinder.bind(DEFAULTS, Map.of());
    assertThat(RecordBinder.describe(bound)).isEqualTo(RecordBinder.describe(DEFAULTS));
    assertThat(RecordBinder.keys(DEFAULTS))
        .containsExactly(
            "inner.gamma", "inner.sizes", "rate", "steps", "share", "on", "name", "memory");
  }

  private record Scheduled(Outer outer, Schedule noise) {}

  @Test
  void oneScheduleThatMovesIsFoundInAGroup() {
    Schedule constant = Schedule.valueOf(1);
    assertThat(RecordBinder.moves(new Scheduled(DEFAULTS, constant))).isFalse();
    assertThat(RecordBinder.moves(new Scheduled(DEFAULTS, Schedule.linear(1, 0)))).isTrue();
    Outer moving = RecordBinder.bind(DEFAULTS, Settings.user(null, List.of("rate=linear 0.1 0")));
    assertThat(RecordBinder.moves(new Scheduled(moving, constant))).isTrue();
  }

  @Test
  void differingKeysAreToldByWhatIsWritten() {
    assertThat(
            Settings.differing(
                List.of(
                    Map.of("steps", 10, "rate", "0.1", "old", true),
                    Map.of("steps", 10L, "rate", "0.2"))))
        .containsExactlyInAnyOrder("rate", "old");
  }

  @Test
  void optionsWinOverTheFile() throws IOException {
    Path file = directory.resolve("c.yaml");
    Files.writeString(
        file, "inner:\n  gamma: 0.9\n  sizes: [64, 32]\nrate: lin_0.002\nsteps: 1e5\non: yes\n");
    Map<String, Setting> settings =
        Settings.user(file, List.of("inner.gamma=0.8", "steps=1_000", "name=a b"));
    Outer bound = RecordBinder.bind(DEFAULTS, settings);
    assertThat(bound.inner().gamma()).isEqualTo(0.8);
    assertThat(bound.inner().sizes()).containsExactly(64, 32);
    assertThat(bound.rate()).isEqualTo(Schedule.linear(0.002, 0));
    assertThat(bound.steps()).isEqualTo(1000);
    assertThat(bound.on()).isTrue();
    assertThat(bound.name()).isEqualTo("a b");
  }

  @Test
  void whatIsDescribedCanBeBoundAgain() {
    Outer bound =
        RecordBinder.bind(
            DEFAULTS,
            Settings.user(
                null, List.of("inner.sizes=[3, 4]", "rate=cosine 0.1 0.01", "memory=gru 8")));
    assertThat(bound.memory()).isEqualTo(new Memory(Memory.Kind.GRU, 8));
    Map<String, Object> described = RecordBinder.describe(bound);
    Json json = new Json();
    Map<?, ?> read = json.read(json.write(described), Map.class);
    Map<String, Setting> settings = new java.util.LinkedHashMap<>();
    read.forEach((key, value) -> settings.put((String) key, new Setting(value, "run.json")));
    assertThat(RecordBinder.describe(RecordBinder.bind(DEFAULTS, settings))).isEqualTo(described);
  }

  @Test
  void whereAMemoryIsWrongIsTold() throws IOException {
    Map<String, Setting> settings = Settings.user(null, List.of("memory=lstm"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordBinder.bind(DEFAULTS, settings))
        .withMessageContaining("memory: cannot read the memory \"lstm\"")
        .withMessageStartingWith(settings.get("memory").origin());
  }

  @Test
  void sectionIsKeyedByTask() throws IOException {
    String yaml = "CartPole-v1:\n  steps: 5\nPendulum-v1:\n  steps: 6\n";
    assertThat(section(yaml, "Pendulum-v1").get("steps"))
        .isEqualTo(new Setting(6, "ppo.yaml, line 4"));
    assertThat(section(yaml, "Acrobot-v1")).isEmpty();
  }

  private static Map<String, Setting> section(String yaml, String key) throws IOException {
    try (InputStream in = new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))) {
      return SettingsFile.section(in, "ppo.yaml", key);
    }
  }

  @Test
  void sameKeyTwiceIsRefused() throws IOException {
    Path file = directory.resolve("twice.yaml");
    Files.writeString(file, "steps: 1\nsteps: 2\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SettingsFile.read(file))
        .withMessageContaining("twice.yaml, line 2")
        .withMessageContaining("steps");
  }

  @Test
  void nearestNames() {
    List<String> known = List.of("learningRate", "gamma", "gaeLambda", "batchSize");
    assertThat(Nearest.to("learning_rate", known)).contains("learningRate");
    assertThat(Nearest.to("batch", known)).contains("batchSize");
    assertThat(Nearest.to("gmama", known)).contains("gamma");
    assertThat(Nearest.to("zzzzzzzz", known)).isEmpty();
    assertThat(Nearest.distance("abc", "acb")).isEqualTo(1);
    assertThat(Nearest.distance("", "abc")).isEqualTo(3);
  }

  @Test
  void jsonHasNoNumbersThatAreNone() {
    assertThat(new Json().write(Map.of("x", Double.NaN))).isEqualTo("{\n  \"x\" : null\n}");
    assertThat(new Json().write(List.of(Double.POSITIVE_INFINITY, 1.5))).contains("null, 1.5");
  }
}
