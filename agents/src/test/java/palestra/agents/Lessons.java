package palestra.agents;

import static org.assertj.core.api.Assertions.assertThat;

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
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Device;

/** What tests ask of any agent: what it has learned of a probe, and whether it repeats itself. */
public final class Lessons {
  private Lessons() {}

  /** Makes an agent for an environment. */
  public interface Maker {
    Agent create(AgentContext context);
  }

  /** What the policy thinks of every state of a probe after training. */
  public record Learned(double[] values, double[] leftProbabilities) {}

  /** Trains on copies of a probe whose states are numbered. */
  public static Learned learn(Maker maker, String probe, int states, int copies, long envSteps) {
    try (VectorEnvironment env = Probes.vector(probe, Map.of(), copies);
        Agent agent = maker.create(context(env, envSteps, 3))) {
      Trainer trainer = new Trainer(agent, env, envSteps);
      trainer.start(3);
      while (trainer.step()) {}
      Policy policy = agent.policy(states);
      policy.start(0);
      Batch all = new Batch(env.observations().dtype(), states, 1);
      for (int state = 0; state < states; state++) {
        all.longs().put(state, state);
      }
      policy.act(all, new Batch(env.newActions().dtype(), states, 1));
      double[] values = new double[states];
      double[] left = new double[states];
      for (int state = 0; state < states; state++) {
        values[state] = policy.thought(state).value();
        left[state] = policy.thought(state).probabilities()[0];
      }
      return new Learned(values, left);
    }
  }

  /** All that an agent saves after so many steps of all copies. */
  public static Map<String, byte[]> trained(
      Maker maker, Supplier<VectorEnvironment> envs, int steps, long seed, Path directory)
      throws IOException {
    Files.createDirectories(directory);
    try (VectorEnvironment env = envs.get();
        Agent agent = maker.create(context(env, 100_000, seed))) {
      Trainer trainer = new Trainer(agent, env, 100_000);
      trainer.start(seed);
      steps(trainer, steps);
      agent.save(directory);
    }
    return files(directory);
  }

  /**
   * An agent that was saved and loaded into another ends with the same bits as one that was not.
   */
  public static void goesOn(
      Maker maker, Supplier<VectorEnvironment> envs, int before, int after, Path directory)
      throws IOException {
    Path middle = Files.createDirectories(directory.resolve("middle"));
    Path end = Files.createDirectories(directory.resolve("end"));
    Path resumedEnd = Files.createDirectories(directory.resolve("resumed"));
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    List<Metrics> metrics;
    List<Metrics> resumedMetrics;
    try (VectorEnvironment env = envs.get();
        Agent agent = maker.create(context(env, 100_000, 7))) {
      Trainer trainer = new Trainer(agent, env, 100_000);
      trainer.start(7);
      steps(trainer, before);
      agent.save(middle);
      trainer.saveState(new DataOutputStream(state));
      env.saveState(new DataOutputStream(state));
      metrics = steps(trainer, after);
      agent.save(end);
    }
    try (VectorEnvironment env = envs.get();
        Agent agent = maker.create(context(env, 100_000, 8))) {
      Trainer trainer = new Trainer(agent, env, 100_000);
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(state.toByteArray()));
      agent.load(middle);
      trainer.loadState(in);
      env.loadState(in);
      resumedMetrics = steps(trainer, after);
      agent.save(resumedEnd);
    }
    assertThat(metrics).isNotEmpty();
    assertThat(resumedMetrics).isEqualTo(metrics);
    assertSame(files(resumedEnd), files(end));
  }

  /** Steps of all copies; the metrics after each. */
  public static List<Metrics> steps(Trainer trainer, int steps) {
    List<Metrics> metrics = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      assertThat(trainer.step()).isTrue();
      trainer.metrics().ifPresent(metrics::add);
    }
    return metrics;
  }

  /** Copies of CartPole. */
  public static VectorEnvironment cartPole(int copies) {
    return EnvironmentRegistry.load()
        .makeVector("CartPole-v1", copies, AutoresetMode.SAME_STEP, Map.of());
  }

  /** For an environment on the CPU. */
  public static AgentContext context(VectorEnvironment env, long total, long seed) {
    return new AgentContext(
        env.singleObservationSpace(),
        env.singleActionSpace(),
        env.count(),
        total,
        Device.CPU,
        seed,
        java.util.Optional.empty(),
        env.actionMasks().isPresent());
  }

  /** Every file of a directory. */
  public static Map<String, byte[]> files(Path directory) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(directory)) {
      for (Path path : paths.toList()) {
        files.put(path.getFileName().toString(), Files.readAllBytes(path));
      }
    }
    return files;
  }

  /** Same names, same bytes. */
  public static void assertSame(Map<String, byte[]> a, Map<String, byte[]> b) {
    assertThat(a.keySet()).isEqualTo(b.keySet()).contains("agent.state");
    a.forEach((name, bytes) -> assertThat(b.get(name)).as(name).isEqualTo(bytes));
  }
}
