package palestra.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import palestra.envs.replay.Thought;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.SyncVectorEnvironment;
import palestra.envs.vector.VectorEnvironment;

/** The loop counts steps, episodes and time rightly; evaluation favours no episode. */
final class TrainingLoopTest {
  private static VectorEnvironment countdowns(int copies, AutoresetMode mode) {
    return new SyncVectorEnvironment(Countdown::new, copies, mode);
  }

  /** Writes down in which order it is called; its update gives a figure every third step. */
  private static final class Witness implements Agent, Policy {
    private final List<String> calls = new ArrayList<>();
    private long updates;

    @Override
    public void act(Batch observations, Batch actions) {
      calls.add("act");
      for (int i = 0; i < actions.rows(); i++) {
        actions.longs().put(i, 0);
      }
    }

    @Override
    public void act(Batch observations, Optional<Batch> masks, Batch actions) {
      act(observations, actions);
    }

    @Override
    public Thought thought(int copy) {
      return Thought.NONE;
    }

    @Override
    public void observe(VectorEnvironment env) {
      calls.add("observe");
    }

    @Override
    public Optional<Metrics> update() {
      calls.add("update");
      return ++updates % 3 == 0
          ? Optional.of(new Metrics(Map.of("updates", (double) updates)))
          : Optional.empty();
    }

    @Override
    public Policy policy(int copies) {
      return this;
    }

    @Override
    public void save(Path directory) {}

    @Override
    public void load(Path directory) {}

    @Override
    public void close() {}
  }

  @Test
  void actsObservesUpdatesAndStopsAtTheTotal() {
    Witness agent = new Witness();
    Trainer trainer = new Trainer(agent, countdowns(4, AutoresetMode.SAME_STEP), 10);
    assertThatIllegalStateException().isThrownBy(trainer::step);
    trainer.start(1);
    List<Boolean> answers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      answers.add(trainer.step());
    }
    assertThat(answers).containsExactly(true, true, true, false, false);
    assertThat(trainer.envSteps()).isEqualTo(12);
    assertThat(trainer.finished()).isTrue();
    assertThat(agent.calls)
        .containsExactly(
            "act", "observe", "update", "act", "observe", "update", "act", "observe", "update");
    assertThat(trainer.metrics().orElseThrow().values()).containsEntry("updates", 3.0);
    Phases phases = trainer.phases();
    assertThat(phases.total())
        .isEqualTo(phases.env() + phases.act() + phases.learn() + phases.other());
  }

  @Test
  void needsAutoresetInTheSameStep() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Trainer(new Witness(), countdowns(1, AutoresetMode.NEXT_STEP), 1))
        .withMessageContaining("SAME_STEP");
  }

  @Test
  void stateGoesOnWhereItStopped() throws IOException {
    VectorEnvironment env = countdowns(3, AutoresetMode.SAME_STEP);
    Trainer whole = new Trainer(new Witness(), env, 600);
    whole.start(5);
    for (int i = 0; i < 100; i++) {
      whole.step();
    }
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(saved);
    whole.saveState(out);
    env.saveState(out);
    VectorEnvironment otherEnv = countdowns(3, AutoresetMode.SAME_STEP);
    Trainer other = new Trainer(new Witness(), otherEnv, 600);
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved.toByteArray()));
    other.loadState(in);
    otherEnv.loadState(in);
    while (whole.step()) {
      assertThat(other.step()).isTrue();
    }
    assertThat(other.step()).isFalse();
    assertThat(other.episodes().episodes()).isEqualTo(whole.episodes().episodes()).isPositive();
    assertThat(other.episodes().meanReturn()).isEqualTo(whole.episodes().meanReturn());
    assertThat(other.episodes().meanLength()).isEqualTo(whole.episodes().meanReturn());
  }

  @Test
  void meansAreOverTheLastHundredEpisodes() {
    EpisodeStatistics statistics = new EpisodeStatistics(1);
    assertThat(statistics.meanReturn()).isNaN();
    boolean[] yes = {true};
    boolean[] no = {false};
    for (int i = 1; i <= 150; i++) {
      statistics.step(new double[] {i}, no, i % 2 == 0 ? yes : no);
    }
    // Pairs 1+2, 3+4, ...: 75 episodes of two steps.
    assertThat(statistics.episodes()).isEqualTo(75);
    assertThat(statistics.meanReturn()).isEqualTo(150 * 151 / 2.0 / 75);
    assertThat(statistics.meanLength()).isEqualTo(2);
    for (int i = 1; i <= 100; i++) {
      statistics.step(new double[] {7}, yes, no);
    }
    assertThat(statistics.meanReturn()).isEqualTo(7);
    assertThat(statistics.meanLength()).isEqualTo(1);
  }

  @Test
  void eachCopyPlaysItsQuota() {
    Evaluation evaluation =
        Evaluator.evaluate(new Witness(), countdowns(3, AutoresetMode.SAME_STEP), 7, 11);
    assertThat(evaluation.episodes()).isEqualTo(7);
    // By hand: copies 0, 1, 2 play 3, 2 and 2 episodes in a row from seeds 11, 12, 13.
    List<Double> expected = new ArrayList<>();
    int[] quotas = {3, 2, 2};
    for (int copy = 0; copy < 3; copy++) {
      Countdown alone = new Countdown();
      long length = alone.reset(11 + copy).observation();
      for (int episode = 0; episode < quotas[copy]; episode++) {
        expected.add((double) length);
        length = alone.reset().observation();
      }
    }
    assertThat(evaluation.returns())
        .containsExactly(expected.stream().mapToDouble(Double::doubleValue).toArray());
    assertThat(Arrays.stream(evaluation.lengths()).asDoubleStream().toArray())
        .containsExactly(evaluation.returns());
  }

  @Test
  void evaluationsFigures() {
    Evaluation evaluation = new Evaluation(new double[] {1, 2, 6}, new int[] {1, 1, 1});
    assertThat(evaluation.mean()).isEqualTo(3);
    assertThat(evaluation.std()).isEqualTo(Math.sqrt(14 / 3.0));
    assertThat(evaluation.min()).isEqualTo(1);
    assertThat(evaluation.max()).isEqualTo(6);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Evaluation(new double[0], new int[0]));
  }
}
