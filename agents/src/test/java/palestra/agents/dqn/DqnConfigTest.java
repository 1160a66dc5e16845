package palestra.agents.dqn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import palestra.agents.buffers.GoalSelection;
import palestra.agents.buffers.HerConfig;
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

  /** Every part of Rainbow is off. */
  @Test
  void defaultsHaveNoneOfTheParts() {
    DqnConfig defaults = DqnConfig.DEFAULTS;
    assertThat(defaults.body().text()).isEqualTo("mlp");
    assertThat(defaults.nSteps()).isEqualTo(1);
    assertThat(defaults.dueling()).isFalse();
    assertThat(defaults.noisy()).isFalse();
    assertThat(defaults.head()).isEqualTo(DqnConfig.Head.EXPECTED);
    assertThat(defaults.prioritizedReplay()).isFalse();
    assertThat(defaults.adamEpsilon()).isEqualTo(1e-8);
    assertThat(defaults.her()).isEqualTo(new HerConfig(false, 4, GoalSelection.FUTURE));
  }

  /** Hessel et al. 2018, table 1; alpha is their omega. Rates and sizes are for small tasks. */
  @Test
  void rainbowIsThePapers() {
    DqnConfig rainbow = DqnConfig.RAINBOW;
    assertThat(rainbow.doubleQ()).isTrue();
    assertThat(rainbow.dueling()).isTrue();
    assertThat(rainbow.noisy()).isTrue();
    assertThat(rainbow.noisySigma()).isEqualTo(0.5);
    assertThat(rainbow.prioritizedReplay()).isTrue();
    assertThat(rainbow.prioritizedReplayAlpha()).isEqualTo(0.5);
    assertThat(rainbow.prioritizedReplayBeta()).isEqualTo(Schedule.linear(0.4, 1));
    assertThat(rainbow.nSteps()).isEqualTo(3);
    assertThat(rainbow.head()).isEqualTo(DqnConfig.Head.C51);
    assertThat(rainbow.nAtoms()).isEqualTo(51);
    assertThat(rainbow.vMin()).isEqualTo(-10);
    assertThat(rainbow.vMax()).isEqualTo(10);
    assertThat(rainbow.adamEpsilon()).isEqualTo(1.5e-4);
    assertThat(rainbow.batchSize()).isEqualTo(32);
    assertThat(rainbow.trainFreq()).isEqualTo(4);
    assertThat(rainbow.gamma()).isEqualTo(0.99);
  }

  /** CleanRL, {@code cleanrl/c51.py}. */
  @Test
  void c51IsCleanRls() {
    DqnConfig c51 = DqnConfig.C51;
    assertThat(c51.head()).isEqualTo(DqnConfig.Head.C51);
    assertThat(c51.doubleQ()).isFalse();
    assertThat(c51.learningRate()).isEqualTo(Schedule.valueOf(2.5e-4));
    assertThat(c51.adamEpsilon()).isEqualTo(0.01 / 128);
    assertThat(c51.nAtoms()).isEqualTo(101);
    assertThat(c51.vMin()).isEqualTo(-100);
    assertThat(c51.vMax()).isEqualTo(100);
    assertThat(c51.bufferSize()).isEqualTo(10_000);
    assertThat(c51.targetUpdateInterval()).isEqualTo(500);
    assertThat(c51.batchSize()).isEqualTo(128);
    assertThat(c51.explorationFraction()).isEqualTo(0.5);
    assertThat(c51.trainFreq()).isEqualTo(10);
    assertThat(c51.netArch()).isEqualTo(List.of(120, 84));
    assertThat(c51.gradientLimit()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  /** sb3-contrib 2.x, {@code sb3_contrib/qrdqn/qrdqn.py} and {@code policies.py}. */
  @Test
  void qrDqnIsSb3Contribs() {
    DqnConfig qrDqn = DqnConfig.QR_DQN;
    assertThat(qrDqn.head()).isEqualTo(DqnConfig.Head.QUANTILE);
    assertThat(qrDqn.doubleQ()).isFalse();
    assertThat(qrDqn.learningRate()).isEqualTo(Schedule.valueOf(5e-5));
    assertThat(qrDqn.bufferSize()).isEqualTo(1_000_000);
    assertThat(qrDqn.explorationFraction()).isEqualTo(0.005);
    assertThat(qrDqn.explorationFinalEps()).isEqualTo(0.01);
    assertThat(qrDqn.targetUpdateInterval()).isEqualTo(10_000);
    assertThat(qrDqn.nQuantiles()).isEqualTo(200);
    assertThat(qrDqn.adamEpsilon()).isEqualTo(0.01 / 32);
    assertThat(qrDqn.gradientLimit()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void saysWhatIsWrongWithTheParts() {
    refuses(
        "vMin must be below vMax, both finite, but they are 3.0 and 1.0", "vMin", 3.0, "vMax", 1.0);
    refuses("nSteps must be at least 1, but is 0", "nSteps", 0);
    refuses("nAtoms must be at least 2, but is 1", "nAtoms", 1);
    refuses("nQuantiles must be at least 1, but is 0", "nQuantiles", 0);
    refuses("noisySigma must be above 0, but is 0.0", "noisySigma", 0.0);
    refuses(
        "prioritizedReplayAlpha must be from 0 to 1, but is 1.5", "prioritizedReplayAlpha", 1.5);
    refuses(
        "prioritizedReplayBeta must be from 0 to 1, but is 2.0",
        "prioritizedReplayBeta",
        Schedule.linear(0.4, 2));
    refuses(
        "prioritizedReplayEpsilon must be above 0, but is 0.0", "prioritizedReplayEpsilon", 0.0);
    refuses("adamEpsilon must be above 0, but is 0.0", "adamEpsilon", 0.0);
    refuses(
        "her.enabled needs transitions of one step: nSteps must be 1, but is 3",
        "her",
        HerConfig.ON,
        "nSteps",
        3);
    refuses(
        "her.enabled needs transitions drawn evenly: prioritizedReplay must be false, but is true",
        "her",
        HerConfig.ON,
        "prioritizedReplay",
        true);
  }

  private static void refuses(String message, Object... changes) {
    assertThatThrownBy(() -> Variations.with(DqnConfig.DEFAULTS, changes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
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
