package palestra.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.types.TFloat32;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.AgentProvider;
import palestra.agents.BodyTraining;
import palestra.agents.Trainer;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Space;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.SyncVectorEnvironment;
import palestra.envs.vector.VectorEnvironment;
import palestra.experiments.config.RecordBinder;
import palestra.networks.Device;
import palestra.networks.Model;
import palestra.networks.bodies.Body;

/** Every agent that has a body takes weights into all of its bodies, and freezes or tunes them. */
final class BodyTransferTest {
  private static final String ENCODER = "encoder/body";
  private static final String TEXT = "conv filters=3,4 size=3 stride=1 units=6 norm=batch";
  private static final Body BODY = Body.valueOf(TEXT);
  private static final long[] SEEN = {5, 5, 2};
  private static final int STEPS = 48;

  @TempDir private Path directory;

  /** An agent of every class, and where its bodies are: what learns, then what follows it. */
  static Stream<Arguments> agents() {
    List<String> shared = List.of("body");
    List<String> apart = List.of("policy/features/body", "value/features/body");
    List<String> towers = List.of("policy/features", "critic/features");
    List<String> targets = List.of("targetPolicy/features", "targetCritic/features");
    List<String> target = List.of("targetCritic/features");
    return Stream.of(
        Arguments.of("ppo", Map.of("shareBody", true), shared, List.of()),
        Arguments.of("ppo", Map.of("shareBody", false), apart, List.of()),
        Arguments.of("recurrent-ppo", Map.of("shareBody", true), shared, List.of()),
        Arguments.of("a2c", Map.of("shareBody", true), shared, List.of()),
        Arguments.of("a3c", Map.of("shareBody", true), shared, List.of()),
        Arguments.of("reinforce", Map.of("shareBody", true), shared, List.of()),
        Arguments.of("dqn", Map.of(), List.of("online/body"), List.of("target/body")),
        Arguments.of("rainbow", Map.of(), List.of("online/body"), List.of("target/body")),
        Arguments.of("ddpg", Map.of(), towers, targets),
        Arguments.of("td3", Map.of(), towers, targets),
        Arguments.of("sac", Map.of(), towers, target),
        Arguments.of("sac-discrete", Map.of(), towers, target));
  }

  @ParameterizedTest
  @MethodSource("agents")
  void frozenBodiesStayToTheBitWhileTheRestLearns(
      String agent, Map<String, Object> settings, List<String> learning, List<String> following)
      throws IOException {
    Map<String, float[]> encoder = encoder();
    train(agent, settings, new BodyTraining(true, 1));
    Stream.concat(learning.stream(), following.stream())
        .forEach(
            path -> {
              assertSame(body("before", path), encoder);
              assertSame(body("after", path), encoder);
            });
    assertThat(directory.resolve("after/weights.data-00000-of-00001").toFile())
        .exists()
        .satisfies(
            file ->
                assertThat(Files.readAllBytes(file.toPath()))
                    .isNotEqualTo(
                        Files.readAllBytes(
                            directory.resolve("before/weights.data-00000-of-00001"))));
  }

  @ParameterizedTest
  @MethodSource("agents")
  void bodiesThatAreTunedBeginAsTheEncoder(
      String agent, Map<String, Object> settings, List<String> learning, List<String> following)
      throws IOException {
    Map<String, float[]> encoder = encoder();
    train(agent, settings, new BodyTraining(false, 0.5));
    Stream.concat(learning.stream(), following.stream())
        .forEach(path -> assertSame(body("before", path), encoder));
    for (String path : learning) {
      assertThat(body("after", path).get("body/conv0/kernel"))
          .as(path)
          .isNotEqualTo(encoder.get("body/conv0/kernel"));
    }
  }

  @Test
  void everyAgentWithABodyIsAmongThem() {
    List<Object> tested = agents().map(arguments -> arguments.get()[0]).toList();
    List<Class<?>> classes =
        providers()
            .filter(provider -> tested.contains(provider.id()))
            .<Class<?>>map(provider -> provider.defaults().getClass())
            .toList();
    assertThat(providers().filter(p -> RecordBinder.keys(p.defaults()).contains("body")))
        .isNotEmpty()
        .allSatisfy(p -> assertThat(classes).contains(p.defaults().getClass()));
  }

  @Test
  void whatDoesNotFitIsNamed() throws IOException {
    encoder();
    try (VectorEnvironment env = env("dqn", 2);
        Agent agent =
            create("dqn", Map.of("body", "conv filters=3,5 size=3 stride=1 units=6"), env, null)) {
      assertThatThrownBy(() -> agent.loadBody(directory.resolve("encoder"), ENCODER))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("conv1");
      assertThatThrownBy(() -> agent.loadBody(directory.resolve("encoder"), "elsewhere"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("elsewhere/conv0");
    }
  }

  /** Saves before and after training. */
  private void train(String agent, Map<String, Object> settings, BodyTraining training)
      throws IOException {
    Map<String, Object> all = new LinkedHashMap<>(settings);
    all.put("body", TEXT);
    Files.createDirectory(directory.resolve("before"));
    Files.createDirectory(directory.resolve("after"));
    AgentProvider<?> provider = provider(agent);
    int copies = RecordBinder.keys(provider.defaults()).contains("nEnvs") ? copies(provider) : 2;
    try (VectorEnvironment env = env(agent, copies);
        Agent made = create(agent, all, env, training)) {
      made.loadBody(directory.resolve("encoder"), ENCODER);
      made.save(directory.resolve("before"));
      Trainer trainer = new Trainer(made, env, (long) STEPS * copies);
      trainer.start(1);
      while (trainer.step()) {
        // On to the end.
      }
      assertThat(trainer.metrics()).isPresent();
      made.save(directory.resolve("after"));
    }
  }

  private static <C extends Record> int copies(AgentProvider<C> provider) {
    return provider.copies(SmallSettings.of(provider, Map.of()));
  }

  private static Agent create(
      String id, Map<String, Object> settings, VectorEnvironment env, BodyTraining training) {
    return create(provider(id), settings, env, training);
  }

  private static <C extends Record> Agent create(
      AgentProvider<C> provider,
      Map<String, Object> settings,
      VectorEnvironment env,
      BodyTraining training) {
    return provider.create(
        SmallSettings.of(provider, settings),
        new AgentContext(
            env.singleObservationSpace(),
            env.singleActionSpace(),
            env.count(),
            (long) STEPS * env.count(),
            Device.CPU,
            1,
            Optional.empty(),
            false,
            Optional.empty(),
            training == null ? BodyTraining.PLAIN : training));
  }

  private static VectorEnvironment env(String agent, int copies) {
    Space<?> actions =
        provider(agent).actionSpaces().contains(Discrete.class)
            ? new Discrete(3)
            : Box.float32(-1, 1, 2);
    return new SyncVectorEnvironment(
        () -> new AnyTask<>(Box.float32(0, 1, 5, 5, 2), actions), copies, AutoresetMode.SAME_STEP);
  }

  private static Stream<AgentProvider<?>> providers() {
    return ServiceLoader.load(AgentProvider.class).stream().map(ServiceLoader.Provider::get);
  }

  private static AgentProvider<?> provider(String id) {
    return providers().filter(p -> p.id().equals(id)).findFirst().orElseThrow();
  }

  /** Writes a body with weights of its own below {@link #ENCODER}. */
  private Map<String, float[]> encoder() throws IOException {
    try (Model model = new Model(Device.CPU, 99)) {
      apply(model, ENCODER);
      model.save(directory.resolve("encoder"));
    }
    return read(directory.resolve("encoder"), ENCODER);
  }

  private Map<String, float[]> body(String saved, String path) {
    try {
      return read(directory.resolve(saved).resolve("weights"), path);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, float[]> read(Path prefix, String path) throws IOException {
    try (Model model = new Model(Device.CPU, 1)) {
      apply(model, "body");
      model.loadWeights(prefix, path, "body");
      return model.values();
    }
  }

  private static void apply(Model model, String path) {
    BODY.apply(
        model.scope().child(path), model.input("x", TFloat32.class, 1, SEEN[0], SEEN[1], SEEN[2]));
  }

  private static void assertSame(Map<String, float[]> is, Map<String, float[]> was) {
    assertThat(is.keySet()).isEqualTo(was.keySet()).isNotEmpty();
    is.forEach((name, values) -> assertThat(values).as(name).isEqualTo(was.get(name)));
  }
}
