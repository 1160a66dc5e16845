package palestra.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
    Memory remembers = Memory.valueOf(memory);
    return switch (kind) {
      case PPO ->
          kind.learned(
              probe(3),
              7_000,
              200,
              "memory",
              remembers,
              "shareBody",
              shareBody,
              "sequenceLength",
              8);
      // RMSProp's steps are too rough for so few updates.
      case A2C ->
          kind.learned(
              probe(3),
              20_000,
              200,
              "memory",
              remembers,
              "shareBody",
              shareBody,
              "nSteps",
              8,
              "useRmsProp",
              false,
              "normalizeAdvantage",
              true,
              "entCoef",
              0.01);
    };
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

  /**
   * The value of what an episode that was cut short would still have given is that after what is
   * remembered of it. A memory that counts steps would learn 1.88, 1.75, 1.5, 1 otherwise.
   */
  @ParameterizedTest
  @EnumSource(OnPolicy.class)
  void bootstrapsFromWhatIsRemembered(OnPolicy kind) {
    long envSteps = 24_000;
    try (VectorEnvironment env = Probes.vector("ProbeTruncation-v0", Map.of(), COPIES);
        Agent agent =
            kind.create(
                env, envSteps, 3, "memory", Memory.valueOf("gru 8"), "gamma", 0.5, "nSteps", 8)) {
      OnPolicy.train(agent, env, envSteps);
      Policy policy = agent.policy(COPIES);
      for (int step = 0; step < 4; step++) {
        policy.act(env.observations(), env.newActions());
        assertThat((double) policy.thought(0).value())
            .as("step %s", step)
            .isCloseTo(2, within(0.25));
      }
    }
  }

  /** What was remembered is of the copy's own episode, and gone with it. */
  @ParameterizedTest
  @EnumSource(OnPolicy.class)
  void policiesForgetWhenTold(OnPolicy kind) {
    try (VectorEnvironment env = probe(3).get();
        Agent agent = kind.create(env, 1_000, 3, "memory", Memory.valueOf("lstm 8"))) {
      env.reset(1);
      Policy policy = agent.policy(COPIES);
      float[] fresh = thought(policy, env, 0);
      float[] other = thought(policy, env, 1);
      assertThat(thought(policy, env, 0)).isNotEqualTo(fresh);
      policy.reset(0);
      policy.act(env.observations(), env.newActions());
      assertThat(policy.thought(0).probabilities()).isEqualTo(fresh);
      assertThat(policy.thought(1).probabilities()).isNotEqualTo(other);
      policy.start(0);
      assertThat(thought(policy, env, 0)).isEqualTo(fresh);
    }
  }

  private static float[] thought(Policy policy, VectorEnvironment env, int copy) {
    policy.act(env.observations(), env.newActions());
    return policy.thought(copy).probabilities();
  }

  /** Saved within a rollout, within a sequence, within episodes. */
  @ParameterizedTest
  @CsvSource({
    "PPO, lstm 8, true, sequenceLength",
    "PPO, rnn 8, false, sequenceLength",
    "A2C, gru 8, false, nSteps"
  })
  void goesOnBitForBit(
      OnPolicy kind, String memory, boolean shareBody, String length, @TempDir Path directory)
      throws IOException {
    OnPolicy.Runs runs =
        kind.resume(
            probe(4),
            43,
            directory,
            "memory",
            Memory.valueOf(memory),
            "shareBody",
            shareBody,
            length,
            8);
    assertThat(runs.resumedMetrics()).isEqualTo(runs.metrics()).isNotEmpty();
    runs.files()
        .forEach(
            (name, bytes) -> assertThat(runs.resumedFiles().get(name)).as(name).isEqualTo(bytes));
  }
}
