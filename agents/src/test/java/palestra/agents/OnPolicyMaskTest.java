package palestra.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Device;

/** Forbidden actions are never taken, while learning and after. */
class OnPolicyMaskTest {
  private static final int COPIES = 4;

  private static VectorEnvironment probe() {
    return Probes.vector("ProbeMask-v0", Map.of(), COPIES);
  }

  @ParameterizedTest
  @EnumSource(OnPolicy.class)
  void nothingForbiddenIsTriedOrTaken(OnPolicy kind) {
    try (VectorEnvironment env = probe();
        VectorEnvironment evaluation = probe();
        Agent agent = kind.create(env, 2_000, 3)) {
      Trainer trainer = new Trainer(agent, env, 2_000);
      trainer.start(3);
      while (trainer.step()) {
        for (double reward : env.rewards()) {
          assertThat(reward).isEqualTo(1);
        }
      }
      assertThat(trainer.metrics().orElseThrow().values().get("entropy"))
          .as("over those that are allowed, about 4 of 8")
          .isBetween(0.5, 1.6);
      Policy policy = agent.policy(COPIES);
      assertThat(Evaluator.evaluate(policy, evaluation, 20, 1).min()).isEqualTo(10);
      Batch masks = evaluation.actionMasks().orElseThrow();
      policy.act(evaluation.observations(), evaluation.actionMasks(), evaluation.newActions());
      for (int i = 0; i < 8; i++) {
        if (masks.get(i) == 0) {
          assertThat(policy.thought(0).probabilities()[i]).isZero();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(OnPolicy.class)
  void goesOnBitForBit(OnPolicy kind, @TempDir Path directory) throws IOException {
    OnPolicy.Runs runs = kind.resume(OnPolicyMaskTest::probe, 43, directory);
    assertThat(runs.resumedMetrics()).isEqualTo(runs.metrics()).isNotEmpty();
    runs.files()
        .forEach(
            (name, bytes) -> assertThat(runs.resumedFiles().get(name)).as(name).isEqualTo(bytes));
  }

  @ParameterizedTest
  @EnumSource(OnPolicy.class)
  void saysWhereMasksDoNotFit(OnPolicy kind) {
    try (VectorEnvironment env = probe()) {
      AgentContext unmasked =
          new AgentContext(new Discrete(1), new Discrete(8), COPIES, 100, Device.CPU, 1);
      try (Agent agent = kind.create(unmasked)) {
        env.reset(1);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> agent.act(env.observations(), env.actionMasks(), env.newActions()))
            .withMessageContaining("without action masks");
      }
      AgentContext other =
          new AgentContext(
              new Discrete(1),
              Box.float32(-1, 1, 2),
              COPIES,
              100,
              Device.CPU,
              1,
              java.util.Optional.empty(),
              true);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> kind.create(other))
          .withMessageContaining("masks tell which choices are allowed");
    }
  }
}
