package palestra.tests.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import palestra.envs.Environment;
import palestra.envs.Step;
import palestra.envs.registry.Arguments;
import palestra.envs.registry.Baseline;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Sampler;

/**
 * Returns and lengths of whole episodes, with all their contacts, come from the distributions of
 * Gymnasium's: two-sample Kolmogorov-Smirnov tests at the level 0.001 against 1,000 episodes of the
 * reference, which {@code box2d_returns.py} and {@code box2d_noisy_returns.py} played. The seeds
 * are others, so that the samples are independent.
 */
final class Box2dReturnsTest {
  /** Of the statistic's limit distribution, for the level 0.001: sqrt(-ln(0.001 / 2) / 2). */
  private static final double CRITICAL = 1.949;

  private static final long FIRST_SEED = 1_000_000;
  private static final double NOISE = 0.2;
  private static final int LANDINGS = 300;
  private static final int WALKS = 80;

  private record Episode(double total, int length) {}

  /** Few of ours, for every run of the tests. */
  @TestFactory
  Stream<DynamicTest> someEpisodes(TestReporter reporter) throws IOException {
    return cases()
        .map(
            node ->
                DynamicTest.dynamicTest(
                    name(node), () -> check(node, lands(node) ? LANDINGS : WALKS, reporter)));
  }

  /** As many as the reference played. */
  @Tag("learning")
  @TestFactory
  Stream<DynamicTest> aThousandEpisodes(TestReporter reporter) throws IOException {
    return cases()
        .map(node -> DynamicTest.dynamicTest(name(node), () -> check(node, 1000, reporter)));
  }

  /**
   * All samples but one kind: the walker's rule without noise takes nearly the same first stride in
   * every episode, and whether that one ends in a fall is for the solver's last bit to say.
   */
  private static Stream<JsonNode> cases() throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String golden : List.of("box2d_returns", "box2d_noisy_returns")) {
      for (JsonNode node : Trajectories.golden(golden).get("cases")) {
        if (lands(node) || !policy(node).equals("rule")) {
          nodes.add(node);
        }
      }
    }
    assertThat(nodes).hasSize(8);
    return nodes.stream();
  }

  private static void check(JsonNode node, int episodes, TestReporter reporter) {
    EnvironmentSpec spec = EnvironmentRegistry.load().spec(node.get("id").asText());
    List<Episode> ours =
        IntStream.range(0, episodes)
            .parallel()
            .mapToObj(i -> play(spec, policy(node), FIRST_SEED + i))
            .toList();
    compare(
        name(node) + " returns",
        ours.stream().mapToDouble(Episode::total).toArray(),
        Values.numbers(node.get("returns")),
        reporter);
    compare(
        name(node) + " lengths",
        ours.stream().mapToDouble(Episode::length).toArray(),
        Values.numbers(node.get("lengths")),
        reporter);
  }

  private static void compare(String what, double[] ours, double[] theirs, TestReporter reporter) {
    double distance = distance(ours, theirs);
    double n = ours.length;
    double m = theirs.length;
    double critical = CRITICAL * Math.sqrt((n + m) / (n * m));
    reporter.publishEntry(
        what,
        "ours %.1f, theirs %.1f on average, distance %.3f, critical %.3f"
            .formatted(
                Arrays.stream(ours).average().orElseThrow(),
                Arrays.stream(theirs).average().orElseThrow(),
                distance,
                critical));
    assertThat(distance).as(what).isLessThan(critical);
  }

  /** The greatest distance of two samples' distribution functions. */
  private static double distance(double[] one, double[] other) {
    double[] a = one.clone();
    double[] b = other.clone();
    Arrays.sort(a);
    Arrays.sort(b);
    double greatest = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      double value = Math.min(a[i], b[j]);
      while (i < a.length && a[i] == value) {
        i++;
      }
      while (j < b.length && b[j] == value) {
        j++;
      }
      greatest = Math.max(greatest, Math.abs((double) i / a.length - (double) j / b.length));
    }
    return greatest;
  }

  @SuppressWarnings("unchecked") // actions are made as the environment's own space has them
  private static Episode play(EnvironmentSpec spec, String policy, long seed) {
    Baseline rule =
        spec.baseline().orElseThrow().make(new Arguments(spec.id(), spec.arguments(), Map.of()));
    Pcg64 noise = Pcg64.seeded(seed);
    try (Environment<float[], Object> environment =
        (Environment<float[], Object>) spec.make(Map.of())) {
      Sampler<Object> random = environment.actionSpace().sampler(seed);
      float[] o = environment.reset(seed).observation();
      double total = 0;
      for (int length = 1; ; length++) {
        Object action = random.next();
        if (!policy.equals("random")) {
          double[] numbers = rule.act(Numbers.of(environment.observationSpace(), o), new byte[0]);
          for (int i = 0; i < numbers.length && policy.equals("noisy rule"); i++) {
            numbers[i] = Math.max(-1, Math.min(1, numbers[i] + noise.uniform(-NOISE, NOISE)));
          }
          action = Numbers.element(environment.actionSpace(), numbers);
        }
        Step<float[]> step = environment.step(action);
        total += step.reward();
        if (step.done()) {
          return new Episode(total, length);
        }
        o = step.observation();
      }
    }
  }

  private static boolean lands(JsonNode node) {
    return node.get("id").asText().startsWith("Lunar");
  }

  private static String policy(JsonNode node) {
    return node.get("policy").asText();
  }

  private static String name(JsonNode node) {
    return node.get("id").asText() + " " + policy(node);
  }
}
