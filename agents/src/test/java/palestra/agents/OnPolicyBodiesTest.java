package palestra.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.VectorEnvironment;
import palestra.envs.wrappers.NormalizeObservation;
import palestra.envs.wrappers.RunningMeanStd;
import palestra.envs.wrappers.VectorTransformObservation;
import palestra.networks.bodies.Body;
import palestra.networks.layers.Memory;
import palestra.networks.schedules.Schedule;

/** What is seen goes through a body first. */
class OnPolicyBodiesTest {
  private static final int COPIES = 4;
  private static final String SMALL_IMPALA = "impala channels=4 units=16";

  /** Whoever does not look gets half of it. */
  @ParameterizedTest
  @CsvSource({
    "PPO, nature-cnn, 36, true, 0.001",
    "PPO, impala channels=4 units=16, 4, false, 0.001",
    "A2C, nature-cnn, 36, true, 0.001",
    "A2C, impala channels=4 units=16, 4, true, 0.003"
  })
  void seesPictures(OnPolicy kind, String body, int side, boolean shareBody, double learningRate) {
    double right =
        kind.learned(
            () -> Pixels.vector("ProbeIdentity-v0", COPIES, side),
            kind == OnPolicy.PPO ? 2_000 : 6_000,
            100,
            "body",
            Body.valueOf(body),
            "shareBody",
            shareBody,
            "learningRate",
            Schedule.valueOf(learningRate));
    assertThat(right).isGreaterThan(0.95);
  }

  /** Bodies and memories have one path where they are shared, two where they are not. */
  @ParameterizedTest
  @CsvSource({"PPO, true", "A2C, false"})
  void goesOnBitForBitWithBodyAndMemory(OnPolicy kind, boolean shareBody, @TempDir Path directory)
      throws IOException {
    OnPolicy.Runs runs =
        kind.resume(
            () -> Pixels.vector("ProbeIdentity-v0", COPIES),
            19,
            directory,
            "body",
            Body.valueOf(SMALL_IMPALA),
            "memory",
            Memory.valueOf("gru 8"),
            "shareBody",
            shareBody,
            "nSteps",
            8);
    assertThat(runs.resumedMetrics()).isEqualTo(runs.metrics()).isNotEmpty();
    runs.files()
        .forEach(
            (name, bytes) -> assertThat(runs.resumedFiles().get(name)).as(name).isEqualTo(bytes));
  }

  @ParameterizedTest
  @EnumSource(OnPolicy.class)
  void saysWhatABodyCannotSee(OnPolicy kind) {
    try (VectorEnvironment env =
        EnvironmentRegistry.load()
            .makeVector("CartPole-v1", COPIES, AutoresetMode.SAME_STEP, java.util.Map.of())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kind.create(env, 100, 1, "body", Body.valueOf("nature-cnn")))
          .withMessageContaining("nature-cnn sees pictures")
          .withMessageContaining("body mlp sees any");
    }
  }

  /** A number of 0.001 beside one of 1000 is seen once both are normalised. */
  @ParameterizedTest
  @EnumSource(OnPolicy.class)
  void seesSmallNumbersThroughAWrapper(OnPolicy kind) {
    RunningMeanStd[] statistics = new RunningMeanStd[1];
    double right =
        kind.learned(
            () -> {
              VectorEnvironment env = Probes.vector("ProbeScale-v0", java.util.Map.of(), COPIES);
              boolean evaluation = statistics[0] != null;
              if (!evaluation) {
                statistics[0] = NormalizeObservation.statistics(env.singleObservationSpace());
              }
              return new VectorTransformObservation(
                  env,
                  new NormalizeObservation(
                      env.singleObservationSpace(),
                      statistics[0],
                      NormalizeObservation.EPSILON,
                      evaluation));
            },
            8_000,
            100);
    assertThat(right).isGreaterThan(0.95);
  }
}
