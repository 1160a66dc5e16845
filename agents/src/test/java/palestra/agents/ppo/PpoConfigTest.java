package palestra.agents.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import palestra.networks.layers.Activation;
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
    // One environment, as gymnasium.make gives.
    assertThat(config.nEnvs()).isEqualTo(1);
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
