package palestra.tests.conformance;

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
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.AgentProvider;
import palestra.agents.Metrics;
import palestra.agents.Policy;
import palestra.agents.Trainer;
import palestra.envs.registry.Baseline;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.replay.Thought;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.MultiBinary;
import palestra.envs.spaces.MultiDiscrete;
import palestra.envs.spaces.Space;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.envs.wrappers.VectorTransformObservation;
import palestra.networks.Device;

/** What every registered agent must do, with its default settings made small. */
final class AgentConformanceTest {
  /** Enough for every agent here to have learned, and no multiple of a rollout. */
  private static final int VECTOR_STEPS = 210;

  private static final List<Space<?>> SPACES =
      List.of(
          new Discrete(3),
          Box.float32(-1, 1, 2),
          Box.float64(-1, 1, 2),
          Box.uint8(0, 255, 4, 4, 3),
          new MultiDiscrete(2, 3),
          new MultiBinary(4));

  /** What is seen: floats, or pixels that stay bytes up to the graph. */
  private enum Sight {
    NUMBERS,
    PIXELS
  }

  static Stream<Arguments> agentsAndSights() {
    return agents().stream()
        .flatMap(agent -> Stream.of(Sight.values()).map(sight -> Arguments.of(agent, sight)));
  }

  static List<AgentProvider<?>> agents() {
    List<AgentProvider<?>> agents = new ArrayList<>();
    ServiceLoader.load(AgentProvider.class).forEach(agents::add);
    return agents;
  }

  @Test
  void thePromisedAgentsAreRegistered() {
    assertThat(agents())
        .extracting(AgentProvider::id)
        .contains("ppo", "dqn", "a2c", "baseline", "random");
    assertThat(agents()).extracting(AgentProvider::id).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("agentsAndSights")
  void sameSeedSameBits(AgentProvider<?> provider, Sight sight, @TempDir Path directory)
      throws IOException {
    Trained first = train(provider, sight, 11, directory.resolve("first"));
    Trained second = train(provider, sight, 11, directory.resolve("second"));
    Trained other = train(provider, sight, 12, directory.resolve("other"));
    assertThat(first.metrics()).isEqualTo(second.metrics());
    assertSame(first.files(), second.files());
    if (provider.learns()) {
      assertThat(first.metrics()).isNotEmpty();
      assertThat(other.metrics()).isNotEqualTo(first.metrics());
    }
  }

  @ParameterizedTest
  @MethodSource("agentsAndSights")
  void goesOnWhereItWasSaved(AgentProvider<?> provider, Sight sight, @TempDir Path directory)
      throws IOException {
    Path middle = Files.createDirectory(directory.resolve("middle"));
    Path end = Files.createDirectory(directory.resolve("end"));
    Path resumedEnd = Files.createDirectory(directory.resolve("resumed"));
    ByteArrayOutputStream state = new ByteArrayOutputStream();
    List<Metrics> metrics = new ArrayList<>();
    List<Metrics> resumedMetrics = new ArrayList<>();
    try (VectorEnvironment env = task(provider, sight);
        Agent agent = create(provider, env, 21)) {
      Trainer trainer = new Trainer(agent, env, 2L * VECTOR_STEPS * env.count());
      trainer.start(21);
      steps(trainer, VECTOR_STEPS / 2, new ArrayList<>());
      agent.save(middle);
      DataOutputStream out = new DataOutputStream(state);
      trainer.saveState(out);
      env.saveState(out);
      steps(trainer, VECTOR_STEPS / 2, metrics);
      agent.save(end);
    }
    try (VectorEnvironment env = task(provider, sight);
        Agent agent = create(provider, env, 22)) {
      Trainer trainer = new Trainer(agent, env, 2L * VECTOR_STEPS * env.count());
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(state.toByteArray()));
      agent.load(middle);
      trainer.loadState(in);
      env.loadState(in);
      steps(trainer, VECTOR_STEPS / 2, resumedMetrics);
      agent.save(resumedEnd);
    }
    assertThat(metrics.isEmpty()).isNotEqualTo(provider.learns());
    assertThat(resumedMetrics).isEqualTo(metrics);
    assertSame(files(end), files(resumedEnd));
  }

  @ParameterizedTest
  @MethodSource("agents")
  void refusesSpacesItCannotHandle(AgentProvider<?> provider) {
    try (VectorEnvironment env = task(provider, Sight.NUMBERS)) {
      for (Space<?> space : SPACES) {
        if (unable(provider.actionSpaces(), space)) {
          assertRefused(provider, space, env.singleObservationSpace(), space);
        }
        if (unable(provider.observationSpaces(), space)) {
          assertRefused(provider, space, space, env.singleActionSpace());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("agentsAndSights")
  void thePolicyIsDeterministicAndTellsItsThoughts(AgentProvider<?> provider, Sight sight) {
    try (VectorEnvironment env = task(provider, sight);
        Agent agent = create(provider, env, 31)) {
      Trainer trainer = new Trainer(agent, env, 2L * VECTOR_STEPS * env.count());
      trainer.start(31);
      steps(trainer, 50, new ArrayList<>());
      Policy policy = agent.policy(env.count());
      Batch actions = env.newActions();
      Batch again = env.newActions();
      policy.start(3);
      policy.act(env.observations(), actions);
      policy.start(3);
      policy.act(env.observations(), again);
      for (int copy = 0; copy < env.count(); copy++) {
        assertThat(again.row(copy)).isEqualTo(actions.row(copy));
        if (env.singleActionSpace() instanceof Discrete) {
          assertThinks(policy.thought(copy), (int) actions.longs().get(copy));
        } else {
          assertThat(policy.thought(copy).value()).isFinite();
        }
      }
      // Only what is in the space is taken.
      env.step(actions);
    }
  }

  private static void assertThinks(Thought thought, int action) {
    if (thought.probabilities().length > 0) {
      double sum = 0;
      for (float probability : thought.probabilities()) {
        assertThat(probability).isLessThanOrEqualTo(thought.probabilities()[action]);
        sum += probability;
      }
      assertThat(sum).isCloseTo(1, within(1e-5));
    }
    for (float value : thought.actionValues()) {
      assertThat(value).isFinite().isLessThanOrEqualTo(thought.actionValues()[action]);
    }
    assertThat(thought.probabilities().length + thought.actionValues().length)
        .as("an agent thinks of its actions")
        .isPositive();
  }

  private static void assertRefused(
      AgentProvider<?> provider, Space<?> space, Space<?> observations, Space<?> actions) {
    assertThatThrownBy(() -> create(provider, observations, actions, copies(provider), 1).close())
        .as("%s in %s", provider.id(), space)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(provider.id())
        .hasMessageContaining(space.toString())
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  private static boolean unable(Set<? extends Class<?>> kinds, Space<?> space) {
    return kinds.stream().noneMatch(kind -> kind.isInstance(space));
  }

  /** What training left behind. */
  private record Trained(List<Metrics> metrics, Map<String, byte[]> files) {}

  private static Trained train(AgentProvider<?> provider, Sight sight, long seed, Path directory)
      throws IOException {
    Files.createDirectory(directory);
    List<Metrics> metrics = new ArrayList<>();
    try (VectorEnvironment env = task(provider, sight);
        Agent agent = create(provider, env, seed)) {
      Trainer trainer = new Trainer(agent, env, 2L * VECTOR_STEPS * env.count());
      trainer.start(seed);
      steps(trainer, VECTOR_STEPS, metrics);
      agent.save(directory);
    }
    return new Trained(metrics, files(directory));
  }

  private static void steps(Trainer trainer, int steps, List<Metrics> metrics) {
    for (int i = 0; i < steps; i++) {
      assertThat(trainer.step()).isTrue();
      trainer.metrics().ifPresent(metrics::add);
    }
  }

  private static Agent create(AgentProvider<?> provider, VectorEnvironment env, long seed) {
    return create(
        provider, env.singleObservationSpace(), env.singleActionSpace(), env.count(), seed);
  }

  private static <C extends Record> Agent create(
      AgentProvider<C> provider, Space<?> observations, Space<?> actions, int copies, long seed) {
    long envSteps = 2L * VECTOR_STEPS * copies;
    return provider.create(
        SmallSettings.of(provider, Map.of()),
        new AgentContext(
            observations,
            actions,
            copies,
            envSteps,
            Device.CPU,
            seed,
            Optional.of(AgentConformanceTest::lean)));
  }

  /** Pushes the cart to where the pole leans. */
  private static Baseline lean() {
    return (observation, mask) -> new double[] {observation[2] > 0 ? 1 : 0};
  }

  private static <C extends Record> int copies(AgentProvider<C> provider) {
    return provider.copies(SmallSettings.of(provider, Map.of()));
  }

  /** CartPole for those that choose, Pendulum for those that act in numbers. */
  private static VectorEnvironment task(AgentProvider<?> provider, Sight sight) {
    boolean chooses = !unable(provider.actionSpaces(), new Discrete(2));
    VectorEnvironment task =
        EnvironmentRegistry.load()
            .makeVector(
                chooses ? "CartPole-v1" : "Pendulum-v1",
                copies(provider),
                AutoresetMode.SAME_STEP,
                Map.of());
    return sight == Sight.PIXELS
        ? new VectorTransformObservation(task, new StripePicture(chooses ? 4 : 3))
        : task;
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
    assertThat(a).isNotEmpty();
    assertThat(a.keySet()).isEqualTo(b.keySet());
    a.forEach((name, bytes) -> assertThat(b.get(name)).as(name).isEqualTo(bytes));
  }
}
