package palestra.agents.dqn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static palestra.agents.dqn.Variations.with;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palestra.agents.AgentContext;
import palestra.agents.Evaluator;
import palestra.agents.Probes;
import palestra.agents.Trainer;
import palestra.agents.buffers.HerConfig;
import palestra.agents.dqn.DqnConfig.Head;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.registry.GoalTask;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Space;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Device;
import palestra.networks.schedules.Schedule;

/** Deep Q-learning in hindsight: of every head, with targets in the learning run and apart. */
class HindsightDqnTest {
  private static final String PROBE = "ProbeGoal-v0";
  private static final Map<String, String> BITS = Map.of("bits", "8");
  private static final long ENV_STEPS = 3000;

  private static final DqnConfig SMALL =
      with(
          DqnConfig.DEFAULTS,
          "nEnvs",
          2,
          "learningRate",
          Schedule.valueOf(1e-3),
          "bufferSize",
          20_000,
          "batchSize",
          128,
          "tau",
          0.05,
          "gamma",
          0.95,
          "trainFreq",
          1,
          "targetUpdateInterval",
          2,
          "explorationFraction",
          0.5,
          "vMin",
          -20.0,
          "vMax",
          0.0,
          "nQuantiles",
          16);

  /** The same budget with and without hindsight; the best is about -3. */
  @ParameterizedTest
  @CsvSource({"EXPECTED, 2", "EXPECTED, 1", "C51, 2", "QUANTILE, 2"})
  void reachesGoalsByHindsightAlone(Head head, int gradientSteps) {
    DqnConfig config = with(SMALL, "head", head, "gradientSteps", gradientSteps);
    assertThat(reach(with(config, "her", HerConfig.ON))).isGreaterThan(-6);
    assertThat(reach(config)).isLessThan(-15);
  }

  private static double reach(DqnConfig config) {
    try (VectorEnvironment env = Probes.vector(PROBE, BITS, config.nEnvs());
        VectorEnvironment other = Probes.vector(PROBE, BITS, 10);
        Dqn agent =
            new Dqn(
                config,
                context(
                    env.singleObservationSpace(),
                    env.singleActionSpace(),
                    config.nEnvs(),
                    false,
                    goal()))) {
      Trainer trainer = new Trainer(agent, env, ENV_STEPS);
      trainer.start(3);
      while (trainer.step()) {}
      return Evaluator.evaluate(agent.policy(10), other, 100, 5).mean();
    }
  }

  private static Optional<GoalTask> goal() {
    return EnvironmentRegistry.load().spec(PROBE).newGoal(BITS);
  }

  private static AgentContext context(
      Space<?> observations, Space<?> actions, int copies, boolean masks, Optional<GoalTask> goal) {
    return new AgentContext(
        observations, actions, copies, ENV_STEPS, Device.CPU, 3, Optional.empty(), masks, goal);
  }

  @Test
  void refusesWhereItCannotWork() {
    Box<float[]> bits = Box.float32(0, 1, 16);
    refused("without action masks", bits, true, goal());
    refused("such as ProbeGoal-v0", bits, false, Optional.empty());
    refused("such as ProbeGoal-v0", Box.uint8(0, 1, 16), false, goal());
  }

  private static void refused(
      String why, Space<?> observations, boolean masks, Optional<GoalTask> goal) {
    AgentContext context = context(observations, new Discrete(8), 2, masks, goal);
    assertThatThrownBy(() -> new Dqn("c51", with(SMALL, "her", HerConfig.ON), context))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("c51: her.enabled ")
        .hasMessageContaining(why)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  /** Nothing is drawn, and so nothing learned, until an episode is over. */
  @Test
  void waitsForTheFirstEpisodesEnd() {
    Map<String, String> many = Map.of("bits", "20");
    DqnConfig config = with(SMALL, "learningStarts", 4, "her", HerConfig.ON);
    try (VectorEnvironment env = Probes.vector(PROBE, many, 2);
        Dqn agent =
            new Dqn(
                config,
                context(
                    env.singleObservationSpace(),
                    env.singleActionSpace(),
                    2,
                    false,
                    EnvironmentRegistry.load().spec(PROBE).newGoal(many)))) {
      Trainer trainer = new Trainer(agent, env, ENV_STEPS);
      trainer.start(3);
      for (int i = 0; i < 19; i++) {
        trainer.step();
      }
      assertThat(trainer.metrics()).isEmpty();
      trainer.step();
      assertThat(trainer.metrics()).isPresent();
    }
  }
}
