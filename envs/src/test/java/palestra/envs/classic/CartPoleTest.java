package palestra.envs.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import palestra.envs.Environment;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.registry.EnvironmentRegistry;

final class CartPoleTest {

  @Test
  void constantsMatter() {
    CartPole.Settings moon =
        new CartPole.Settings(1.6, 1, 0.1, 0.5, 10, 0.02, 0.2, 2.4, -0.05, 0.05, 1, false, "euler");
    CartPole earth = new CartPole();
    CartPole other = new CartPole(moon);
    earth.reset(1);
    other.reset(1);
    assertThat(other.step(1L).observation()).isNotEqualTo(earth.step(1L).observation());
  }

  @Test
  void thresholdsAndStartsAreArguments() {
    EnvironmentRegistry registry = EnvironmentRegistry.load();
    Map<String, String> wide =
        Map.of("theta_threshold_radians", "1.5", "start_low", "0.9", "start_high", "1");
    try (Environment<?, ?> environment = registry.make("CartPole-v1", wide)) {
      float[] first = (float[]) environment.reset(1).observation();
      assertThat(first[2]).isBetween(0.9f, 1f);
      assertThat(environment.observationSpace().toString()).contains("3.");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.make("CartPole-v1", Map.of("start_low", "0.5")))
        .withMessage("CartPole: start_low (0.5) is above start_high (0.05)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.make("CartPole-v1", Map.of("x_threshold", "0")))
        .withMessage("environment argument x_threshold is a number from 0.1 to 100.0, but got '0'");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new CartPole.Settings(
                    9.8, -1, 0.1, 0.5, 10, 0.02, 0.2, 2.4, -0.05, 0.05, 1, false, "euler"))
        .withMessage("CartPole: masscart is a number from 0.01 to 100.0, but got -1.0");
  }

  @Test
  void velocitiesFirstMovesTheCartAtOnce() {
    try (Environment<?, ?> implicit =
        EnvironmentRegistry.load()
            .make("CartPole-v1", Map.of("kinematics_integrator", "semi-implicit euler"))) {
      float[] before = (float[]) implicit.reset(1).observation();
      float[] after = step(implicit, 1L).observation();
      assertThat(after[0] - before[0]).isCloseTo(0.02f * after[1], within(1e-6f));
    }
  }

  @SuppressWarnings("unchecked") // CartPole's types are known
  private static Step<float[]> step(Environment<?, ?> environment, long action) {
    return ((Environment<float[], Long>) environment).step(action);
  }

  @Test
  void anErrorLeavesTheStateAsItWas() {
    CartPole environment = new CartPole();
    assertThatIllegalStateException()
        .isThrownBy(() -> environment.step(0L))
        .withMessage("CartPole: there is no episode to step; call reset first");
    environment.reset(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> environment.step(2L))
        .withMessage("CartPole: an action is in Discrete(2), but got 2");
    CartPole other = new CartPole();
    other.reset(1);
    Step<float[]> step = other.step(1L);
    assertThat(environment.step(1L).observation()).isEqualTo(step.observation());
  }

  @Test
  void wrongResetOptionsAreRefused() {
    CartPole environment = new CartPole();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> environment.reset(Start.seed(1).with(Map.of("lo", 1))))
        .withMessage("CartPole has the reset options high, low, but got 'lo'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> environment.reset(Start.seed(1).with(Map.of("low", "x"))))
        .withMessage("CartPole: reset option low is a finite number, but got x");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> environment.reset(Start.seed(1).with(Map.of("low", 1))))
        .withMessage("CartPole: reset option low (1.0) is above high (0.05)");
  }
}
