package palestra.envs.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import palestra.envs.Environment;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.registry.EnvironmentRegistry;

/** Rules of the classic control tasks beside CartPole. */
final class ClassicTasksTest {

  private static Environment<?, ?> make(String id, Map<String, String> arguments) {
    return EnvironmentRegistry.load().make(id, arguments);
  }

  @SuppressWarnings("unchecked") // all of them show float32 numbers
  private static <A> Step<float[]> step(Environment<?, ?> environment, A action) {
    return ((Environment<float[], A>) environment).step(action);
  }

  @Test
  void aMountainCarIsStoppedByTheWallAndWinsAtTheFlag() {
    try (Environment<?, ?> car = make("MountainCar-v0", Map.of())) {
      car.reset(Start.seed(1).with(Map.of("low", -1.19, "high", -1.19)));
      step(car, 0L);
      for (int i = 0; i < 3; i++) {
        assertThat(step(car, 0L).observation()[0]).isGreaterThanOrEqualTo(-1.2f);
      }
      car.reset(Start.seed(1).with(Map.of("low", 0.499, "high", 0.499)));
      Step<float[]> last = step(car, 2L);
      while (!last.terminated()) {
        last = step(car, 2L);
      }
      assertThat(last.observation()[0]).isGreaterThanOrEqualTo(0.5f);
      assertThat(last.reward()).isEqualTo(-1);
    }
  }

  @Test
  void aMountainCarMustBeFastEnoughAtTheFlag() {
    Map<String, String> arguments = Map.of("goal_velocity", "0.05", "step_reward", "-2");
    try (Environment<?, ?> car = make("MountainCar-v0", arguments)) {
      car.reset(Start.seed(1).with(Map.of("low", 0.5, "high", 0.5)));
      Step<float[]> step = step(car, 2L);
      assertThat(step.terminated()).isFalse();
      assertThat(step.reward()).isEqualTo(-2);
    }
  }

  @Test
  void aContinuousMountainCarPaysForItsPushes() {
    try (Environment<?, ?> car = make("MountainCarContinuous-v0", Map.of("action_cost", "0.2"))) {
      car.reset(1);
      assertThat(step(car, new float[] {-0.5f}).reward()).isEqualTo(-0.2 * 0.25);
      assertThat(step(car, new float[] {0}).reward()).isZero();
      car.reset(Start.seed(1).with(Map.of("low", 0.4499, "high", 0.4499)));
      Step<float[]> last = step(car, new float[] {1});
      while (!last.terminated()) {
        last = step(car, new float[] {1});
      }
      assertThat(last.reward()).isEqualTo(100 - 0.2);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> step(car, new float[] {1.5f}))
          .withMessage(
              "MountainCarContinuous: an action is in Box(-1.0, 1.0, (1,), float32),"
                  + " but got [1.5]");
    }
  }

  @Test
  void aPendulumAtRestUprightCostsNothing() {
    try (Environment<?, ?> pendulum = make("Pendulum-v1", Map.of())) {
      pendulum.reset(Start.seed(1).with(Map.of("x_init", 0, "y_init", 0)));
      assertThat(step(pendulum, new float[] {0}).reward()).isZero();
      assertThat(step(pendulum, new float[] {2}).reward()).isCloseTo(-0.004, within(1e-9));
      Step<float[]> moved = step(pendulum, new float[] {0});
      assertThat(moved.reward()).isNegative();
      assertThat(moved.observation()[1]).isPositive();
    }
  }

  @Test
  void aPendulumWithoutGravityTurnsByItsTorqueAlone() {
    Map<String, String> arguments = Map.of("g", "0", "m", "3", "l", "1", "dt", "0.1");
    try (Environment<?, ?> pendulum = make("Pendulum-v1", arguments)) {
      pendulum.reset(Start.seed(1).with(Map.of("x_init", 0, "y_init", 0)));
      assertThat(step(pendulum, new float[] {1}).observation()[2]).isCloseTo(0.1f, within(1e-6f));
    }
  }

  /** Python's {@code (x + pi) % (2 pi) - pi}, by a plain remainder. */
  @Test
  void anglesAreNormalizedAsPythonDoes() {
    double turn = 2 * Math.PI;
    for (double angle = -40; angle < 40; angle += 0.0371) {
      double shifted = angle + Math.PI;
      double rest = shifted % turn;
      double expected = (rest < 0 ? rest + turn : rest) - Math.PI;
      assertThat(PendulumCopies.normalized(angle)).isEqualTo(expected);
    }
    assertThat(PendulumCopies.normalized(Math.PI)).isEqualTo(-Math.PI);
    assertThat(PendulumCopies.normalized(-Math.PI)).isEqualTo(-Math.PI);
  }

  /** Energy of links without a motor stays, but for what the integration loses. */
  @Test
  void anAcrobotLeftAloneKeepsItsEnergy() {
    try (Environment<?, ?> acrobot = make("Acrobot-v1", Map.of("dt", "0.01"))) {
      acrobot.reset(Start.seed(3).with(Map.of("low", 0.5, "high", 1.0)));
      double before = energy(step(acrobot, 1L).observation());
      for (int i = 0; i < 200; i++) {
        assertThat(energy(step(acrobot, 1L).observation())).isCloseTo(before, within(1e-3));
      }
    }
  }

  private static double energy(float[] o) {
    double theta1 = Math.atan2(o[1], o[0]);
    double theta2 = Math.atan2(o[3], o[2]);
    double d1 = 0.25 + (1 + 0.25 + o[2]) + 2;
    double d2 = 0.25 + 0.5 * o[2] + 1;
    double kinetic = 0.5 * d1 * o[4] * o[4] + d2 * o[4] * o[5] + 0.5 * 1.25 * o[5] * o[5];
    double height = -1.5 * Math.cos(theta1) - 0.5 * Math.cos(theta1 + theta2);
    return kinetic + 9.8 * height;
  }

  @Test
  void anAcrobotAtTheLineWins() {
    Map<String, String> low = Map.of("goal_height", "-1.9", "goal_reward", "7");
    try (Environment<?, ?> acrobot = make("Acrobot-v1", low)) {
      acrobot.reset(Start.seed(3).with(Map.of("low", 0.9, "high", 1.0)));
      Step<float[]> step = step(acrobot, 2L);
      assertThat(step.terminated()).isTrue();
      assertThat(step.reward()).isEqualTo(7);
    }
  }

  /** Whatever its arguments, within their ranges, and however it is pushed. */
  @Test
  void anAcrobotStaysFinite() {
    for (int corner = 0; corner < 64; corner++) {
      Map<String, String> arguments =
          Map.of(
              "link_mass_1", (corner & 1) == 0 ? "0.5" : "2",
              "link_mass_2", (corner & 2) == 0 ? "0.5" : "2",
              "link_length_1", (corner & 4) == 0 ? "0.5" : "2",
              "link_com_pos_2", (corner & 8) == 0 ? "0.1" : "1",
              "link_moi", (corner & 16) == 0 ? "0.5" : "5",
              "gravity", (corner & 32) == 0 ? "0" : "30",
              "max_vel_1", "30",
              "max_vel_2", "30",
              "torque", "10",
              "goal_height", "2");
      try (Environment<?, ?> acrobot = make("Acrobot-v1", arguments)) {
        float[] seen = (float[]) acrobot.reset(1).observation();
        for (int i = 0; i < 400; i++) {
          seen = step(acrobot, seen[5] < 0 ? 0L : 2L).observation();
          assertThat(acrobot.observationSpace().contains(seen)).isTrue();
        }
      }
    }
  }

  @Test
  void wrongArgumentsAndOptionsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> make("Pendulum-v1", Map.of("g", "-1")))
        .withMessage("environment argument g is a number from 0.0 to 100.0, but got '-1'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> make("Acrobot-v1", Map.of("book_or_nips", "thesis")))
        .withMessageContaining("one of book, nips");
    try (Environment<?, ?> pendulum = make("Pendulum-v1", Map.of())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> pendulum.reset(Start.seed(1).with(Map.of("x_init", -1))))
          .withMessage("Pendulum: reset option -x_init (1.0) is above x_init (-1.0)");
    }
  }
}
