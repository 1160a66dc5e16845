package palestra.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.MultiBinary;
import palestra.envs.spaces.MultiDiscrete;
import palestra.envs.spaces.Text;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Device;

/** Every action space: what is seen asks for a certain action. */
class OnPolicyActionsTest {
  private static final int COPIES = 8;

  private static VectorEnvironment target() {
    return Probes.vector("ProbeTarget-v0", Map.of(), COPIES);
  }

  /** Aiming at the middle gets -2/3. */
  @ParameterizedTest
  @CsvSource({"PPO, false", "PPO, true", "A2C, false", "A2C, true"})
  void aimsWithNumbers(OnPolicy kind, boolean useSde) {
    double aimed =
        kind.learned(
            OnPolicyActionsTest::target,
            envSteps(kind),
            100,
            "entCoef",
            0.0,
            "useSde",
            useSde,
            "sdeSampleFreq",
            4,
            "logStdInit",
            -1.0);
    assertThat(aimed).isGreaterThan(-0.05);
  }

  private static long envSteps(OnPolicy kind) {
    return kind == OnPolicy.PPO ? 12_000 : 32_000;
  }

  @ParameterizedTest
  @EnumSource(OnPolicy.class)
  void makesSeveralChoices(OnPolicy kind) {
    MultiDiscrete space = new MultiDiscrete(new long[] {3, 2, 4}, new long[] {-1, 0, 5}, 3);
    double right = kind.learned(() -> Copycat.vector(space, COPIES), envSteps(kind), 100);
    assertThat(right).isGreaterThan(0.97);
  }

  @ParameterizedTest
  @EnumSource(OnPolicy.class)
  void setsSwitches(OnPolicy kind) {
    MultiBinary space = new MultiBinary(4);
    double right = kind.learned(() -> Copycat.vector(space, COPIES), envSteps(kind), 100);
    assertThat(right).isGreaterThan(0.97);
  }

  /** Saved between two draws of the noise's matrices. */
  @ParameterizedTest
  @CsvSource({"PPO, true", "A2C, true", "PPO, false"})
  void goesOnBitForBit(OnPolicy kind, boolean useSde, @TempDir Path directory) throws IOException {
    OnPolicy.Runs runs =
        kind.resume(
            OnPolicyActionsTest::target, 43, directory, "useSde", useSde, "sdeSampleFreq", 3);
    assertThat(runs.resumedMetrics()).isEqualTo(runs.metrics()).isNotEmpty();
    runs.files()
        .forEach(
            (name, bytes) -> assertThat(runs.resumedFiles().get(name)).as(name).isEqualTo(bytes));
  }

  @ParameterizedTest
  @EnumSource(OnPolicy.class)
  void refusesByName(OnPolicy kind) {
    AgentContext words = new AgentContext(new Discrete(2), new Text(3), 1, 100, Device.CPU, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kind.create(words))
        .withMessageContaining("acts in Discrete, MultiDiscrete, MultiBinary and floating-point")
        .withMessageContaining("Text");
    AgentContext bytes =
        new AgentContext(new Discrete(2), Box.uint8(0, 9, 2), 1, 100, Device.CPU, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kind.create(bytes))
        .withMessageContaining("uint8");
    AgentContext choices =
        new AgentContext(new Discrete(2), new Discrete(2), 1, 100, Device.CPU, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kind.create(choices, "useSde", true))
        .withMessageContaining("useSde")
        .withMessageContaining("needs Box actions");
  }
}
