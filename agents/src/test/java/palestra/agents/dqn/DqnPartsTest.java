package palestra.agents.dqn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static palestra.agents.dqn.Variations.with;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import palestra.agents.AgentContext;
import palestra.agents.Evaluator;
import palestra.agents.Policy;
import palestra.agents.Probes;
import palestra.agents.Trainer;
import palestra.agents.dqn.DqnConfig.Head;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.DType;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.envs.wrappers.ObservationTransform;
import palestra.envs.wrappers.VectorTransformObservation;
import palestra.networks.Device;
import palestra.networks.bodies.Body;
import palestra.networks.schedules.Schedule;

/** Every head and every switch, alone and together, on probes that ask for one ability each. */
class DqnPartsTest {
  private static final double GAMMA = 0.5;

  private static final DqnConfig SMALL =
      with(
          new DqnConfig(
              2,
              Schedule.valueOf(0.01),
              500,
              20,
              16,
              1,
              GAMMA,
              4,
              4,
              20,
              0.5,
              1,
              0.1,
              10,
              List.of(16),
              true),
          "nAtoms",
          21,
          "vMin",
          -1.0,
          "vMax",
          3.0,
          "nQuantiles",
          5);

  /** A way to learn, by name. */
  private record Variant(String name, DqnConfig config) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Variant variant(Head head, String name, Object... changes) {
    return new Variant(head + " " + name, with(with(SMALL, "head", head), changes));
  }

  private static Variant all(Head head) {
    return variant(
        head,
        "all",
        "dueling",
        true,
        "noisy",
        true,
        "nSteps",
        3,
        "prioritizedReplay",
        true,
        "netArch",
        List.of(16, 16));
  }

  /** Each head by itself and with everything; each switch by itself. */
  static Stream<Variant> variants() {
    return Stream.concat(
        Stream.of(Head.values())
            .flatMap(
                head ->
                    Stream.of(
                        variant(head, "alone", "doubleQ", false),
                        variant(head, "dueling", "dueling", true),
                        all(head))),
        Stream.of(
            variant(Head.EXPECTED, "noisy", "noisy", true),
            variant(Head.EXPECTED, "n steps", "nSteps", 3),
            variant(Head.EXPECTED, "prioritized", "prioritizedReplay", true)));
  }

  private static Dqn agent(VectorEnvironment env, DqnConfig config, long total) {
    return new Dqn(
        config,
        new AgentContext(
            env.singleObservationSpace(),
            env.singleActionSpace(),
            env.count(),
            total,
            Device.CPU,
            1));
  }

  /** Action values of states after training. */
  private static float[][] learned(Variant variant, String probe, int states) {
    VectorEnvironment env = Probes.vector(probe, Map.of(), 2);
    try (Dqn agent = agent(env, variant.config, 1600)) {
      Trainer trainer = new Trainer(agent, env, 1600);
      trainer.start(3);
      while (trainer.step()) {}
      Batch seen = new Batch(DType.INT64, states, 1);
      for (int i = 0; i < states; i++) {
        seen.longs().put(i, i);
      }
      Policy policy = agent.policy(states);
      policy.act(seen, new Batch(DType.INT64, states, 1));
      float[][] values = new float[states][];
      for (int i = 0; i < states; i++) {
        values[i] = policy.thought(i).actionValues();
      }
      return values;
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void valuesChoicesByWhatItSees(Variant variant) {
    float[][] values = learned(variant, "ProbeIdentity-v0", 2);
    for (int state = 0; state < 2; state++) {
      assertThat(values[state][state]).isCloseTo(1, within(0.15f));
      assertThat(values[state][1 - state]).isLessThan(0.5f);
    }
  }

  @ParameterizedTest
  @MethodSource("variants")
  void discountsWhatComesLater(Variant variant) {
    float[][] values = learned(variant, "ProbeDiscount-v0", 2);
    assertThat(values[0][0]).isCloseTo((float) GAMMA, within(0.1f));
    assertThat(values[1][0]).isCloseTo(1, within(0.1f));
  }

  /** With three steps a transition, the last three of each episode are cut, each after its own. */
  @ParameterizedTest
  @EnumSource(Head.class)
  void looksBeyondATruncation(Head head) {
    float worth = (float) (1 / (1 - GAMMA));
    assertThat(learned(all(head), "ProbeTruncation-v0", 1)[0][0]).isCloseTo(worth, within(0.1f));
  }

  @ParameterizedTest
  @EnumSource(Head.class)
  void givesCreditToAnEarlyAction(Head head) {
    float[][] values = learned(all(head), "ProbeTwoStep-v0", 1);
    assertThat(values[0][1]).isGreaterThan(values[0][0] + 0.1f);
  }

  /** Pictures, by convolutions. */
  @Test
  void seesThroughABody() {
    VectorEnvironment env =
        new VectorTransformObservation(
            Probes.vector("ProbeIdentity-v0", Map.of(), 2), new Halves());
    DqnConfig config =
        with(
            SMALL,
            "dueling",
            true,
            "body",
            Body.valueOf("impala channels=4 units=16"),
            "learningRate",
            Schedule.valueOf(0.003));
    try (Dqn agent = agent(env, config, 600)) {
      Trainer trainer = new Trainer(agent, env, 600);
      trainer.start(3);
      while (trainer.step()) {}
      assertThat(Evaluator.evaluate(agent.policy(2), env, 20, 5).mean()).isGreaterThan(0.95);
    }
  }

  /** Without any graph, what the body cannot see is refused. */
  @Test
  void refusesABodyThatCannotSee() {
    VectorEnvironment env = Probes.vector("ProbeIdentity-v0", Map.of(), 2);
    assertThatThrownBy(() -> agent(env, with(SMALL, "body", Body.valueOf("impala")), 100))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dqn: body impala sees pictures");
  }

  /** A policy that is evaluated is not noisy: the same actions and values, again and again. */
  @Test
  void evaluationIsWithoutNoise() {
    VectorEnvironment env = Probes.vector("ProbeIdentity-v0", Map.of(), 2);
    env.reset(1);
    try (Dqn agent = agent(env, with(SMALL, "noisy", true, "noisySigma", 5.0), 100)) {
      Policy policy = agent.policy(2);
      policy.act(env.observations(), env.newActions());
      float[] values = policy.thought(0).actionValues();
      policy.act(env.observations(), env.newActions());
      assertThat(policy.thought(0).actionValues()).isEqualTo(values);
    }
  }

  /** Without epsilon, noise alone makes one act differently in the same state. */
  @Test
  void noiseExplores() {
    VectorEnvironment env = Probes.vector("ProbeIdentity-v0", Map.of(), 2);
    env.reset(1);
    try (Dqn agent =
        agent(env, with(SMALL, "noisy", true, "noisySigma", 2.0, "learningStarts", 0), 100)) {
      Batch actions = env.newActions();
      int[] taken = new int[2];
      for (int i = 0; i < 100; i++) {
        agent.act(env.observations(), actions);
        taken[(int) actions.longs().get(0)]++;
      }
      assertThat(taken[0]).isBetween(5, 95);
    }
  }

  /** Pictures of 9 x 9 pixels, bright on the left in state 0, on the right in state 1. */
  private static final class Halves implements ObservationTransform {
    private static final int SIDE = 9;

    @Override
    public Box<byte[]> space() {
      return Box.uint8(0, 255, SIDE, SIDE, 1);
    }

    @Override
    public void next(Batch shown, Batch seen, int row) {
      for (int i = 0; i < SIDE * SIDE; i++) {
        boolean right = i % SIDE >= SIDE / 2;
        seen.set(row * SIDE * SIDE + i, right == (shown.longs().get(row) == 1) ? 250 : 30);
      }
    }
  }
}
