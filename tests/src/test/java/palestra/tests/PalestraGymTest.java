package palestra.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palestra.envs.Environment;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.registry.EnvironmentSpec;
import palestra.renderer.PictureCanvas;

/** Our environments in Gymnasium, by the Python package {@code palestra_gym}. */
final class PalestraGymTest {
  private static final String ENVIRONMENTS = "gym_environments.py";
  private static final String VECTORS = "gym_vectors.py";

  @TempDir Path directory;

  @Test
  void everyBuiltInPassesGymnasiumsChecker() throws Exception {
    JsonNode answer = PythonScript.answer(ENVIRONMENTS, "check");
    assertThat(answer.get("failures")).isEmpty();
    assertThat(answer.get("ids")).hasSameSizeAs(builtIns());
  }

  @Test
  void packageKnowsWhatTheRegistryKnows() throws Exception {
    Path table =
        Checkout.root().resolve("envs/src/main/python/palestra_gym").resolve("environments.json");
    List<String> known = new ArrayList<>();
    for (JsonNode row : new ObjectMapper().readTree(table.toFile())) {
      known.add(
          "%s %s %s".formatted(row.get("id").asText(), row.get("maxEpisodeSteps"), threshold(row)));
    }
    assertThat(known)
        .as("palestra_gym/table.py says how environments.json is made anew")
        .containsExactlyElementsOf(
            builtIns().stream()
                .map(
                    spec ->
                        "%s %s %s"
                            .formatted(
                                spec.id(),
                                spec.maxEpisodeSteps().isPresent()
                                    ? spec.maxEpisodeSteps().getAsInt()
                                    : "null",
                                spec.rewardThreshold().isPresent()
                                    ? spec.rewardThreshold().getAsDouble()
                                    : "null"))
                .toList());
  }

  private static Object threshold(JsonNode row) {
    JsonNode threshold = row.get("rewardThreshold");
    return threshold.isNull() ? "null" : threshold.asDouble();
  }

  private static List<EnvironmentSpec> builtIns() {
    return EnvironmentRegistry.load().specs().stream()
        .filter(spec -> spec.source().equals("built-in"))
        .toList();
  }

  @Test
  void singleOnesAreGymnasiumsSeedForSeed() throws Exception {
    JsonNode episodes = PythonScript.answer(ENVIRONMENTS, "equal");
    assertThat(episodes.get("CartPole-v1").asInt()).isPositive();
    assertThat(episodes.get("Blackjack-v1").asInt()).isPositive();
    assertThat(episodes.get("MiniGrid-DoorKey-5x5-v0").asInt()).isPositive();
  }

  @Test
  void argumentsArePassedOnAndMistakesAreNamed() throws Exception {
    JsonNode answers = PythonScript.answer(ENVIRONMENTS, "arguments");
    // Half the gravity, and so less of a fall in as many steps.
    assertThat(answers.get("falls").get(0).asDouble())
        .isLessThan(answers.get("falls").get(1).asDouble());
    assertThat(answers.get("start"))
        .allSatisfy(number -> assertThat(number.asDouble()).isBetween(0.01, 0.02));
    assertThat(text(answers, "argument"))
        .isEqualTo("ValueError: CartPole-v1 has no argument 'gravty'; the nearest is 'gravity'");
    assertThat(text(answers, "range")).contains("gravity is a number from", "'heavy'");
    assertThat(text(answers, "id")).contains("Did you mean: `CartPole`?");
    assertThat(text(answers, "own"))
        .startsWith("ValueError: unknown environment 'CartPol-v1'; nearest: CartPole-v1");
    assertThat(text(answers, "mode")).contains("'rgb_array', but got 'ansi'");
    assertThat(text(answers, "unstarted")).startsWith("RuntimeError: ").contains("call reset");
    assertThat(text(answers, "action"))
        .isEqualTo("ValueError: CartPole: an action is in Discrete(2), but got 7");
    assertThat(text(answers, "kind")).contains("an action is in Discrete(2), but got 0.5");
    assertThat(text(answers, "option"))
        .isEqualTo("ValueError: CartPole has the reset options high, low, but got 'hi'");
    assertThat(text(answers, "seed")).contains("a seed is a whole number from 0 to 2**63 - 1");
    assertThat(text(answers, "shape")).contains("shape (1,), but got float64 of shape (3,)");
    assertThat(text(answers, "closed")).isEqualTo("RuntimeError: CartPole-v1 is closed");
  }

  @Test
  void picturesAreTheRenderers() throws Exception {
    JsonNode answers = PythonScript.answer(ENVIRONMENTS, "pictures");
    for (String id : List.of("CartPole-v1", "MiniGrid-DoorKey-8x8-v0")) {
      try (Environment<?, ?> environment = EnvironmentRegistry.load().make(id, Map.of())) {
        int[] rgb = drawn(environment);
        long sum = 0;
        for (int i = 0; i < rgb.length * 3L; i++) {
          sum += (rgb[i / 3] >> (16 - 8 * (i % 3)) & 0xff) * ((i + 1L) % 65521);
        }
        assertThat(answers.get(id).get("sum").asLong()).as(id).isEqualTo(sum);
      }
    }
    assertThat(answers.get("several").get(0)).isEqualTo(answers.get("CartPole-v1").get("sum"));
    assertThat(answers.get("several").get(1)).isNotEqualTo(answers.get("several").get(0));
  }

  @SuppressWarnings("unchecked") // both environments' actions are whole numbers
  private static int[] drawn(Environment<?, ?> environment) {
    environment.reset(5);
    ((Environment<?, Long>) environment).step(1L);
    int width = environment.pictureSize().width();
    try (PictureCanvas canvas = new PictureCanvas(width, environment.pictureSize().height(), 1)) {
      return canvas.draw(environment::draw).rgb();
    }
  }

  @Test
  void copiesAreGymnasiumsSeedForSeedInEveryMode() throws Exception {
    JsonNode ends = PythonScript.answer(VECTORS, "gymnasium");
    assertThat(ends).hasSize(15).allSatisfy(count -> assertThat(count.asInt()).isPositive());
  }

  @Test
  void copiesOfEverySpaceAreSingleOnesSideBySide() throws Exception {
    JsonNode ends = PythonScript.answer(VECTORS, "single");
    assertThat(ends).hasSize(14);
    assertThat(ends.get("MiniGrid-Empty-5x5-v0 SAME_STEP").asInt()).isPositive();
  }

  @Test
  void copiesTellTheirMasks() throws Exception {
    assertThat(PythonScript.answer(VECTORS, "masks").get("ProbeMask-v0").asInt()).isPositive();
  }

  @Test
  void copiesTakeASeedEach() throws Exception {
    assertThat(PythonScript.answer(VECTORS, "seeds").get("different").asBoolean())
        .as("copies that nobody seeded start differently")
        .isTrue();
  }

  @Test
  void mistakesWithCopiesAreNamed() throws Exception {
    JsonNode answers = PythonScript.answer(VECTORS, "errors");
    assertThat(text(answers, "unstarted")).contains("call reset(seed)");
    assertThat(text(answers, "action"))
        .isEqualTo("ValueError: CartPole: an action is in Discrete(2), but copy 3 got 4");
    assertThat(text(answers, "shape")).contains("shape (5,), but got int64 of shape (3,)");
    assertThat(text(answers, "kind")).contains("int64 of shape (5,), but got float64");
    assertThat(text(answers, "mask")).contains("5 truth values, but got list");
    assertThat(text(answers, "none")).contains("at least one copy");
    assertThat(text(answers, "seeds")).contains("each of the 5 copies, but got 2");
    assertThat(text(answers, "options")).contains("reset_mask alone", "infos=True");
    assertThat(text(answers, "copies")).contains("num_envs is 0");
    assertThat(text(answers, "many")).contains("100000 copies need more than the 2 GB");
    assertThat(text(answers, "over")).contains("episode of copy", "is over");
    assertThat(answers.get("within").asBoolean()).isTrue();
    assertThat(text(answers, "closed")).isEqualTo("RuntimeError: CartPole-v1 is closed");
  }

  /** As a user has it: installed by pip, the launcher on the path, far from the checkout. */
  @Test
  void installsWithPip() throws Exception {
    Path root = Checkout.root();
    Path packages = directory.resolve("packages");
    Outcome pip =
        Outcome.of(
            directory,
            Map.of(),
            List.of(
                PythonScript.interpreter(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--no-deps",
                "--target",
                packages.toString(),
                root.resolve("envs/src/main/python").toString()));
    assertThat(pip.status()).as(pip.errors()).isZero();
    assertThat(packages.resolve("palestra_gym/environments.json")).isRegularFile();
    Path bin = Files.createDirectories(directory.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("palestra"), root.resolve("palestra"));
    JsonNode answers =
        PythonScript.answer(
            Map.of(
                "PYTHONPATH",
                packages.toString(),
                "PALESTRA_HOME",
                "",
                "PATH",
                bin + ":" + System.getenv("PATH")),
            VECTORS,
            "seeds");
    assertThat(answers.get("different").asBoolean()).isTrue();
  }

  private static String text(JsonNode answers, String name) {
    return answers.get(name).asText();
  }
}
