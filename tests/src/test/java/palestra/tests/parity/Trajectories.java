package palestra.tests.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import palestra.envs.Environment;
import palestra.envs.Reset;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.wrapping.WrapperRegistry;
import palestra.envs.wrapping.WrapperStack;

/**
 * What reference environments did with a seed and some actions, as a family's script beside {@code
 * trajectories.py} wrote it: from its golden file, or played now by the real package. The same
 * checks hold for both.
 */
final class Trajectories {
  /** How close numbers must come. */
  record Tolerance(double observation, double reward, double info) {
    static final Tolerance EXACT = new Tolerance(0, 0, 0);
  }

  private Trajectories() {}

  /** A test per case of the family's golden file, and one per case played now. */
  static Stream<DynamicTest> tests(String family, Tolerance tolerance)
      throws IOException, InterruptedException {
    return Stream.concat(
        tests("golden ", golden(family), tolerance),
        tests("now ", Gymnasium.run(family + ".py"), tolerance));
  }

  /** The family's golden file. */
  static JsonNode golden(String family) throws IOException {
    try (InputStream file =
            Trajectories.class.getResourceAsStream("/golden/" + family + ".json.gz");
        InputStream text = new GZIPInputStream(file)) {
      return new ObjectMapper()
          .configure(DeserializationFeature.USE_LONG_FOR_INTS, true)
          .readTree(text);
    }
  }

  private static Stream<DynamicTest> tests(String source, JsonNode document, Tolerance tolerance) {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode node : document.get("cases")) {
      String name =
          source + node.get("id").asText() + " " + node.get("arguments") + " " + wrappers(node);
      tests.add(DynamicTest.dynamicTest(name, () -> check(node, tolerance(node, tolerance))));
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  /** The tolerance that a case states, with its reason in the script; else the family's. */
  static Tolerance tolerance(JsonNode node, Tolerance family) {
    JsonNode own = node.path("tolerance");
    return own.isMissingNode()
        ? family
        : new Tolerance(
            own.path("observation").asDouble(),
            own.path("reward").asDouble(),
            own.path("info").asDouble());
  }

  /** Plays a case's episodes and compares all there is to see. */
  static void check(JsonNode node, Tolerance tolerance) {
    EnvironmentSpec spec = EnvironmentRegistry.load().spec(node.get("id").asText());
    WrapperStack stack =
        new WrapperStack(spec, arguments(node), WrapperRegistry.load().parse(wrappers(node)));
    try (Environment<?, ?> environment = stack.single(false)) {
      assertThat(environment.observationSpace()).hasToString(node.get("observationSpace").asText());
      assertThat(environment.actionSpace()).hasToString(node.get("actionSpace").asText());
      assertThat(node.get("episodes")).isNotEmpty();
      for (JsonNode episode : node.get("episodes")) {
        play(environment, episode, tolerance);
      }
    }
    JsonNode limit = node.get("maxEpisodeSteps");
    assertThat(spec.maxEpisodeSteps().isPresent()).isEqualTo(!limit.isNull());
    spec.maxEpisodeSteps().ifPresent(steps -> assertThat(steps).isEqualTo(limit.asInt()));
    JsonNode threshold = node.get("rewardThreshold");
    assertThat(spec.rewardThreshold().isPresent()).isEqualTo(!threshold.isNull());
    spec.rewardThreshold().ifPresent(value -> assertThat(value).isEqualTo(threshold.asDouble()));
  }

  /** The wrappers that a case names, from the inside out. */
  static List<String> wrappers(JsonNode node) {
    List<String> wrappers = new ArrayList<>();
    node.path("wrappers").forEach(wrapper -> wrappers.add(wrapper.asText()));
    return wrappers;
  }

  /** An info without the seconds an episode took. */
  private static Map<String, Object> untimed(Map<String, Object> info) {
    if (!(info.get("episode") instanceof Map<?, ?> episode)) {
      return info;
    }
    Map<Object, Object> rest = new LinkedHashMap<>(episode);
    rest.remove("t");
    Map<String, Object> all = new LinkedHashMap<>(info);
    all.put("episode", rest);
    return all;
  }

  private static Map<String, String> arguments(JsonNode node) {
    Map<String, String> arguments = new LinkedHashMap<>();
    node.get("arguments")
        .properties()
        .forEach(entry -> arguments.put(entry.getKey(), entry.getValue().asText()));
    return arguments;
  }

  private static void play(Environment<?, ?> environment, JsonNode episode, Tolerance tolerance) {
    Reset<?> reset = environment.reset(start(episode));
    String where = "seed " + episode.get("seed") + ", ";
    Values.assertEqual(
        where + "first", reset.observation(), episode.get("first"), tolerance.observation());
    Values.assertInfo(where + "first", reset.info(), episode.get("firstInfo"), tolerance.info());
    for (int i = 0; i < episode.get("actions").size(); i++) {
      String step = where + "step " + (i + 1);
      Step<?> answer = step(environment, episode.get("actions").get(i));
      Values.assertEqual(
          step, answer.observation(), episode.get("observations").get(i), tolerance.observation());
      Values.assertEqual(
          step + ", reward", answer.reward(), episode.get("rewards").get(i), tolerance.reward());
      assertThat(answer.terminated())
          .as(step + ", terminated")
          .isEqualTo(episode.get("terminated").get(i).asBoolean());
      assertThat(answer.truncated())
          .as(step + ", truncated")
          .isEqualTo(episode.get("truncated").get(i).asBoolean());
      Values.assertInfo(
          step, untimed(answer.info()), episode.get("infos").get(i), tolerance.info());
    }
  }

  private static Start start(JsonNode episode) {
    JsonNode seed = episode.get("seed");
    Map<String, Object> options = new LinkedHashMap<>();
    episode
        .get("options")
        .properties()
        .forEach(
            entry -> {
              JsonNode value = entry.getValue();
              options.put(
                  entry.getKey(),
                  value.isTextual()
                      ? value.asText()
                      : value.isBoolean()
                          ? (Object) value.asBoolean()
                          : value.isIntegralNumber() ? value.asLong() : (Object) value.asDouble());
            });
    return new Start(
        seed.isNull() ? OptionalLong.empty() : OptionalLong.of(seed.asLong()),
        Optional.empty(),
        options);
  }

  @SuppressWarnings("unchecked") // the action is read as the environment's own action space has it
  private static <A> Step<?> step(Environment<?, A> environment, JsonNode action) {
    return environment.step((A) Values.element(environment.actionSpace(), action));
  }

  /** What a script prints, as an unchecked call for streams. */
  static JsonNode run(String script) {
    try {
      return Gymnasium.run(script);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
