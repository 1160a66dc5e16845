package palestra.agents.sac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import palestra.agents.buffers.GoalSelection;
import palestra.agents.buffers.HerConfig;
import palestra.agents.internal.ActionNoise;
import palestra.agents.internal.Temperature;
import palestra.networks.schedules.Schedule;

class SacConfigTest {

  /** Stable-Baselines3 2.9, {@code sac.py} and {@code sac/policies.py}. */
  @Test
  void defaults() {
    SacConfig d = SacConfig.DEFAULTS;
    assertThat(d.nEnvs()).isEqualTo(1);
    assertThat(d.learningRate()).isEqualTo(Schedule.valueOf(3e-4));
    assertThat(d.bufferSize()).isEqualTo(1_000_000);
    assertThat(d.learningStarts()).isEqualTo(100);
    assertThat(d.batchSize()).isEqualTo(256);
    assertThat(d.tau()).isEqualTo(0.005);
    assertThat(d.gamma()).isEqualTo(0.99);
    assertThat(d.trainFreq()).isEqualTo(1);
    assertThat(d.gradientSteps()).isEqualTo(1);
    assertThat(d.netArch()).isEqualTo(List.of(256, 256));
    assertThat(d.body().text()).isEqualTo("mlp");
    assertThat(d.her()).isEqualTo(new HerConfig(false, 4, GoalSelection.FUTURE));
    assertThat(d.entCoef()).isEqualTo("auto");
    assertThat(d.targetEntropy()).isEqualTo("auto");
    assertThat(d.targetEntropy(3)).isEqualTo(-3);
    assertThat(d.targetUpdateInterval()).isEqualTo(1);
    assertThat(d.noiseType()).isEqualTo(ActionNoise.Type.NONE);
  }

  @Test
  void readsTheTemperature() {
    assertThat(Temperature.of("auto")).isEqualTo(new Temperature(true, 1));
    assertThat(Temperature.of("auto_0.1")).isEqualTo(new Temperature(true, 0.1));
    assertThat(Temperature.of("0.2")).isEqualTo(new Temperature(false, 0.2));
    assertThat(with("0", "-2.5").targetEntropy(3)).isEqualTo(-2.5);
  }

  @Test
  void saysWhatIsWrong() {
    for (String entCoef : List.of("much", "auto_", "auto_0", "-1", "NaN")) {
      assertThatThrownBy(() -> with(entCoef, "auto"))
          .hasMessage("entCoef must be auto, auto_0.1 or a number from 0 on, but is " + entCoef);
    }
    assertThatThrownBy(() -> with("auto", "low"))
        .hasMessage("targetEntropy must be auto or a number such as -1, but is low");
    assertThatThrownBy(() -> new HerConfig(true, -1, GoalSelection.FINAL))
        .hasMessage("nSampledGoal must be at least 0, but is -1");
  }

  private static SacConfig with(String entCoef, String targetEntropy) {
    SacConfig d = SacConfig.DEFAULTS;
    return new SacConfig(
        1,
        d.learningRate(),
        10,
        0,
        1,
        d.tau(),
        d.gamma(),
        1,
        1,
        entCoef,
        targetEntropy,
        1,
        d.noiseType(),
        d.noiseStd(),
        d.netArch(),
        d.body(),
        d.her());
  }
}
