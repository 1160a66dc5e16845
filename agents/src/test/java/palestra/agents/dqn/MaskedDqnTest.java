package palestra.agents.dqn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static palestra.agents.dqn.Variations.with;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import palestra.agents.AgentContext;
import palestra.agents.Evaluator;
import palestra.agents.Policy;
import palestra.agents.Probes;
import palestra.agents.Trainer;
import palestra.agents.dqn.DqnConfig.Head;
import palestra.envs.Canvas;
import palestra.envs.Environment;
import palestra.envs.Reset;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Discrete;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.SyncVectorEnvironment;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Device;
import palestra.networks.schedules.Schedule;

/** Forbidden actions are neither taken, nor counted upon. */
class MaskedDqnTest {
  private static final DqnConfig SMALL =
      with(
          new DqnConfig(
              2,
              Schedule.valueOf(0.01),
              500,
              20,
              16,
              1,
              0.5,
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
          -2.0,
          "vMax",
          12.0,
          "nQuantiles",
          5);

  private static Dqn agent(VectorEnvironment env, DqnConfig config, long total) {
    return new Dqn(
        config,
        new AgentContext(
            env.singleObservationSpace(),
            env.singleActionSpace(),
            env.count(),
            total,
            Device.CPU,
            1,
            Optional.empty(),
            env.actionMasks().isPresent()));
  }

  /**
   * Half of the episodes offer a prize of 1 for action 1, and end. The others last for two steps,
   * give nothing, and forbid action 1 in the second. All look alike: who counts upon the prize
   * where it is forbidden takes action 0, which never gives anything, for worth something.
   */
  private static final class Prize implements Environment<Long, Long> {
    private final Discrete observations = new Discrete(1);
    private final Discrete actions = new Discrete(2);
    private Pcg64 random = Pcg64.seeded(0);
    private boolean offered;
    private boolean second;

    @Override
    public Discrete observationSpace() {
      return observations;
    }

    @Override
    public Discrete actionSpace() {
      return actions;
    }

    @Override
    public Reset<Long> reset(Start start) {
      random = start.pcg64(random);
      offered = random.nextInt(2) == 1;
      second = false;
      return new Reset<>(0L, Map.of());
    }

    @Override
    public Step<Long> step(Long action) {
      if (second && action == 1) {
        throw new AssertionError("a forbidden action was taken");
      }
      boolean end = offered || second;
      second = true;
      return new Step<>(0L, offered && action == 1 ? 1 : 0, end, false, Map.of());
    }

    @Override
    public Optional<byte[]> actionMask() {
      return Optional.of(new byte[] {1, (byte) (second ? 0 : 1)});
    }

    @Override
    public Pcg64 random() {
      return random;
    }

    @Override
    public void draw(Canvas canvas) {
      canvas.clear(0);
    }

    @Override
    public void saveState(DataOutput out) throws IOException {
      random.save(out);
      out.writeBoolean(offered);
      out.writeBoolean(second);
    }

    @Override
    public void loadState(DataInput in) throws IOException {
      random = Pcg64.load(in);
      offered = in.readBoolean();
      second = in.readBoolean();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void countsNotUponWhatIsForbidden(boolean doubleQ) {
    VectorEnvironment env = new SyncVectorEnvironment(Prize::new, 2, AutoresetMode.SAME_STEP);
    DqnConfig config = with(SMALL, "doubleQ", doubleQ, "explorationFinalEps", 1.0, "gamma", 1.0);
    try (Dqn agent = agent(env, config, 2400)) {
      Trainer trainer = new Trainer(agent, env, 2400);
      trainer.start(3);
      while (trainer.step()) {}
      Batch seen = new Batch(DType.INT64, 1, 1);
      Policy policy = agent.policy(1);
      policy.act(seen, new Batch(DType.INT64, 1, 1));
      float[] values = policy.thought(0).actionValues();
      // Counted upon, the prize would make 1 of action 1, and 1/4 of action 0.
      assertThat(values[0]).isCloseTo(0, within(0.1f));
      assertThat(values[1]).isCloseTo(0.5f, within(0.15f));
    }
  }

  @ParameterizedTest
  @EnumSource(Head.class)
  void takesOnlyWhatIsAllowed(Head head) {
    VectorEnvironment env = Probes.vector("ProbeMask-v0", Map.of(), 2);
    DqnConfig config =
        with(
            SMALL,
            "head",
            head,
            "noisy",
            true,
            "dueling",
            true,
            "nSteps",
            3,
            "prioritizedReplay",
            true);
    try (Dqn agent = agent(env, config, 600)) {
      Trainer trainer = new Trainer(agent, env, 600);
      trainer.start(3);
      while (trainer.step()) {
        // Ten allowed actions make an episode; a forbidden one would end it with -1.
        for (int i = 0; i < 2; i++) {
          assertThat(env.rewards()[i]).isEqualTo(1);
        }
      }
      VectorEnvironment other = Probes.vector("ProbeMask-v0", Map.of(), 3);
      assertThat(Evaluator.evaluate(agent.policy(3), other, 9, 5).returns()).containsOnly(10);
    }
  }

  /** Where nothing is allowed, everything is: there is nothing else to do. */
  @Test
  void somethingIsAlwaysDone() {
    Batch masks = new Batch(DType.INT8, 2, 3);
    masks.set(4, 1);
    java.nio.FloatBuffer q = java.nio.FloatBuffer.wrap(new float[] {1, 3, 2, 9, -5, 8});
    assertThat(Choice.best(q, 0, 3, Optional.of(masks))).isEqualTo(1);
    assertThat(Choice.best(q, 1, 3, Optional.of(masks))).isEqualTo(1);
    Pcg64 random = Pcg64.seeded(1);
    int[] taken = new int[3];
    for (int i = 0; i < 300; i++) {
      taken[Choice.any(random, 0, 3, Optional.of(masks))]++;
      assertThat(Choice.any(random, 1, 3, Optional.of(masks))).isEqualTo(1);
    }
    assertThat(Arrays.stream(taken).min().orElseThrow()).isGreaterThan(60);
    masks.set(3, 1);
    int[] among = new int[3];
    for (int i = 0; i < 300; i++) {
      among[Choice.any(random, 1, 3, Optional.of(masks))]++;
    }
    assertThat(among[0]).isBetween(100, 200);
    assertThat(among[2]).isZero();
  }
}
