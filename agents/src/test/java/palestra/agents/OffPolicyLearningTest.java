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
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import palestra.agents.OffPolicyKind.Tiny;
import palestra.agents.buffers.HerConfig;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.registry.GoalTask;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Space;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Device;

/** DDPG, TD3, SAC and its discrete form learn what each probe asks for, and go on as they were. */
class OffPolicyLearningTest {
  private static final int COPIES = 2;

  @ParameterizedTest
  @EnumSource(OffPolicyKind.class)
  void valuesAConstantReward(OffPolicyKind kind) {
    assertThat(learn(kind, 1, "ProbeConstant-v0", 1000).values()[0]).isCloseTo(1, within(0.06));
  }

  @ParameterizedTest
  @EnumSource(OffPolicyKind.class)
  void discountsWhatComesLater(OffPolicyKind kind) {
    Learned learned = learn(kind, 2, "ProbeDiscount-v0", 1500);
    assertThat(learned.values()[0]).isCloseTo(Tiny.PLAIN.gamma(), within(0.06));
    assertThat(learned.values()[1]).isCloseTo(1, within(0.06));
  }

  /** Taken for ends, the cuts would leave a value of at most 1 + g + g^2 + g^3 = 3.4. */
  @ParameterizedTest
  @EnumSource(OffPolicyKind.class)
  void bootstrapsWhatIsCutShort(OffPolicyKind kind) {
    Learned learned = learn(kind, 1, "ProbeTruncation-v0", 4000);
    assertThat(learned.values()[0]).isCloseTo(1 / (1 - Tiny.PLAIN.gamma()), within(0.5));
  }

  @ParameterizedTest
  @EnumSource(OffPolicyKind.class)
  void actsOnWhatItSees(OffPolicyKind kind) {
    Learned learned = learn(kind, 2, "ProbeIdentity-v0", 2000);
    assertThat(learned.choices()).containsExactly(0, 1);
  }

  @ParameterizedTest
  @EnumSource(OffPolicyKind.class)
  void givesCreditToAnEarlyAction(OffPolicyKind kind) {
    Learned learned = learn(kind, 5, "ProbeTwoStep-v0", 4000);
    assertThat(learned.choices()[0]).isEqualTo(1);
  }

  /** Aiming at the middle gets -0.67. */
  @ParameterizedTest
  @EnumSource(value = OffPolicyKind.class, mode = EnumSource.Mode.EXCLUDE, names = "SAC_DISCRETE")
  void findsTheActionAmongInfinitelyMany(OffPolicyKind kind) {
    try (VectorEnvironment env = Probes.vector("ProbeTarget-v0", Map.of(), COPIES);
        Agent agent = kind.create(Tiny.PLAIN.withEntCoef("auto"), env, 4000, 3)) {
      train(agent, env, 4000);
      assertThat(meanReturn(agent, "ProbeTarget-v0", Map.of())).isGreaterThan(-0.05);
    }
  }

  @Test
  void discreteSacHeedsMasks() {
    try (VectorEnvironment env = Probes.vector("ProbeMask-v0", Map.of(), COPIES);
        Agent agent =
            OffPolicyKind.SAC_DISCRETE.create(Tiny.PLAIN.withEntCoef("auto"), env, 1500, 3)) {
      Trainer trainer = train(agent, env, 1500);
      assertThat(trainer.metrics().orElseThrow().values().get("entropy")).isBetween(0.0, 2.1);
      assertThat(meanReturn(agent, "ProbeMask-v0", Map.of())).isEqualTo(10);
      assertThat(trainer.episodes().meanReturn()).isEqualTo(10);
    }
  }

  /** Learned from 1 on, it falls where it is not needed and steers the entropy to its target. */
  @ParameterizedTest
  @EnumSource(
      value = OffPolicyKind.class,
      names = {"SAC", "SAC_DISCRETE"})
  void theTemperatureSteersTheEntropy(OffPolicyKind kind) {
    try (VectorEnvironment env = kind.probe("ProbeIdentity-v0", COPIES);
        Agent agent = kind.create(Tiny.PLAIN.withEntCoef("auto"), env, 4000, 3)) {
      Map<String, Double> metrics = train(agent, env, 4000).metrics().orElseThrow().values();
      double target = kind.discrete() ? 0.3 * Math.log(2) : -1;
      assertThat(metrics.get("entCoef")).isLessThan(0.6);
      assertThat(metrics.get("entropy")).isCloseTo(target, within(0.35));
    }
  }

  /** The same budget with and without hindsight; the best is about -3 in both probes. */
  @ParameterizedTest
  @EnumSource(OffPolicyKind.class)
  void reachesGoalsByHindsightAlone(OffPolicyKind kind) {
    assertThat(reach(kind, HerConfig.ON)).isGreaterThan(-6);
    assertThat(reach(kind, HerConfig.OFF)).isLessThan(-15);
  }

  private static double reach(OffPolicyKind kind, HerConfig her) {
    String id = goalProbe(kind);
    Map<String, String> arguments = kind.discrete() ? Map.of("bits", "8") : Map.of();
    EnvironmentSpec spec = EnvironmentRegistry.load().spec(id);
    long envSteps = kind.discrete() ? 2000 : 4000;
    Tiny tiny =
        kind.discrete()
            ? new Tiny(0.95, 3e-3, 20_000, 128, 2, "0.2", List.of(64, 64), her)
            : new Tiny(0.95, 1e-3, 20_000, 64, 1, "auto", List.of(64, 64), her);
    try (VectorEnvironment env = Probes.vector(id, arguments, COPIES);
        Agent agent = kind.create(tiny, env, envSteps, 3, spec.newGoal(arguments))) {
      train(agent, env, envSteps);
      return meanReturn(agent, id, arguments);
    }
  }

  private static String goalProbe(OffPolicyKind kind) {
    return kind.discrete() ? "ProbeGoal-v0" : "ProbeReach-v0";
  }

  @ParameterizedTest
  @EnumSource(OffPolicyKind.class)
  void goesOnBitForBit(OffPolicyKind kind, @TempDir Path directory) throws IOException {
    goesOn(
        kind,
        Tiny.PLAIN.withEntCoef("auto"),
        kind.probe("ProbeTwoStep-v0", COPIES),
        kind.probe("ProbeTwoStep-v0", COPIES),
        Optional.empty(),
        directory);
  }

  @ParameterizedTest
  @EnumSource(OffPolicyKind.class)
  void goesOnBitForBitWithHindsight(OffPolicyKind kind, @TempDir Path directory)
      throws IOException {
    String id = goalProbe(kind);
    Optional<GoalTask> goal = EnvironmentRegistry.load().spec(id).newGoal(Map.of());
    goesOn(
        kind,
        Tiny.PLAIN.withHer(HerConfig.ON),
        Probes.vector(id, Map.of(), COPIES),
        Probes.vector(id, Map.of(), COPIES),
        goal,
        directory);
  }

  @Test
  void goesOnBitForBitWithMasks(@TempDir Path directory) throws IOException {
    goesOn(
        OffPolicyKind.SAC_DISCRETE,
        Tiny.PLAIN,
        Probes.vector("ProbeMask-v0", Map.of(), COPIES),
        Probes.vector("ProbeMask-v0", Map.of(), COPIES),
        Optional.empty(),
        directory);
  }

  private static void goesOn(
      OffPolicyKind kind,
      Tiny tiny,
      VectorEnvironment env,
      VectorEnvironment otherEnv,
      Optional<GoalTask> goal,
      Path directory)
      throws IOException {
    Path middle = Files.createDirectory(directory.resolve("middle"));
    Path end = Files.createDirectory(directory.resolve("end"));
    Path resumedEnd = Files.createDirectory(directory.resolve("resumed"));
    try (Agent whole = kind.create(tiny, env, 500, 5, goal);
        Agent resumed = kind.create(tiny, otherEnv, 500, 6, goal)) {
      Trainer trainer = new Trainer(whole, env, 500);
      trainer.start(7);
      while (trainer.envSteps() < 226) {
        trainer.step();
      }
      whole.save(middle);
      ByteArrayOutputStream state = new ByteArrayOutputStream();
      trainer.saveState(new DataOutputStream(state));
      env.saveState(new DataOutputStream(state));
      while (trainer.step()) {}
      whole.save(end);

      resumed.load(middle);
      Trainer second = new Trainer(resumed, otherEnv, 500);
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(state.toByteArray()));
      second.loadState(in);
      otherEnv.loadState(in);
      while (second.step()) {}
      resumed.save(resumedEnd);
      assertThat(second.metrics()).isEqualTo(trainer.metrics()).isPresent();
      Map<String, byte[]> files = files(end);
      assertThat(files.keySet()).contains("agent.state");
      Map<String, byte[]> resumedFiles = files(resumedEnd);
      files.forEach((name, bytes) -> assertThat(resumedFiles.get(name)).as(name).isEqualTo(bytes));
    }
  }

  @ParameterizedTest
  @EnumSource(OffPolicyKind.class)
  void refusesOtherActions(OffPolicyKind kind) {
    Space<?> wrong = kind.discrete() ? Box.float32(-1, 1, 2) : new Discrete(3);
    refused(kind, Tiny.PLAIN, wrong, kind.discrete() ? "Discrete" : "Box", wrong.toString());
  }

  @ParameterizedTest
  @EnumSource(value = OffPolicyKind.class, mode = EnumSource.Mode.EXCLUDE, names = "SAC_DISCRETE")
  void refusesActionsWithoutBounds(OffPolicyKind kind) {
    Space<?> open = Box.float32(-1, Float.POSITIVE_INFINITY, 2);
    refused(kind, Tiny.PLAIN, open, "finite bounds", open.toString());
    Space<?> whole = Box.uint8(0, 3, 2);
    refused(kind, Tiny.PLAIN, whole, "floats", whole.toString());
  }

  @ParameterizedTest
  @EnumSource(OffPolicyKind.class)
  void refusesHindsightWithoutGoals(OffPolicyKind kind) {
    Space<?> actions = kind.discrete() ? new Discrete(3) : Box.float32(-1, 1, 2);
    refused(kind, Tiny.PLAIN.withHer(HerConfig.ON), actions, "her.enabled", "ProbeGoal-v0");
  }

  @Test
  void refusesHindsightWithMasks() {
    Optional<GoalTask> goal = EnvironmentRegistry.load().spec("ProbeGoal-v0").newGoal(Map.of());
    Tiny hindsight = Tiny.PLAIN.withHer(HerConfig.ON);
    try (VectorEnvironment env = Probes.vector("ProbeMask-v0", Map.of(), COPIES)) {
      assertThatThrownBy(() -> OffPolicyKind.SAC_DISCRETE.create(hindsight, env, 10, 1, goal))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("without action masks");
    }
  }

  private static void refused(
      OffPolicyKind kind, Tiny tiny, Space<?> actions, String what, String right) {
    AgentContext context = new AgentContext(Box.float32(-1, 1, 2), actions, 1, 100, Device.CPU, 1);
    assertThatThrownBy(() -> kind.create(tiny, context))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
        .hasMessageContaining(what)
        .hasMessageContaining(right)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  /** What the policy does and thinks in every state of a probe after training. */
  private record Learned(double[] values, int[] choices) {}

  private static Learned learn(OffPolicyKind kind, int states, String probe, long envSteps) {
    try (VectorEnvironment env = kind.probe(probe, COPIES);
        Agent agent = kind.create(Tiny.PLAIN, env, envSteps, 3)) {
      train(agent, env, envSteps);
      Policy policy = agent.policy(states);
      Batch all = new Batch(env.observations().dtype(), states, 1);
      for (int state = 0; state < states; state++) {
        all.longs().put(state, state);
      }
      Batch actions = new Batch(env.newActions().dtype(), states, 1);
      policy.act(all, actions);
      double[] values = new double[states];
      int[] choices = new int[states];
      for (int state = 0; state < states; state++) {
        values[state] = policy.thought(state).value();
        double border = kind.discrete() ? 0.5 : (ContinuousProbe.LOW + ContinuousProbe.HIGH) / 2;
        choices[state] = actions.get(state) < border ? 0 : 1;
      }
      return new Learned(values, choices);
    }
  }

  private static Trainer train(Agent agent, VectorEnvironment env, long envSteps) {
    Trainer trainer = new Trainer(agent, env, envSteps);
    trainer.start(3);
    while (trainer.step()) {}
    return trainer;
  }

  private static double meanReturn(Agent agent, String id, Map<String, String> arguments) {
    try (VectorEnvironment env =
        EnvironmentRegistry.load().makeVector(id, 10, AutoresetMode.SAME_STEP, arguments)) {
      return Evaluator.evaluate(agent.policy(10), env, 100, 5).mean();
    }
  }

  private static Map<String, byte[]> files(Path directory) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.list(directory)) {
      for (Path path : new ArrayList<>(paths.toList())) {
        files.put(path.getFileName().toString(), Files.readAllBytes(path));
      }
    }
    return files;
  }
}
