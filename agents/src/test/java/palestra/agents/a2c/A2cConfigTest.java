package palestra.agents.a2c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import palestra.agents.Settings;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Memory;
import palestra.networks.schedules.Schedule;

class A2cConfigTest {

  /** Source: Stable-Baselines3 2.9, stable_baselines3/a2c/a2c.py, A2C.__init__. */
  @Test
  void defaultsAreThoseOfStableBaselines3() {
    A2cConfig config = new A2cProvider().defaults();
    assertThat(config.learningRate()).isEqualTo(Schedule.valueOf(7e-4));
    assertThat(config.nSteps()).isEqualTo(5);
    assertThat(config.gamma()).isEqualTo(0.99);
    assertThat(config.gaeLambda()).isEqualTo(1);
    assertThat(config.entCoef()).isZero();
    assertThat(config.vfCoef()).isEqualTo(0.5);
    assertThat(config.maxGradNorm()).isEqualTo(0.5);
    assertThat(config.rmsPropEps()).isEqualTo(1e-5);
    assertThat(config.normalizeAdvantage()).isFalse();
    // stable_baselines3/common/policies.py, ActorCriticPolicy.__init__.
    assertThat(config.netArch()).containsExactly(64, 64);
    assertThat(config.activation()).isEqualTo(Activation.TANH);
    assertThat(config.useRmsProp()).isTrue();
    assertThat(config.useSde()).isFalse();
    assertThat(config.sdeSampleFreq()).isEqualTo(-1);
    assertThat(config.logStdInit()).isZero();
    assertThat(config.orthoInit()).isTrue();
    assertThat(config.shareBody()).isTrue();
    assertThat(config.body().text()).isEqualTo("mlp");
    assertThat(config.memory()).isEqualTo(Memory.NONE);
    // One environment, as gymnasium.make gives.
    assertThat(config.nEnvs()).isEqualTo(1);
  }

  /** The memory is that of RecurrentPPO; for the rest there is no source but A2C. */
  @Test
  void recurrentDefaultsDifferInWhatMemoryNeeds() {
    assertThat(new RecurrentA2cProvider().defaults())
        .isEqualTo(
            Settings.with(
                A2cConfig.DEFAULTS,
                "nSteps",
                32,
                "useRmsProp",
                false,
                "memory",
                Memory.valueOf("lstm 256"),
                "shareBody",
                false));
  }

  @Test
  void refusesBadNoise() {
    refuses(
        "sdeSampleFreq must be at least 1, but is 0",
        () -> Settings.with(A2cConfig.DEFAULTS, "sdeSampleFreq", 0));
  }

  @Test
  void refusesEachBadSettingByName() {
    refuses("nEnvs must be at least 1, but is 0", () -> with(0, 5, .9, 1, 0, .5, .5, 1e-5));
    refuses("nSteps must be at least 1, but is 0", () -> with(8, 0, .9, 1, 0, .5, .5, 1e-5));
    refuses("gamma must be from 0 to 1, but is -0.1", () -> with(8, 5, -.1, 1, 0, .5, .5, 1e-5));
    refuses("gaeLambda must be from 0 to 1, but is 2.0", () -> with(8, 5, .9, 2, 0, .5, .5, 1e-5));
    refuses("entCoef must be 0 or more, but is -1.0", () -> with(8, 5, .9, 1, -1, .5, .5, 1e-5));
    refuses("vfCoef must be 0 or more, but is -0.5", () -> with(8, 5, .9, 1, 0, -.5, .5, 1e-5));
    refuses("maxGradNorm must be above 0, but is 0.0", () -> with(8, 5, .9, 1, 0, .5, 0, 1e-5));
    refuses("rmsPropEps must be above 0, but is 0.0", () -> with(8, 5, .9, 1, 0, .5, .5, 0));
  }

  private static void refuses(String message, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  private static A2cConfig with(
      int nEnvs,
      int nSteps,
      double gamma,
      double gaeLambda,
      double entCoef,
      double vfCoef,
      double maxGradNorm,
      double rmsPropEps) {
    return new A2cConfig(
        nEnvs,
        nSteps,
        gamma,
        gaeLambda,
        false,
        entCoef,
        vfCoef,
        maxGradNorm,
        Schedule.valueOf(7e-4),
        rmsPropEps,
        List.of(64, 64),
        Activation.TANH);
  }
}
