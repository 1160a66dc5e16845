package palestra.agents.ddpg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import palestra.agents.buffers.GoalSelection;
import palestra.agents.buffers.HerConfig;
import palestra.agents.internal.ActionNoise;
import palestra.networks.schedules.Schedule;

class DdpgConfigTest {

  /**
   * Stable-Baselines3 2.9, {@code ddpg.py} and {@code td3/policies.py}; the noise is the paper's.
   */
  @Test
  void defaults() {
    DdpgConfig d = DdpgConfig.DEFAULTS;
    assertThat(d.nEnvs()).isEqualTo(1);
    assertThat(d.learningRate()).isEqualTo(Schedule.valueOf(1e-3));
    assertThat(d.bufferSize()).isEqualTo(1_000_000);
    assertThat(d.learningStarts()).isEqualTo(100);
    assertThat(d.batchSize()).isEqualTo(256);
    assertThat(d.tau()).isEqualTo(0.005);
    assertThat(d.gamma()).isEqualTo(0.99);
    assertThat(d.trainFreq()).isEqualTo(1);
    assertThat(d.gradientSteps()).isEqualTo(1);
    assertThat(d.netArch()).isEqualTo(List.of(400, 300));
    assertThat(d.body().text()).isEqualTo("mlp");
    assertThat(d.her()).isEqualTo(new HerConfig(false, 4, GoalSelection.FUTURE));
    assertThat(d.noiseType()).isEqualTo(ActionNoise.Type.ORNSTEIN_UHLENBECK);
    assertThat(d.noiseStd()).isEqualTo(0.2);
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> with(0, 1, 0.1)).hasMessage("tau must be above 0, but is 0.0");
    assertThatThrownBy(() -> with(0.1, 0, 0.1))
        .hasMessage("gradientSteps must be at least 1, or -1, but is 0");
    assertThatThrownBy(() -> with(0.1, -1, -1))
        .hasMessage("noiseStd must be 0 or more, but is -1.0");
  }

  private static DdpgConfig with(double tau, int gradientSteps, double noiseStd) {
    DdpgConfig d = DdpgConfig.DEFAULTS;
    return new DdpgConfig(
        1,
        d.learningRate(),
        10,
        0,
        1,
        tau,
        d.gamma(),
        1,
        gradientSteps,
        d.noiseType(),
        noiseStd,
        d.netArch(),
        d.body(),
        d.her());
  }
}
