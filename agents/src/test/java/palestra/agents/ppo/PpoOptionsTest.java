package palestra.agents.ppo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import palestra.agents.AgentContext;
import palestra.agents.Metrics;
import palestra.agents.Probes;
import palestra.agents.Settings;
import palestra.agents.Trainer;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Device;
import palestra.networks.schedules.Schedule;

/** What PPO's switches change. */
class PpoOptionsTest {
  private static final PpoConfig BASE =
      Settings.with(
          PpoConfig.DEFAULTS,
          "nEnvs",
          4,
          "nSteps",
          32,
          "batchSize",
          64,
          "nEpochs",
          10,
          "learningRate",
          Schedule.valueOf(0.01),
          "netArch",
          List.of(16));

  /** The last metrics after some updates. */
  private static List<Metrics> run(VectorEnvironment env, PpoConfig config, int updates) {
    AgentContext context =
        new AgentContext(
            env.singleObservationSpace(),
            env.singleActionSpace(),
            env.count(),
            100_000,
            Device.CPU,
            5);
    List<Metrics> metrics = new ArrayList<>();
    try (Ppo agent = new Ppo(config, context)) {
      Trainer trainer = new Trainer(agent, env, 100_000);
      trainer.start(5);
      for (int i = 0; i < updates * config.nSteps(); i++) {
        trainer.step();
        if ((i + 1) % config.nSteps() == 0) {
          metrics.add(trainer.metrics().orElseThrow());
        }
      }
    }
    return metrics;
  }

  private static VectorEnvironment cartPole() {
    return EnvironmentRegistry.load()
        .makeVector("CartPole-v1", 4, AutoresetMode.SAME_STEP, Map.of());
  }

  private static double updates(Metrics metrics) {
    return metrics.values().get("updates");
  }

  @Test
  void stopsBeforeThePolicyIsTooFar() {
    try (VectorEnvironment env = cartPole()) {
      PpoConfig careful = Settings.with(BASE, "targetKl", 0.003);
      List<Metrics> metrics = run(env, careful, 3);
      // 10 epochs of 2 minibatches each.
      assertThat(updates(metrics.get(0))).isBetween(1.0, 19.0);
      assertThat(metrics.get(2).values().get("approxKl")).isLessThan(1.5 * 0.003);
    }
    try (VectorEnvironment env = cartPole()) {
      PpoConfig careless = Settings.with(BASE, "targetKl", 1e3);
      PpoConfig unasked = BASE;
      assertThat(updates(run(env, careless, 3).get(2))).isEqualTo(60);
      assertThat(updates(run(env, unasked, 3).get(2))).isEqualTo(60);
    }
  }

  /** Beyond the clip range nothing draws a value on: its loss stays. */
  @Test
  void valuesMoveNoFartherThanTheirClipRange() {
    double first = valueLoss(Schedule.valueOf(0), 1);
    double free = valueLoss(Schedule.valueOf(0), 10);
    double clipped = valueLoss(Schedule.valueOf(0.05), 10);
    double wide = valueLoss(Schedule.valueOf(1e3), 10);
    double least = Math.pow(Math.sqrt(first) - 0.05, 2);
    assertThat(free).isLessThan(least);
    assertThat(clipped).isBetween(least - 1e-4, first);
    assertThat(wide).isCloseTo(free, within(1e-6));
  }

  /** Of the first rollout, over all epochs, in a task whose returns are all 1. */
  private static double valueLoss(Schedule clipRangeVf, int nEpochs) {
    try (VectorEnvironment env = Probes.vector("ProbeConstant-v0", Map.of(), 4)) {
      PpoConfig config =
          Settings.with(BASE, "clipRangeVf", clipRangeVf, "nEpochs", nEpochs, "batchSize", 128);
      return run(env, config, 1).get(0).values().get("valueLoss");
    }
  }
}
