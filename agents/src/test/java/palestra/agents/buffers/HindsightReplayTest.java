package palestra.agents.buffers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import palestra.envs.registry.GoalTask;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.DType;

/** Walks along whole numbers: the observation is where one is, and where one should be. */
class HindsightReplayTest {
  private static final float GAMMA = 0.5f;
  private static final int BATCH = 50;

  /** A step earns 1 at the goal, which ends the task. */
  private static final GoalTask TASK =
      new GoalTask() {
        @Override
        public List<Integer> achieved() {
          return List.of(0);
        }

        @Override
        public List<Integer> desired() {
          return List.of(1);
        }

        @Override
        public double reward(float[] achieved, float[] desired) {
          return ends(achieved, desired) ? 1 : 0;
        }

        @Override
        public boolean ends(float[] achieved, float[] desired) {
          return achieved[0] == desired[0];
        }
      };

  private static HindsightReplay replay(GoalSelection selection, int nSampledGoal, int capacity) {
    return new HindsightReplay(
        new HerConfig(true, nSampledGoal, selection),
        TASK,
        new ReplayBuffer(capacity, DType.FLOAT32, 2, 1),
        2,
        1,
        2,
        BATCH,
        GAMMA);
  }

  /** One episode of a copy: from {@code first} on, {@code length} steps up, for a goal far away. */
  private static void walk(
      HindsightReplay replay, int copy, float first, int length, float goal, boolean falls) {
    for (int i = 0; i < length; i++) {
      step(replay, copy, first + i, goal, i == length - 1, falls);
    }
  }

  private static void step(
      HindsightReplay replay, int copy, float at, float goal, boolean last, boolean falls) {
    ObservationRows from = ObservationRows.allocate(DType.FLOAT32, 2, 2);
    ObservationRows to = ObservationRows.allocate(DType.FLOAT32, 2, 2);
    from.floats().put(2 * copy, new float[] {at, goal});
    to.floats().put(2 * copy, new float[] {at + 1, goal});
    float[] actions = new float[2];
    actions[copy] = at;
    double discount = last && (falls || at + 1 == goal) ? 0 : GAMMA;
    replay.add(from, to, copy, actions, at + 1 == goal ? 1 : 0, discount, last);
  }

  private static Transitions memory() {
    return new Transitions(
        ObservationRows.allocate(DType.FLOAT32, 2, BATCH),
        FloatBuffer.allocate(BATCH),
        FloatBuffer.allocate(BATCH),
        FloatBuffer.allocate(BATCH),
        ObservationRows.allocate(DType.FLOAT32, 2, BATCH));
  }

  /** Pairs of a step's start and the goal it was seen with, over many minibatches. */
  private static Set<String> goals(HindsightReplay replay, Transitions into, int rows) {
    Pcg64 random = Pcg64.seeded(3);
    Set<String> pairs = new TreeSet<>();
    for (int i = 0; i < 100; i++) {
      replay.sample(random, into);
      for (int row = 0; row < rows; row++) {
        float at = into.from().floats().get(2 * row);
        float goal = into.from().floats().get(2 * row + 1);
        assertThat(into.to().floats().get(2 * row)).isEqualTo(at + 1);
        assertThat(into.to().floats().get(2 * row + 1)).isEqualTo(goal);
        assertThat(into.actions().get(row)).isEqualTo(at);
        boolean reached = at + 1 == goal;
        assertThat(into.rewards().get(row)).isEqualTo(reached ? 1 : 0);
        assertThat(into.discounts().get(row)).isEqualTo(reached ? 0 : GAMMA);
        pairs.add((int) at + ">" + (int) goal);
      }
    }
    return pairs;
  }

  @ParameterizedTest
  @CsvSource({
    "FUTURE, '0>1 0>2 0>3 1>2 1>3 2>3 10>11 10>12 11>12'",
    "FINAL, '0>3 1>3 2>3 10>12 11>12'",
    "EPISODE, '0>1 0>2 0>3 1>1 1>2 1>3 2>1 2>2 2>3 10>11 10>12 11>11 11>12'"
  })
  void putsInWhatTheEpisodeCameTo(GoalSelection selection, String pairs) {
    HindsightReplay replay = replay(selection, 4, 100);
    walk(replay, 0, 0, 3, 99, false);
    walk(replay, 1, 10, 2, 99, false);
    // Not over, and so not drawn.
    step(replay, 0, 50, 99, false, false);
    assertThat(replay.size()).isEqualTo(5);
    assertThat(goals(replay, memory(), 40)).containsExactlyInAnyOrder(pairs.split(" ", -1));
  }

  /** Four of five rows get another goal; the rest are as they happened. */
  @Test
  void leavesAShareAsItWas() {
    HindsightReplay replay = replay(GoalSelection.FUTURE, 4, 100);
    walk(replay, 0, 0, 3, 99, false);
    Transitions into = memory();
    replay.sample(Pcg64.seeded(1), into);
    for (int row = 0; row < BATCH; row++) {
      float goal = into.from().floats().get(2 * row + 1);
      assertThat(goal == 99).as("row " + row).isEqualTo(row >= 40);
    }
  }

  /** Of several minibatches drawn at once, each has its share, and its parts fit together. */
  @Test
  void putsTheSameGoalIntoEveryPartOfARow() {
    ReplayBuffer buffer = new ReplayBuffer(100, DType.FLOAT32, 2, 1);
    Hindsight hindsight = new Hindsight(HerConfig.ON, TASK, buffer, 2, 1, 1, GAMMA);
    ObservationRows from = ObservationRows.allocate(DType.FLOAT32, 2, 1);
    ObservationRows to = ObservationRows.allocate(DType.FLOAT32, 2, 1);
    for (int i = 0; i < 30; i++) {
      from.floats().put(0, new float[] {i, 99});
      to.floats().put(0, new float[] {i + 1, 99});
      hindsight.add(from, to, 0, new float[1], 0, GAMMA, i % 10 == 9);
    }
    int[] places = new int[3 * 10];
    Pcg64 random = Pcg64.seeded(2);
    buffer.sample(random, places);
    hindsight.draw(random, places, 10);
    ObservationRows allNext = ObservationRows.allocate(DType.FLOAT32, 2, 30);
    buffer.nextObservations(places, 0, allNext);
    hindsight.putGoals(0, allNext);
    for (int first = 0; first < 30; first += 10) {
      ObservationRows seen = ObservationRows.allocate(DType.FLOAT32, 2, 10);
      FloatBuffer rewards = FloatBuffer.allocate(10);
      FloatBuffer discounts = FloatBuffer.allocate(10);
      buffer.observations(places, first, seen);
      buffer.rewards(places, first, rewards);
      buffer.discounts(places, first, discounts);
      hindsight.putGoals(first, seen);
      hindsight.putOutcomes(first, rewards, discounts);
      for (int row = 0; row < 10; row++) {
        float goal = seen.floats().get(2 * row + 1);
        float came = allNext.floats().get(2 * (first + row));
        assertThat(goal == 99).as("row " + (first + row)).isEqualTo(row >= 8);
        assertThat(allNext.floats().get(2 * (first + row) + 1)).isEqualTo(goal);
        assertThat(rewards.get(row)).isEqualTo(came == goal ? 1 : 0);
        assertThat(discounts.get(row)).isEqualTo(came == goal ? 0 : GAMMA);
      }
    }
  }

  /** Copies' episodes run side by side and lie one after the other. */
  @Test
  void keepsEpisodesApart() {
    HindsightReplay replay = replay(GoalSelection.EPISODE, 4, 100);
    for (int i = 0; i < 3; i++) {
      step(replay, 0, i, 99, i == 2, false);
      step(replay, 1, 10 + i, 99, i == 2, false);
    }
    for (String pair : goals(replay, memory(), 40)) {
      String[] parts = pair.split(">", -1);
      assertThat(Integer.parseInt(parts[0]) < 10).isEqualTo(Integer.parseInt(parts[1]) <= 3);
    }
  }

  /** Of 3 + 4 steps in 5 places the first two are gone, and so are their achievements. */
  @ParameterizedTest
  @EnumSource
  void forgetsTheOldest(GoalSelection selection) {
    HindsightReplay replay = replay(selection, 4, 5);
    walk(replay, 0, 0, 3, 99, false);
    walk(replay, 0, 20, 4, 99, false);
    Set<String> pairs = goals(replay, memory(), 40);
    assertThat(pairs).contains("2>3", "23>24").doesNotContain("2>1", "2>2", "0>1");
    assertThat(pairs).allMatch(pair -> pair.startsWith("2"));
  }

  /** An episode longer than the buffer goes in in parts. */
  @Test
  void takesInWhatIsLongerThanItself() {
    HindsightReplay replay = replay(GoalSelection.FUTURE, 4, 4);
    for (int i = 0; i < 5; i++) {
      step(replay, 0, i, 99, false, false);
    }
    assertThat(replay.size()).isEqualTo(4);
    assertThat(goals(replay, memory(), 40)).contains("0>4", "3>4");
  }

  /** A fall ends the task whatever the goal; the old goal's end is none under another. */
  @Test
  void endsThatTheGoalDoesNotExplainStay() {
    HindsightReplay replay = replay(GoalSelection.FUTURE, 4, 100);
    walk(replay, 0, 0, 1, 99, true);
    Transitions into = memory();
    replay.sample(Pcg64.seeded(1), into);
    assertThat(into.discounts().get(0)).isZero();
    assertThat(into.discounts().get(BATCH - 1)).isZero();

    HindsightReplay reached = replay(GoalSelection.EPISODE, 4, 100);
    walk(reached, 0, 0, 2, 2, false);
    // 1>1: the step from 1 to 2 had reached 2, but was to stay at 1.
    assertThat(goals(reached, memory(), 40)).contains("1>1", "1>2", "0>1", "0>2");
  }

  @Test
  void goesOnBitForBit() throws IOException {
    HindsightReplay whole = replay(GoalSelection.FUTURE, 4, 6);
    walk(whole, 0, 0, 5, 99, false);
    walk(whole, 1, 10, 3, 99, false);
    step(whole, 0, 30, 99, false, false);
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    whole.save(new DataOutputStream(saved));
    HindsightReplay resumed = replay(GoalSelection.FUTURE, 4, 6);
    resumed.load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
    step(whole, 0, 31, 99, true, false);
    step(resumed, 0, 31, 99, true, false);
    assertThat(goals(resumed, memory(), 40))
        .isEqualTo(goals(whole, memory(), 40))
        .contains("30>32");
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    whole.save(new DataOutputStream(again));
    resumed.save(new DataOutputStream(other));
    assertThat(other.toByteArray()).isEqualTo(again.toByteArray());
  }

  @Test
  void refusesGoalsOutsideTheObservation() {
    assertThatThrownBy(
            () ->
                new HindsightReplay(
                    HerConfig.ON,
                    TASK,
                    new ReplayBuffer(10, DType.FLOAT32, 1, 1),
                    1,
                    1,
                    1,
                    BATCH,
                    GAMMA))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a goal lies within the observation's 1 numbers, not at [1]");
  }
}
