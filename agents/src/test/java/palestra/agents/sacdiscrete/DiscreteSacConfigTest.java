package palestra.agents.sacdiscrete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import palestra.agents.buffers.GoalSelection;
import palestra.agents.buffers.HerConfig;
import palestra.networks.schedules.Schedule;

class DiscreteSacConfigTest {

  /** Stable-Baselines3 2.9, {@code sac.py}; batch size and target entropy are the paper's. */
  @Test
  void defaults() {
    DiscreteSacConfig d = DiscreteSacConfig.DEFAULTS;
    assertThat(d.nEnvs()).isEqualTo(1);
    assertThat(d.learningRate()).isEqualTo(Schedule.valueOf(3e-4));
    assertThat(d.bufferSize()).isEqualTo(1_000_000);
    assertThat(d.learningStarts()).isEqualTo(100);
    assertThat(d.batchSize()).isEqualTo(64);
    assertThat(d.tau()).isEqualTo(0.005);
    assertThat(d.gamma()).isEqualTo(0.99);
    assertThat(d.trainFreq()).isEqualTo(1);
    assertThat(d.gradientSteps()).isEqualTo(1);
    assertThat(d.netArch()).isEqualTo(List.of(256, 256));
    assertThat(d.body().text()).isEqualTo("mlp");
    assertThat(d.her()).isEqualTo(new HerConfig(false, 4, GoalSelection.FUTURE));
    assertThat(d.entCoef()).isEqualTo("auto");
    assertThat(d.targetEntropyShare()).isEqualTo(0.98);
    assertThat(d.targetUpdateInterval()).isEqualTo(1);
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> with("x", 0.5))
        .hasMessage("entCoef must be auto, auto_0.1 or a number from 0 on, but is x");
    assertThatThrownBy(() -> with("auto", 1.5))
        .hasMessage("targetEntropyShare must be from 0 to 1, but is 1.5");
  }

  private static DiscreteSacConfig with(String entCoef, double share) {
    DiscreteSacConfig d = DiscreteSacConfig.DEFAULTS;
    return new DiscreteSacConfig(
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
        share,
        1,
        d.netArch(),
        d.body(),
        d.her());
  }
}
