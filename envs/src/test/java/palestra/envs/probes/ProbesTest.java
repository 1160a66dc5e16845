package palestra.envs.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palestra.envs.Environment;
import palestra.envs.Reset;
import palestra.envs.Step;
import palestra.envs.registry.Arguments;
import palestra.envs.registry.Baseline;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.registry.GoalTask;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Sampler;

/** Every probe gives an able player what its page says, and others less. */
final class ProbesTest {
  private static final double GAMMA = 0.9;

  private static EnvironmentSpec spec(String id) {
    return new ProbeEnvironments()
        .environments().stream().filter(spec -> spec.id().equals(id)).findFirst().orElseThrow();
  }

  private static Baseline baseline(String id, Map<String, String> given) {
    EnvironmentSpec spec = spec(id);
    return spec.baseline().orElseThrow().make(new Arguments(id, spec.arguments(), given));
  }

  /** What a player earns in some episodes, each summed up by a function of its rewards. */
  private static double[] play(
      String id, Map<String, String> given, Baseline player, ToDoubleFunction<double[]> sum) {
    double[] results = new double[400];
    try (Environment<?, ?> environment = spec(id).make(given)) {
      for (int episode = 0; episode < results.length; episode++) {
        Reset<?> reset = episode == 0 ? environment.reset(1) : environment.reset();
        player.reset();
        DoubleStream.Builder rewards = DoubleStream.builder();
        Object seen = reset.observation();
        Step<?> step;
        do {
          step = step(environment, player, seen);
          seen = step.observation();
          rewards.add(step.reward());
        } while (!step.done());
        results[episode] = sum.applyAsDouble(rewards.build().toArray());
      }
    }
    return results;
  }

  @SuppressWarnings("unchecked") // the player's numbers are an action of the environment
  private static <A> Step<?> step(Environment<?, A> environment, Baseline player, Object seen) {
    double[] numbers = Numbers.of(environment.observationSpace(), seen);
    double[] action = player.act(numbers, environment.actionMask().orElse(new byte[0]));
    return environment.step((A) Numbers.element(environment.actionSpace(), action));
  }

  private static double sum(double[] rewards) {
    return DoubleStream.of(rewards).sum();
  }

  private static double discounted(double[] rewards) {
    double value = 0;
    for (int i = rewards.length - 1; i >= 0; i--) {
      value = rewards[i] + GAMMA * value;
    }
    return value;
  }

  /**
   * The best returns, and the values of first states at a discount of 0.9, that the pages state.
   */
  @ParameterizedTest
  @CsvSource({
    "ProbeConstant-v0, 1, 1",
    "ProbeDiscount-v0, 1, 0.9",
    "ProbeIdentity-v0, 1, 1",
    "ProbeMask-v0, 10, 6.513215599",
    "ProbeMemory-v0, 1, 0.3486784401",
    "ProbeScale-v0, 1, 1",
    "ProbeTarget-v0, 0, 0",
    "ProbeTruncation-v0, 4, 3.439",
    "ProbeTwoStep-v0, 1, 0.81"
  })
  void anAblePlayerGetsTheBestInEveryEpisode(String id, double best, double value) {
    assertThat(play(id, Map.of(), baseline(id, Map.of()), ProbesTest::sum)).containsOnly(best);
    for (double earned : play(id, Map.of(), baseline(id, Map.of()), ProbesTest::discounted)) {
      assertThat(earned).isCloseTo(value, within(1e-12));
    }
  }

  /** Players that lack the ability asked for, and how much they get for it. */
  @ParameterizedTest
  @CsvSource({
    "ProbeGoal-v0, -20",
    "ProbeIdentity-v0, 0.5",
    "ProbeMask-v0, 0",
    "ProbeReach-v0, -25",
    "ProbeMemory-v0, 0.5",
    "ProbeScale-v0, 0.5",
    "ProbeTarget-v0, -0.6667",
    "ProbeTwoStep-v0, 0"
  })
  void aPlayerThatDoesNotLookGetsLess(String id, double mean) {
    int size = id.equals("ProbeTarget-v0") || id.equals("ProbeReach-v0") ? 2 : 1;
    double[] earned = play(id, Map.of(), (observation, mask) -> new double[size], ProbesTest::sum);
    assertThat(DoubleStream.of(earned).average().orElseThrow()).isCloseTo(mean, within(0.15));
  }

  /** A player whose random actions come from the environment's own seed knows nothing by it. */
  @ParameterizedTest
  @CsvSource({
    "ProbeIdentity-v0, 0.5",
    "ProbeMemory-v0, 0.5",
    "ProbeScale-v0, 0.5",
    "ProbeTarget-v0, -1.3333"
  })
  void theSameSeedForActionsHelpsNobody(String id, double mean) {
    try (Environment<?, ?> environment = spec(id).make(Map.of())) {
      Sampler<?> actions = environment.actionSpace().sampler(1);
      Baseline random = (seen, mask) -> Numbers.of(environment.actionSpace(), actions.next());
      double[] earned = play(id, Map.of(), random, ProbesTest::sum);
      assertThat(DoubleStream.of(earned).average().orElseThrow()).isCloseTo(mean, within(0.15));
    }
  }

  @Test
  void argumentsDoWhatTheySay() {
    Map<String, String> far = Map.of("length", "30", "reward", "2");
    assertThat(play("ProbeMemory-v0", far, baseline("ProbeMemory-v0", far), x -> x.length))
        .containsOnly(31);
    assertThat(play("ProbeMemory-v0", far, baseline("ProbeMemory-v0", far), ProbesTest::sum))
        .containsOnly(2);
    Map<String, String> late = Map.of("length", "5");
    for (double value :
        play(
            "ProbeDiscount-v0", late, baseline("ProbeDiscount-v0", late), ProbesTest::discounted)) {
      assertThat(value).isCloseTo(Math.pow(GAMMA, 4), within(1e-12));
    }
    Map<String, String> narrow = Map.of("share", "0", "actions", "40", "penalty", "-5");
    assertThat(play("ProbeMask-v0", narrow, baseline("ProbeMask-v0", narrow), ProbesTest::sum))
        .containsOnly(10);
    assertThat(play("ProbeMask-v0", narrow, (seen, mask) -> new double[1], ProbesTest::sum))
        .contains(-5);
    Map<String, String> wide = Map.of("dimensions", "5", "weight", "3");
    double[] earned = play("ProbeTarget-v0", wide, (seen, mask) -> new double[5], ProbesTest::sum);
    assertThat(DoubleStream.of(earned).average().orElseThrow()).isCloseTo(-5, within(0.5));
  }

  /** The endless task's value is that of four steps and the same again. */
  @Test
  void theCutIsNoEnd() {
    try (Environment<?, ?> environment = spec("ProbeTruncation-v0").make(Map.of())) {
      environment.reset(1);
      Baseline player = baseline("ProbeTruncation-v0", Map.of());
      for (int i = 1; i <= 4; i++) {
        Step<?> step = step(environment, player, 0L);
        assertThat(step.terminated()).isFalse();
        assertThat(step.truncated()).isEqualTo(i == 4);
      }
    }
    double value = 1 / (1 - GAMMA);
    assertThat(3.439 + Math.pow(GAMMA, 4) * value).isCloseTo(value, within(1e-9));
  }

  /** Flipping wrong bits takes as many steps as there are; the last one earns 0. */
  @Test
  void goalsAreReachedOnTheShortestWay() {
    double[] bits =
        play("ProbeGoal-v0", Map.of(), baseline("ProbeGoal-v0", Map.of()), x -> x.length);
    assertThat(DoubleStream.of(bits).max().orElseThrow()).isBetween(8.0, 10.0);
    double[] earned =
        play("ProbeGoal-v0", Map.of(), baseline("ProbeGoal-v0", Map.of()), ProbesTest::sum);
    assertThat(DoubleStream.of(earned).average().orElseThrow()).isCloseTo(-4.005, within(0.25));
    double[] reached =
        play("ProbeReach-v0", Map.of(), baseline("ProbeReach-v0", Map.of()), ProbesTest::sum);
    assertThat(DoubleStream.of(reached).average().orElseThrow()).isCloseTo(-3.1, within(0.25));
    assertThat(DoubleStream.of(reached).min().orElseThrow()).isGreaterThan(-9);
  }

  /** What the task says of rewards and ends is what the environment does. */
  @ParameterizedTest
  @CsvSource({"ProbeGoal-v0, bits, 3", "ProbeReach-v0, radius, 0.4"})
  void goalTasksTellTheTruth(String id, String argument, String value) {
    Map<String, String> given = Map.of(argument, value);
    GoalTask task = spec(id).newGoal(given).orElseThrow();
    int ends = 0;
    try (Environment<?, ?> environment = spec(id).make(given)) {
      Sampler<?> actions = environment.actionSpace().sampler(1);
      Baseline random = (seen, mask) -> Numbers.of(environment.actionSpace(), actions.next());
      Object seen = environment.reset(1).observation();
      for (int i = 0; i < 3000; i++) {
        Step<?> step = step(environment, random, seen);
        double[] numbers = Numbers.of(environment.observationSpace(), step.observation());
        float[] achieved = at(numbers, task.achieved());
        float[] desired = at(numbers, task.desired());
        assertThat(step.reward()).isEqualTo(task.reward(achieved, desired));
        assertThat(step.terminated()).isEqualTo(task.ends(achieved, desired));
        ends += step.terminated() ? 1 : 0;
        seen = step.done() ? environment.reset().observation() : step.observation();
      }
    }
    assertThat(ends).isGreaterThan(10);
    assertThat(spec("ProbeTarget-v0").newGoal(Map.of())).isEmpty();
  }

  private static float[] at(double[] numbers, List<Integer> places) {
    float[] found = new float[places.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = (float) numbers[places.get(i)];
    }
    return found;
  }

  @Test
  void badSettingsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProbeMemory(0, 1))
        .withMessageContaining("length");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProbeScale(0, 1))
        .withMessageContaining("scale");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProbeMask.Settings(8, 10, 1.5, 1, -1))
        .withMessageContaining("share");
  }
}
