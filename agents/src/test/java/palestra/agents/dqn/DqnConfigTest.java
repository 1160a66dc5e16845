package palestra.agents.dqn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import palestra.networks.schedules.Schedule;

class DqnConfigTest {

  /** Stable-Baselines3 2.9, {@code stable_baselines3/dqn/dqn.py} and {@code policies.py}. */
  @Test
  void defaultsAreStableBaselines3s() {
    DqnConfig defaults = DqnConfig.DEFAULTS;
    assertThat(defaults.learningRate()).isEqualTo(Schedule.valueOf(1e-4));
    assertThat(defaults.bufferSize()).isEqualTo(1_000_000);
    assertThat(defaults.learningStarts()).isEqualTo(100);
    assertThat(defaults.batchSize()).isEqualTo(32);
    assertThat(defaults.tau()).isEqualTo(1.0);
    assertThat(defaults.gamma()).isEqualTo(0.99);
    assertThat(defaults.trainFreq()).isEqualTo(4);
    assertThat(defaults.gradientSteps()).isEqualTo(1);
    assertThat(defaults.targetUpdateInterval()).isEqualTo(10_000);
    assertThat(defaults.explorationFraction()).isEqualTo(0.1);
    assertThat(defaults.explorationInitialEps()).isEqualTo(1.0);
    assertThat(defaults.explorationFinalEps()).isEqualTo(0.05);
    assertThat(defaults.maxGradNorm()).isEqualTo(10.0);
    assertThat(defaults.netArch()).isEqualTo(List.of(64, 64));
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> with(0, 0.99, 1, 1.0))
        .hasMessage("batchSize must be at least 1, but is 0");
    assertThatThrownBy(() -> with(32, 1.5, 1, 1.0))
        .hasMessage("gamma must be from 0 to 1, but is 1.5");
    assertThatThrownBy(() -> with(32, Double.NaN, 1, 1.0))
        .hasMessage("gamma must be from 0 to 1, but is NaN");
    assertThatThrownBy(() -> with(32, 0.9, -2, 1.0))
        .hasMessage("gradientSteps must be at least 1, or -1, but is -2");
    assertThatThrownBy(() -> with(32, 0.9, 1, 0.0)).hasMessage("tau must be above 0, but is 0.0");
  }

  private static DqnConfig with(int batchSize, double gamma, int gradientSteps, double tau) {
    DqnConfig d = DqnConfig.DEFAULTS;
    return new DqnConfig(
        1,
        d.learningRate(),
        d.bufferSize(),
        d.learningStarts(),
        batchSize,
        tau,
        gamma,
        d.trainFreq(),
        gradientSteps,
        d.targetUpdateInterval(),
        d.explorationFraction(),
        d.explorationInitialEps(),
        d.explorationFinalEps(),
        d.maxGradNorm(),
        d.netArch(),
        d.doubleQ());
  }
}
