package palestra.envs.robots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palestra.envs.Environment;
import palestra.envs.Step;
import palestra.envs.registry.Arguments;
import palestra.envs.registry.Baseline;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Numbers;

final class RobotsTest {

  @Test
  void thePendulumFallsWithoutAPushAndTheFallEarnsNothing() {
    InvertedPendulum environment = new InvertedPendulum();
    environment.reset(1);
    Step<float[]> step;
    int steps = 0;
    do {
      step = environment.step(new float[] {0});
      steps++;
      assertThat(step.reward()).isEqualTo(step.terminated() ? 0 : 1);
      assertThat(Math.abs(step.observation()[1]) > 0.2).isEqualTo(step.terminated());
      assertThat(step.info()).containsEntry("reward_survive", step.reward());
    } while (!step.terminated());
    assertThat(steps).isBetween(5, 100);
  }

  @Test
  void thePendulumStartsWhereItsNumbersAreDrawn() {
    float[] first = new InvertedPendulum().reset(4).observation();
    Pcg64 random = Pcg64.seeded(4);
    for (float number : first) {
      assertThat(number).isEqualTo((float) random.uniform(-0.01, 0.01));
    }
  }

  @Test
  void theEndOfTheRailThrowsTheCartBack() {
    InvertedPendulum environment =
        (InvertedPendulum) unlimited("InvertedPendulum-v0", Map.of("angle_limit", "100"));
    environment.reset(1);
    double furthest = 0;
    for (int i = 0; i < 100; i++) {
      Step<float[]> step = environment.step(new float[] {3});
      furthest = Math.max(furthest, step.observation()[0]);
    }
    assertThat(furthest).isBetween(1.0, 1.4);
    double last = environment.step(new float[] {0}).observation()[0];
    assertThat(last).isLessThan(furthest);
  }

  private static Environment<?, ?> unlimited(String id, Map<String, String> given) {
    EnvironmentSpec spec = EnvironmentRegistry.load().spec(id);
    return spec.factory().make(new Arguments(id, spec.arguments(), given));
  }

  @Test
  void theDoublePendulumsRewardIsWhatItsPageSays() {
    InvertedDoublePendulum environment = new InvertedDoublePendulum();
    float[] first = environment.reset(3).observation();
    assertThat(first).hasSize(9);
    Step<float[]> step = environment.step(new float[] {0.1f});
    float[] o = step.observation();
    double lower = Math.atan2(o[1], o[3]);
    double upper = lower + Math.atan2(o[2], o[4]);
    double x = o[0] + 0.6 * Math.sin(lower) + 0.6 * Math.sin(upper);
    double y = 0.6 * Math.cos(lower) + 0.6 * Math.cos(upper);
    double distance = 0.01 * x * x + (y - 2) * (y - 2);
    double velocity = 0.001 * o[6] * o[6] + 0.005 * o[7] * o[7];
    assertThat(step.reward()).isCloseTo(10 - distance - velocity, within(1e-5));
    assertThat((double) step.info().get("distance_penalty")).isCloseTo(-distance, within(1e-5));
    assertThat((double) step.info().get("velocity_penalty")).isCloseTo(-velocity, within(1e-5));
    do {
      step = environment.step(new float[] {1});
    } while (!step.terminated());
    assertThat(step.info()).containsEntry("reward_survive", 0.0);
    assertThat(step.reward()).isNegative();
  }

  @Test
  void theReachersRewardIsDistanceAndEffort() {
    Reacher environment = new Reacher();
    float[] o = environment.reset(2).observation();
    assertThat(Math.hypot(o[4], o[5])).isLessThan(0.2);
    Step<float[]> step = environment.step(new float[] {0.5f, -0.25f});
    o = step.observation();
    double t0 = Math.atan2(o[2], o[0]);
    double t1 = Math.atan2(o[3], o[1]);
    double x = 0.1 * Math.cos(t0) + 0.11 * Math.cos(t0 + t1) - o[4];
    double y = 0.1 * Math.sin(t0) + 0.11 * Math.sin(t0 + t1) - o[5];
    assertThat((double) o[8]).isCloseTo(x, within(1e-6));
    assertThat((double) o[9]).isCloseTo(y, within(1e-6));
    assertThat(step.reward()).isCloseTo(-Math.hypot(x, y) - 0.3125, within(1e-6));
    assertThat(step.info()).containsEntry("reward_ctrl", -0.3125);
    assertThat(step.terminated()).isFalse();
    // Torque turns the joints its own way.
    assertThat(o[6]).isPositive();
    assertThat(o[7]).isNegative();
  }

  @Test
  void argumentsMatterAndBadOnesAreRefused() {
    Environment<?, ?> moon = unlimited("InvertedPendulum-v0", Map.of("gravity", "1.6"));
    Environment<?, ?> earth = unlimited("InvertedPendulum-v0", Map.of());
    moon.reset(1);
    earth.reset(1);
    for (int i = 0; i < 5; i++) {
      assertThat(((InvertedPendulum) moon).step(new float[] {0}).terminated()).isFalse();
      assertThat(((InvertedPendulum) earth).step(new float[] {0}).terminated()).isFalse();
    }
    float[] onMoon = ((InvertedPendulum) moon).step(new float[] {0}).observation();
    float[] onEarth = ((InvertedPendulum) earth).step(new float[] {0}).observation();
    assertThat(Math.abs(onMoon[1])).isLessThan(Math.abs(onEarth[1]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> unlimited("Reacher-v0", Map.of("timestep", "0")))
        .withMessageContaining("timestep");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Reacher.Settings(0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1))
        .withMessage("link_mass_0 is finite and above 0, but is 0.0");
    InvertedPendulum environment = new InvertedPendulum();
    environment.reset(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> environment.step(new float[] {3.5f}))
        .withMessageContaining("InvertedPendulum: an action is in Box(-3.0, 3.0, (1,), float32)");
  }

  /** The rules do what their page says, and so reach the scores that count as solving. */
  @ParameterizedTest
  @CsvSource({"InvertedPendulum-v0, 1000", "InvertedDoublePendulum-v0, 9359", "Reacher-v0, -3.6"})
  void theRulesSolveTheirTasks(String id, double atLeast) {
    EnvironmentSpec spec = EnvironmentRegistry.load().spec(id);
    Baseline rule =
        spec.baseline().orElseThrow().make(new Arguments(id, spec.arguments(), Map.of()));
    int episodes = 100;
    double sum = 0;
    try (Environment<?, ?> environment = spec.make(Map.of())) {
      for (int episode = 0; episode < episodes; episode++) {
        Object observation = environment.reset(episode).observation();
        Step<?> step;
        do {
          double[] numbers = Numbers.of(environment.observationSpace(), observation);
          step = step(environment, rule.act(numbers, new byte[0]));
          observation = step.observation();
          sum += step.reward();
        } while (!step.done());
      }
    }
    assertThat(sum / episodes).isGreaterThanOrEqualTo(atLeast);
  }

  @SuppressWarnings("unchecked") // every robot takes floats
  private static Step<?> step(Environment<?, ?> environment, double[] action) {
    return ((Environment<?, float[]>) environment)
        .step((float[]) Numbers.element(environment.actionSpace(), action));
  }
}
