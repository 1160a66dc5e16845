package palestra.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import palestra.agents.a2c.A2c;
import palestra.agents.a2c.A2cConfig;
import palestra.agents.ppo.Ppo;
import palestra.agents.ppo.PpoConfig;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Device;
import palestra.networks.NotFiniteException;
import palestra.networks.layers.Activation;
import palestra.networks.schedules.Schedule;

/** PPO and A2C learn what each probe asks for, repeat themselves, and go on where they were. */
class OnPolicyLearningTest {
  private static final double GAMMA = 0.9;

  private enum Kind {
    PPO {
      @Override
      Agent create(VectorEnvironment env, long total, double learningRate, long seed) {
        Schedule rate = Schedule.valueOf(learningRate);
        // Two minibatches, so that shuffling matters.
        return new Ppo(
            new PpoConfig(
                env.count(),
                16,
                8 * env.count(),
                4,
                GAMMA,
                0.95,
                Schedule.valueOf(0.2),
                true,
                0.001,
                0.5,
                0.5,
                rate,
                List.of(16),
                Activation.TANH),
            context(env, total, seed));
      }
    },
    A2C {
      @Override
      Agent create(VectorEnvironment env, long total, double learningRate, long seed) {
        Schedule rate = Schedule.valueOf(learningRate);
        return new A2c(
            new A2cConfig(
                env.count(),
                5,
                GAMMA,
                1,
                false,
                0.001,
                0.5,
                0.5,
                rate,
                1e-5,
                List.of(16),
                Activation.TANH),
            context(env, total, seed));
      }
    };

    abstract Agent create(VectorEnvironment env, long total, double learningRate, long seed);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void valuesAConstantReward(Kind kind) {
    Learned learned = learn(kind, 1, "ProbeConstant-v0", 8_000);
    assertThat(learned.values()[0]).isCloseTo(1, within(0.05));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void discountsWhatComesLater(Kind kind) {
    Learned learned = learn(kind, 2, "ProbeDiscount-v0", 12_000);
    assertThat(learned.values()[0]).isCloseTo(GAMMA, within(0.05));
    assertThat(learned.values()[1]).isCloseTo(1, within(0.05));
  }

  /** Taken for ends, the cuts would leave a value of at most 1 + g + g^2 + g^3 = 3.4. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void bootstrapsWhatIsCutShort(Kind kind) {
    Learned learned = learn(kind, 1, "ProbeTruncation-v0", 60_000);
    assertThat(learned.values()[0]).isCloseTo(1 / (1 - GAMMA), within(0.5));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void actsOnWhatItSees(Kind kind) {
    Learned learned = learn(kind, 2, "ProbeIdentity-v0", 12_000);
    assertThat(learned.leftProbabilities()[0]).isGreaterThan(0.9);
    assertThat(1 - learned.leftProbabilities()[1]).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void givesCreditToAnEarlyAction(Kind kind) {
    Learned learned = learn(kind, 5, "ProbeTwoStep-v0", 20_000);
    assertThat(1 - learned.leftProbabilities()[0]).isGreaterThan(0.9);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void sameSeedSameBits(Kind kind, @TempDir Path directory) throws IOException {
    Map<String, byte[]> first = trained(kind, 5, directory.resolve("first"));
    Map<String, byte[]> second = trained(kind, 5, directory.resolve("second"));
    Map<String, byte[]> other = trained(kind, 6, directory.resolve("other"));
    assertSame(first, second);
    assertThat(other.get("agent.state")).isNotEqualTo(first.get("agent.state"));
  }

  /** Saved after 3 vector steps of a rollout, not between two. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void goesOnInTheMiddleOfARollout(Kind kind, @TempDir Path directory) throws IOException {
    Path middle = Files.createDirectory(directory.resolve("middle"));
    Path end = Files.createDirectory(directory.resolve("end"));
    Path resumedEnd = Files.createDirectory(directory.resolve("resumed"));
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    List<Metrics> metrics = new ArrayList<>();
    List<Metrics> resumedMetrics = new ArrayList<>();
    try (VectorEnvironment env = cartPole(4);
        Agent agent = kind.create(env, 2000, 1e-3, 7)) {
      Trainer trainer = new Trainer(agent, env, 2000);
      trainer.start(7);
      steps(trainer, 83, new ArrayList<>());
      agent.save(middle);
      trainer.saveState(new DataOutputStream(state));
      env.saveState(new DataOutputStream(state));
      steps(trainer, 100, metrics);
      agent.save(end);
    }
    try (VectorEnvironment env = cartPole(4);
        Agent agent = kind.create(env, 2000, 1e-3, 8)) {
      Trainer trainer = new Trainer(agent, env, 2000);
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(state.toByteArray()));
      agent.load(middle);
      trainer.loadState(in);
      env.loadState(in);
      steps(trainer, 100, resumedMetrics);
      agent.save(resumedEnd);
    }
    assertThat(resumedMetrics).isEqualTo(metrics);
    assertSame(files(end), files(resumedEnd));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void takesOverWeightsAlone(Kind kind, @TempDir Path directory) throws IOException {
    try (VectorEnvironment env = cartPole(4);
        Agent teacher = kind.create(env, 2000, 1e-2, 1);
        Agent heir = kind.create(env, 2000, 1e-2, 2)) {
      Trainer trainer = new Trainer(teacher, env, 2000);
      trainer.start(1);
      steps(trainer, 100, new ArrayList<>());
      teacher.save(directory);
      heir.loadWeights(directory);
      assertThat(thoughts(heir, env)).isEqualTo(thoughts(teacher, env));
      Trainer fresh = new Trainer(heir, env, 2000);
      fresh.start(2);
      List<Metrics> metrics = new ArrayList<>();
      steps(fresh, 16, metrics);
      // 4 epochs of 2 minibatches, or 1 update: the optimiser has started anew.
      assertThat(metrics.get(0).values()).containsEntry("updates", kind == Kind.PPO ? 8.0 : 1.0);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void namesATornState(Kind kind, @TempDir Path directory) throws IOException {
    try (VectorEnvironment env = cartPole(2);
        Agent agent = kind.create(env, 100, 1e-3, 1)) {
      agent.save(directory);
      Path file = directory.resolve("agent.state");
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 3));
      assertThatThrownBy(() -> agent.load(directory))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("agent.state")
          .hasMessageContaining("torn");
    }
  }

  /** Rewards whose squares are infinite as floats. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void saysWhenItDiverges(Kind kind) {
    try (VectorEnvironment env = Probes.vector("ProbeConstant-v0", Map.of("reward", "1e30"), 2);
        Agent agent = kind.create(env, 1000, 1e-3, 1)) {
      Trainer trainer = new Trainer(agent, env, 1000);
      trainer.start(1);
      assertThatThrownBy(() -> steps(trainer, 16, new ArrayList<>()))
          .isInstanceOf(NotFiniteException.class)
          .hasMessage("update 1 of optimizer: loss is Infinity");
    }
  }

  /** What the policy thinks of every state of a probe after training. */
  private record Learned(double[] values, double[] leftProbabilities) {}

  private static Learned learn(Kind kind, int states, String probe, long envSteps) {
    try (VectorEnvironment env = Probes.vector(probe, Map.of(), 4);
        Agent agent = kind.create(env, envSteps, 0.01, 3)) {
      Trainer trainer = new Trainer(agent, env, envSteps);
      trainer.start(3);
      while (trainer.step()) {}
      Policy policy = agent.policy(states);
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

  private static Map<String, byte[]> trained(Kind kind, long seed, Path directory)
      throws IOException {
    Files.createDirectory(directory);
    try (VectorEnvironment env = cartPole(4);
        Agent agent = kind.create(env, 2000, 1e-3, seed)) {
      Trainer trainer = new Trainer(agent, env, 2000);
      trainer.start(seed);
      steps(trainer, 150, new ArrayList<>());
      agent.save(directory);
    }
    return files(directory);
  }

  private static void steps(Trainer trainer, int steps, List<Metrics> metrics) {
    for (int i = 0; i < steps; i++) {
      assertThat(trainer.step()).isTrue();
      trainer.metrics().ifPresent(metrics::add);
    }
  }

  private static float[] thoughts(Agent agent, VectorEnvironment env) {
    Policy policy = agent.policy(env.count());
    policy.act(env.observations(), env.newActions());
    return policy.thought(0).probabilities();
  }

  private static VectorEnvironment cartPole(int copies) {
    return EnvironmentRegistry.load()
        .makeVector("CartPole-v1", copies, AutoresetMode.SAME_STEP, Map.of());
  }

  private static AgentContext context(VectorEnvironment env, long total, long seed) {
    return new AgentContext(
        env.singleObservationSpace(),
        env.singleActionSpace(),
        env.count(),
        total,
        Device.CPU,
        seed);
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

  private static void assertSame(Map<String, byte[]> a, Map<String, byte[]> b) {
    assertThat(a.keySet()).isEqualTo(b.keySet()).contains("agent.state");
    a.forEach((name, bytes) -> assertThat(b.get(name)).as(name).isEqualTo(bytes));
  }
}
