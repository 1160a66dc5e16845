package palestra.agents.td3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import palestra.agents.buffers.GoalSelection;
import palestra.agents.buffers.HerConfig;
import palestra.agents.internal.ActionNoise;
import palestra.networks.schedules.Schedule;

class Td3ConfigTest {

  /** Stable-Baselines3 2.9, {@code td3.py} and {@code policies.py}; the noise is the paper's. */
  @Test
  void defaults() {
    Td3Config d = Td3Config.DEFAULTS;
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
    assertThat(d.policyDelay()).isEqualTo(2);
    assertThat(d.targetPolicyNoise()).isEqualTo(0.2);
    assertThat(d.targetNoiseClip()).isEqualTo(0.5);
    assertThat(d.noiseType()).isEqualTo(ActionNoise.Type.NORMAL);
    assertThat(d.noiseStd()).isEqualTo(0.1);
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> with(0, 0.2, 0.5))
        .hasMessage("policyDelay must be at least 1, but is 0");
    assertThatThrownBy(() -> with(2, -0.2, 0.5))
        .hasMessage("targetPolicyNoise must be 0 or more, but is -0.2");
    assertThatThrownBy(() -> with(2, 0.2, Double.NaN))
        .hasMessage("targetNoiseClip must be 0 or more, but is NaN");
  }

  private static Td3Config with(int delay, double noise, double clip) {
    Td3Config d = Td3Config.DEFAULTS;
    return new Td3Config(
        1,
        d.learningRate(),
        10,
        0,
        1,
        d.tau(),
        d.gamma(),
        1,
        1,
        delay,
        noise,
        clip,
        d.noiseType(),
        d.noiseStd(),
        d.netArch(),
        d.body(),
        d.her());
  }
}
