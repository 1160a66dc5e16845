package palestra.agents.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import palestra.agents.Settings;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Memory;
import palestra.networks.schedules.Schedule;

class PpoConfigTest {

  /** Source: Stable-Baselines3 2.9, stable_baselines3/ppo/ppo.py, PPO.__init__. */
  @Test
  void defaultsAreThoseOfStableBaselines3() {
    PpoConfig config = new PpoProvider().defaults();
    assertThat(config.learningRate()).isEqualTo(Schedule.valueOf(3e-4));
    assertThat(config.nSteps()).isEqualTo(2048);
    assertThat(config.batchSize()).isEqualTo(64);
    assertThat(config.nEpochs()).isEqualTo(10);
    assertThat(config.gamma()).isEqualTo(0.99);
    assertThat(config.gaeLambda()).isEqualTo(0.95);
    assertThat(config.clipRange()).isEqualTo(Schedule.valueOf(0.2));
    assertThat(config.normalizeAdvantage()).isTrue();
    assertThat(config.entCoef()).isZero();
    assertThat(config.vfCoef()).isEqualTo(0.5);
    assertThat(config.maxGradNorm()).isEqualTo(0.5);
    // stable_baselines3/common/policies.py, ActorCriticPolicy.__init__.
    assertThat(config.netArch()).containsExactly(64, 64);
    assertThat(config.activation()).isEqualTo(Activation.TANH);
    // None in Stable-Baselines3, where None is off.
    assertThat(config.clipRangeVf()).isEqualTo(Schedule.valueOf(0));
    assertThat(config.targetKl()).isZero();
    assertThat(config.useSde()).isFalse();
    assertThat(config.sdeSampleFreq()).isEqualTo(-1);
    // ActorCriticPolicy.__init__, too.
    assertThat(config.logStdInit()).isZero();
    assertThat(config.orthoInit()).isTrue();
    assertThat(config.shareBody()).isTrue();
    assertThat(config.body().text()).isEqualTo("mlp");
    assertThat(config.memory()).isEqualTo(Memory.NONE);
    // One environment, as gymnasium.make gives.
    assertThat(config.nEnvs()).isEqualTo(1);
  }

  /** Source: sb3_contrib's ppo_recurrent/ppo_recurrent.py and common/recurrent/policies.py. */
  @Test
  void recurrentDefaultsAreThoseOfSb3Contrib() {
    PpoConfig config = new RecurrentPpoProvider().defaults();
    assertThat(config.learningRate()).isEqualTo(Schedule.valueOf(3e-4));
    assertThat(config.nSteps()).isEqualTo(128);
    assertThat(config.batchSize()).isEqualTo(128);
    assertThat(config.nEpochs()).isEqualTo(10);
    assertThat(config.memory()).isEqualTo(Memory.valueOf("lstm 256"));
    // shared_lstm=False, enable_critic_lstm=True.
    assertThat(config.shareBody()).isFalse();
    assertThat(config)
        .isEqualTo(
            Settings.with(
                PpoConfig.DEFAULTS,
                "nSteps",
                128,
                "batchSize",
                128,
                "memory",
                Memory.valueOf("lstm 256"),
                "sequenceLength",
                32,
                "shareBody",
                false));
  }

  @Test
  void refusesBadSettingsOfNoiseAndMemory() {
    PpoConfig d = PpoConfig.DEFAULTS;
    refuses("targetKl must be 0 or more, but is -1.0", () -> Settings.with(d, "targetKl", -1.0));
    refuses(
        "sdeSampleFreq must be at least 1, but is 0", () -> Settings.with(d, "sdeSampleFreq", 0));
    refuses(
        "logStdInit must be a finite number, but is NaN",
        () -> Settings.with(d, "logStdInit", Double.NaN));
    refuses(
        "sequenceLength must be at least 1, but is 0", () -> Settings.with(d, "sequenceLength", 0));
    Memory lstm = Memory.valueOf("lstm 8");
    refuses(
        "sequenceLength must be a divisor of a copy's steps in a rollout (2048), but is 24",
        () -> Settings.with(d, "memory", lstm, "sequenceLength", 24));
    refuses(
        "sequenceLength must be a divisor of a minibatch's rows (64), but is 128",
        () -> Settings.with(d, "memory", lstm, "sequenceLength", 128));
    assertThat(Settings.with(d, "sequenceLength", 24).stepsPerSequence()).isEqualTo(1);
    assertThat(Settings.with(d, "memory", lstm).stepsPerSequence()).isEqualTo(16);
  }

  @Test
  void refusesEachBadSettingByName() {
    refuses("nEnvs must be at least 1, but is 0", () -> with(0, 32, 32, 4, .9, .9, 0, .5, .5));
    refuses("nSteps must be at least 1, but is 0", () -> with(8, 0, 32, 4, .9, .9, 0, .5, .5));
    refuses("batchSize must be at least 2, but is 1", () -> with(8, 32, 1, 4, .9, .9, 0, .5, .5));
    refuses("nEpochs must be at least 1, but is -3", () -> with(8, 32, 32, -3, .9, .9, 0, .5, .5));
    refuses("gamma must be from 0 to 1, but is 1.1", () -> with(8, 32, 32, 4, 1.1, .9, 0, .5, .5));
    refuses(
        "gaeLambda must be from 0 to 1, but is NaN",
        () -> with(8, 32, 32, 4, .9, Double.NaN, 0, .5, .5));
    refuses("entCoef must be 0 or more, but is -1.0", () -> with(8, 32, 32, 4, .9, .9, -1, .5, .5));
    refuses("vfCoef must be 0 or more, but is -0.5", () -> with(8, 32, 32, 4, .9, .9, 0, -.5, .5));
    refuses("maxGradNorm must be above 0, but is 0.0", () -> with(8, 32, 32, 4, .9, .9, 0, .5, 0));
    refuses(
        "batchSize must divide the rollout's 256 rows (steps times copies), but is 100",
        () -> with(8, 32, 100, 4, .9, .9, 0, .5, .5));
    refuses(
        "netArch must be a list of widths above 0, but is [64, 0]",
        () -> withWidths(List.of(64, 0)));
  }

  @Test
  void aLargeBatchIsTheWholeRollout() {
    assertThat(with(1, 8, 256, 4, .9, .9, 0, .5, .5).minibatchSize()).isEqualTo(8);
  }

  private static void refuses(
      String message, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  private static PpoConfig with(
      int nEnvs,
      int nSteps,
      int batchSize,
      int nEpochs,
      double gamma,
      double gaeLambda,
      double entCoef,
      double vfCoef,
      double maxGradNorm) {
    return new PpoConfig(
        nEnvs,
        nSteps,
        batchSize,
        nEpochs,
        gamma,
        gaeLambda,
        Schedule.valueOf(0.2),
        true,
        entCoef,
        vfCoef,
        maxGradNorm,
        Schedule.valueOf(1e-3),
        List.of(64, 64),
        Activation.TANH);
  }

  private static PpoConfig withWidths(List<Integer> widths) {
    PpoConfig d = PpoConfig.DEFAULTS;
    return new PpoConfig(
        d.nEnvs(),
        d.nSteps(),
        d.batchSize(),
        d.nEpochs(),
        d.gamma(),
        d.gaeLambda(),
        d.clipRange(),
        d.normalizeAdvantage(),
        d.entCoef(),
        d.vfCoef(),
        d.maxGradNorm(),
        d.learningRate(),
        widths,
        d.activation());
  }
}
