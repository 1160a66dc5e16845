package palestra.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.layers.Memory;

/** What was seen some steps ago is remembered, within an episode, and goes on when resumed. */
class OnPolicyMemoryTest {
  private static final int COPIES = 8;

  private static Supplier<VectorEnvironment> probe(int length) {
    return () ->
        Probes.vector("ProbeMemory-v0", Map.of("length", Integer.toString(length)), COPIES);
  }

  /** Half of the answers are right by chance. */
  private static double learned(OnPolicy kind, String memory, boolean shareBody) {
    return kind.learned(
        probe(4),
        kind == OnPolicy.PPO ? 16_000 : 24_000,
        200,
        "memory",
        Memory.valueOf(memory),
        "shareBody",
        shareBody,
        "nSteps",
        16,
        "gaeLambda",
        0.95);
  }

  @ParameterizedTest
  @CsvSource({
    "PPO, lstm 16, true",
    "PPO, gru 16, false",
    "A2C, lstm 16, false",
    "A2C, gru 16, true"
  })
  void remembersTheCue(OnPolicy kind, String memory, boolean shareBody) {
    assertThat(learned(kind, memory, shareBody)).isGreaterThan(0.95);
  }

  @ParameterizedTest
  @EnumSource(OnPolicy.class)
  void withoutAMemoryItCannot(OnPolicy kind) {
    assertThat(learned(kind, "none", true)).isBetween(0.35, 0.65);
  }

  /** Saved within a rollout, within a sequence, within episodes. */
  @ParameterizedTest
  @CsvSource({"PPO, lstm 8, true", "PPO, rnn 8, false", "A2C, gru 8, false"})
  void goesOnBitForBit(OnPolicy kind, String memory, boolean shareBody, @TempDir Path directory)
      throws IOException {
    OnPolicy.Runs runs =
        kind.resume(
            probe(4),
            59,
            directory,
            "memory",
            Memory.valueOf(memory),
            "shareBody",
            shareBody,
            "nSteps",
            16);
    assertThat(runs.resumedMetrics()).isEqualTo(runs.metrics()).isNotEmpty();
    assertThat(runs.resumedFiles()).hasSameSizeAs(runs.files());
    runs.files()
        .forEach(
            (name, bytes) -> assertThat(runs.resumedFiles().get(name)).as(name).isEqualTo(bytes));
  }
}
