package palestra.agents;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import palestra.agents.a2c.A2c;
import palestra.agents.a2c.A2cConfig;
import palestra.agents.ppo.Ppo;
import palestra.agents.ppo.PpoConfig;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Device;
import palestra.networks.schedules.Schedule;

/** PPO and A2C, small and quick, for tests of what both can. */
enum OnPolicy {
  PPO {
    @Override
    Agent create(AgentContext context, Object... settings) {
      PpoConfig base =
          Settings.with(
              PpoConfig.DEFAULTS,
              "nEnvs",
              context.copies(),
              "nSteps",
              16,
              "batchSize",
              8 * context.copies(),
              "nEpochs",
              4,
              "gamma",
              0.9,
              "entCoef",
              0.001,
              "learningRate",
              Schedule.valueOf(0.01),
              "netArch",
              List.of(16));
      return new Ppo(Settings.with(base, settings), context);
    }
  },
  A2C {
    @Override
    Agent create(AgentContext context, Object... settings) {
      A2cConfig base =
          Settings.with(
              A2cConfig.DEFAULTS,
              "nEnvs",
              context.copies(),
              "nSteps",
              5,
              "gamma",
              0.9,
              "entCoef",
              0.001,
              "learningRate",
              Schedule.valueOf(0.01),
              "netArch",
              List.of(16));
      return new A2c(Settings.with(base, settings), context);
    }
  };

  /** An agent with these settings (name, value, name, value...) over those of quick tests. */
  abstract Agent create(AgentContext context, Object... settings);

  Agent create(VectorEnvironment env, long envSteps, long seed, Object... settings) {
    return create(context(env, envSteps, seed), settings);
  }

  static AgentContext context(VectorEnvironment env, long envSteps, long seed) {
    return new AgentContext(
        env.singleObservationSpace(),
        env.singleActionSpace(),
        env.count(),
        envSteps,
        Device.CPU,
        seed,
        java.util.Optional.empty(),
        env.actionMasks().isPresent());
  }

  /** Trains to the end. */
  static void train(Agent agent, VectorEnvironment env, long envSteps) {
    Trainer trainer = new Trainer(agent, env, envSteps);
    trainer.start(3);
    while (trainer.step()) {}
  }

  /** The mean return of what a new agent of this kind has learned. */
  double learned(
      Supplier<VectorEnvironment> envs, long envSteps, int episodes, Object... settings) {
    try (VectorEnvironment env = envs.get();
        VectorEnvironment evaluation = envs.get();
        Agent agent = create(env, envSteps, 3, settings)) {
      train(agent, env, envSteps);
      Policy policy = agent.policy(evaluation.count());
      return Evaluator.evaluate(policy, evaluation, episodes, 1_000).mean();
    }
  }

  /** What an uninterrupted run ends with, and one that was saved and loaded half-way. */
  record Runs(
      List<Metrics> metrics,
      List<Metrics> resumedMetrics,
      Map<String, byte[]> files,
      Map<String, byte[]> resumedFiles) {}

  /** Trains twice as many steps, without and with saving and loading in between. */
  Runs resume(Supplier<VectorEnvironment> envs, int steps, Path directory, Object... settings)
      throws IOException {
    Path middle = Files.createDirectory(directory.resolve("middle"));
    Path end = Files.createDirectory(directory.resolve("end"));
    Path resumedEnd = Files.createDirectory(directory.resolve("resumed"));
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    List<Metrics> metrics = new ArrayList<>();
    List<Metrics> resumedMetrics = new ArrayList<>();
    try (VectorEnvironment env = envs.get();
        Agent agent = create(env, 10_000, 7, settings)) {
      Trainer trainer = new Trainer(agent, env, 10_000);
      trainer.start(7);
      steps(trainer, steps, new ArrayList<>());
      agent.save(middle);
      trainer.saveState(new DataOutputStream(state));
      env.saveState(new DataOutputStream(state));
      steps(trainer, steps, metrics);
      agent.save(end);
    }
    try (VectorEnvironment env = envs.get();
        Agent agent = create(env, 10_000, 8, settings)) {
      Trainer trainer = new Trainer(agent, env, 10_000);
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(state.toByteArray()));
      agent.load(middle);
      trainer.loadState(in);
      env.loadState(in);
      steps(trainer, steps, resumedMetrics);
      agent.save(resumedEnd);
    }
    return new Runs(metrics, resumedMetrics, files(end), files(resumedEnd));
  }

  private static void steps(Trainer trainer, int steps, List<Metrics> metrics) {
    for (int i = 0; i < steps; i++) {
      trainer.step();
      trainer.metrics().ifPresent(metrics::add);
    }
  }

  private static Map<String, byte[]> files(Path directory) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(directory)) {
      for (Path path : paths.toList()) {
        files.put(path.getFileName().toString(), Files.readAllBytes(path));
      }
    }
    return files;
  }
}
