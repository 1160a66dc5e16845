package palestra.agents.ppo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.Evaluator;
import palestra.agents.Policy;
import palestra.agents.Trainer;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Device;
import palestra.networks.layers.Activation;
import palestra.networks.schedules.Schedule;

/** PPO with its tuned settings in the environment that they were tuned for. */
class PpoCartPoleTest {

  /** The bar that Gymnasium sets for CartPole-v1 is 475. */
  @Test
  void balancesThePole() {
    PpoConfig tuned =
        new PpoConfig(
            8,
            32,
            256,
            20,
            0.98,
            0.8,
            Schedule.linear(0.2, 0),
            true,
            0,
            0.5,
            0.5,
            Schedule.linear(1e-3, 0),
            List.of(64, 64),
            Activation.TANH);
    try (VectorEnvironment env = cartPole(8);
        VectorEnvironment evaluation = cartPole(10);
        Agent agent = new Ppo(tuned, context(env))) {
      Trainer trainer = new Trainer(agent, env, 100_000);
      trainer.start(1);
      Policy policy = agent.policy(10);
      double best = 0;
      while (best < 475 && trainer.step()) {
        if (trainer.envSteps() % 5_000 == 0) {
          best = Math.max(best, Evaluator.evaluate(policy, evaluation, 20, 1_000).mean());
        }
      }
      assertThat(best).isGreaterThanOrEqualTo(475);
    }
  }

  private static VectorEnvironment cartPole(int copies) {
    return EnvironmentRegistry.load()
        .makeVector("CartPole-v1", copies, AutoresetMode.SAME_STEP, Map.of());
  }

  private static AgentContext context(VectorEnvironment env) {
    return new AgentContext(
        env.singleObservationSpace(), env.singleActionSpace(), env.count(), 100_000, Device.CPU, 1);
  }
}
