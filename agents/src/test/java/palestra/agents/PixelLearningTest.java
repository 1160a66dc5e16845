package palestra.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
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
import palestra.agents.dqn.Dqn;
import palestra.agents.dqn.DqnConfig;
import palestra.agents.ppo.Ppo;
import palestra.agents.ppo.PpoConfig;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Device;
import palestra.networks.layers.Activation;
import palestra.networks.schedules.Schedule;

/** Every learner sees pixels, which stay bytes up to its graph, and goes on with them. */
class PixelLearningTest {
  private static final int COPIES = 4;
  private static final double GAMMA = 0.5;
  private static final Schedule RATE = Schedule.valueOf(0.01);
  private static final List<Integer> WIDTHS = List.of(16);

  private enum Kind {
    PPO(12_000) {
      @Override
      Agent create(AgentContext context) {
        return new Ppo(
            new PpoConfig(
                COPIES,
                16,
                8 * COPIES,
                4,
                GAMMA,
                0.95,
                Schedule.valueOf(0.2),
                true,
                0.001,
                0.5,
                0.5,
                RATE,
                WIDTHS,
                Activation.TANH),
            context);
      }
    },
    A2C(12_000) {
      @Override
      Agent create(AgentContext context) {
        return new A2c(
            new A2cConfig(
                COPIES, 5, GAMMA, 1, false, 0.001, 0.5, 0.5, RATE, 1e-5, WIDTHS, Activation.TANH),
            context);
      }
    },
    DQN(3_000) {
      @Override
      Agent create(AgentContext context) {
        return new Dqn(
            new DqnConfig(
                COPIES, RATE, 500, 20, 16, 1, GAMMA, 4, 4, 20, 0.5, 1, 0.1, 10, WIDTHS, true),
            context);
      }
    };

    private final long envSteps;

    Kind(long envSteps) {
      this.envSteps = envSteps;
    }

    abstract Agent create(AgentContext context);

    Agent create(VectorEnvironment env, long seed) {
      return create(
          new AgentContext(
              env.singleObservationSpace(),
              env.singleActionSpace(),
              COPIES,
              envSteps,
              Device.CPU,
              seed));
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void actsOnWhatItSees(Kind kind) {
    try (VectorEnvironment env = Pixels.vector("ProbeIdentity-v0", COPIES);
        Agent agent = trained(kind, env)) {
      Policy policy = agent.policy(2);
      Batch actions = new Batch(env.newActions().dtype(), 2, 1);
      policy.act(Pixels.pictures(), actions);
      for (int state = 0; state < 2; state++) {
        assertThat(actions.longs().get(state)).isEqualTo(state);
        assertThat((double) policy.thought(state).value()).isCloseTo(1, within(0.15));
      }
    }
  }

  /** What comes next is seen as well: from the buffer, or where the rollout ends. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void discountsWhatComesLater(Kind kind) {
    try (VectorEnvironment env = Pixels.vector("ProbeDiscount-v0", COPIES);
        Agent agent = trained(kind, env)) {
      Policy policy = agent.policy(2);
      policy.act(Pixels.pictures(), new Batch(env.newActions().dtype(), 2, 1));
      assertThat((double) policy.thought(0).value()).isCloseTo(GAMMA, within(0.05));
      assertThat((double) policy.thought(1).value()).isCloseTo(1, within(0.05));
    }
  }

  /** Saved in the middle of a rollout, with a buffer that is not full. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void goesOnBitForBit(Kind kind, @TempDir Path directory) throws IOException {
    Path middle = Files.createDirectory(directory.resolve("middle"));
    Path end = Files.createDirectory(directory.resolve("end"));
    Path resumedEnd = Files.createDirectory(directory.resolve("resumed"));
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    List<Metrics> metrics = new ArrayList<>();
    List<Metrics> resumedMetrics = new ArrayList<>();
    try (VectorEnvironment env = Pixels.vector("ProbeIdentity-v0", COPIES);
        Agent agent = kind.create(env, 7)) {
      Trainer trainer = new Trainer(agent, env, kind.envSteps);
      trainer.start(7);
      steps(trainer, 83, new ArrayList<>());
      agent.save(middle);
      trainer.saveState(new DataOutputStream(state));
      env.saveState(new DataOutputStream(state));
      steps(trainer, 100, metrics);
      agent.save(end);
    }
    try (VectorEnvironment env = Pixels.vector("ProbeIdentity-v0", COPIES);
        Agent agent = kind.create(env, 8)) {
      Trainer trainer = new Trainer(agent, env, kind.envSteps);
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(state.toByteArray()));
      agent.load(middle);
      trainer.loadState(in);
      env.loadState(in);
      steps(trainer, 100, resumedMetrics);
      agent.save(resumedEnd);
    }
    assertThat(resumedMetrics).isEqualTo(metrics).isNotEmpty();
    Map<String, byte[]> files = files(end);
    Map<String, byte[]> resumedFiles = files(resumedEnd);
    assertThat(resumedFiles.keySet()).isEqualTo(files.keySet()).contains("agent.state");
    files.forEach((name, bytes) -> assertThat(resumedFiles.get(name)).as(name).isEqualTo(bytes));
  }

  /** Its pixels would be written into memory that is gone. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void actsNoMoreOnceClosed(Kind kind) {
    try (VectorEnvironment env = Pixels.vector("ProbeIdentity-v0", COPIES)) {
      Agent agent = kind.create(env, 1);
      Policy policy = agent.policy(COPIES);
      Batch actions = env.newActions();
      agent.close();
      assertThatIllegalStateException()
          .isThrownBy(() -> policy.act(env.observations(), actions))
          .withMessageContaining("closed");
      assertThatIllegalStateException()
          .isThrownBy(() -> agent.act(env.observations(), actions))
          .withMessageContaining("closed");
    }
  }

  private static Agent trained(Kind kind, VectorEnvironment env) {
    Agent agent = kind.create(env, 3);
    Trainer trainer = new Trainer(agent, env, kind.envSteps);
    trainer.start(3);
    while (trainer.step()) {}
    return agent;
  }

  private static void steps(Trainer trainer, int steps, List<Metrics> metrics) {
    for (int i = 0; i < steps; i++) {
      assertThat(trainer.step()).isTrue();
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
