package palestra.envs.toytext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import palestra.envs.Step;
import palestra.envs.registry.Baseline;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;

final class TaxiTest {
  private static final int PICK_UP = 4;
  private static final long DROP_OFF = 5;

  /** A mask says for every state and action whether the table leads elsewhere. */
  @Test
  void masksAreTheActionsThatChangeTheState() {
    TransitionTable table = TaxiTown.task(Taxi.Settings.DEFAULT).table;
    byte[] masks = TaxiTown.masks();
    for (int state = 0; state < table.states; state++) {
      for (int action = 0; action < table.actions; action++) {
        boolean changes = table.next[table.draw(state, action, 0)] != state;
        assertThat(masks[table.actions * state + action]).isEqualTo((byte) (changes ? 1 : 0));
      }
    }
  }

  /** 500 states, 404 of which can be reached: Gymnasium's page counts them so. */
  @Test
  void fourHundredAndFourStatesCanBeReached() {
    TabularTask task = TaxiTown.task(Taxi.Settings.DEFAULT);
    boolean[] reached = new boolean[task.table.states];
    for (int i = 0; i < 300; i++) {
      reached[task.start((i + 0.5) / 300)] = true;
    }
    int before = 0;
    int now = 300;
    while (now > before) {
      before = now;
      now = 0;
      for (int state = 0; state < reached.length; state++) {
        boolean arrived = TaxiTown.passenger(state) == TaxiTown.destination(state);
        for (int action = 0; reached[state] && !arrived && action < 6; action++) {
          reached[task.table.next[task.table.draw(state, action, 0)]] = true;
        }
      }
      for (boolean each : reached) {
        now += each ? 1 : 0;
      }
    }
    assertThat(now).isEqualTo(404);
  }

  @Test
  void forbiddenActionsCostTenAndChangeNothing() {
    Taxi taxi = new Taxi();
    long start = taxi.reset(1).observation();
    Step<Long> wrong = taxi.step(DROP_OFF);
    assertThat(wrong.reward()).isEqualTo(-10);
    assertThat(wrong.observation()).isEqualTo(start);
    assertThat(taxi.actionMask().orElseThrow()[(int) DROP_OFF]).isZero();
    assertThat(wrong.info().get("action_mask")).isEqualTo(taxi.actionMask().orElseThrow());
  }

  /** From every start, a shortest ride: the mean over all 300 is the best there is. */
  @Test
  void itsBaselineIsTheBestThereIs() {
    TabularTask task = TaxiTown.task(Taxi.Settings.DEFAULT);
    Baseline baseline = ValueIteration.baseline(task.table);
    double total = 0;
    for (int i = 0; i < 300; i++) {
      int state = task.start((i + 0.5) / 300);
      boolean over = false;
      while (!over) {
        int action = (int) baseline.act(new double[] {state}, new byte[0])[0];
        int outcome = task.table.draw(state, action, 0);
        total += task.table.reward[outcome];
        over = task.table.terminated[outcome];
        state = task.table.next[outcome];
      }
    }
    assertThat(total / 300).isCloseTo(7.93, within(0.005));
    assertThat(ToyTextPlay.meanReturn("Taxi-v4", Map.of(), 3000)).isCloseTo(7.93, within(0.25));
    assertThat(ToyTextPlay.meanReturn("Taxi-v4", Map.of("is_rainy", "true"), 500))
        .isBetween(0.0, 7.5);
    double dearer = ToyTextPlay.meanReturn("Taxi-v4", Map.of("delivery_reward", "30"), 3000);
    assertThat(dearer).isCloseTo(17.93, within(0.25));
  }

  @Test
  void aFicklePassengerNamesAnotherDestinationOnce() {
    Taxi taxi = new Taxi(new Taxi.Settings(false, true, 0.8, 1, -1, 20, -10));
    int changes = 0;
    taxi.reset(4);
    TransitionTable table = TaxiTown.task(Taxi.Settings.DEFAULT).table;
    double[] values = ValueIteration.values(table);
    assertThat(values).hasSize(500);
    long seen = taxi.reset(4).observation();
    long destination = seen % 4;
    boolean over = false;
    for (int i = 0; i < 200 && !over; i++) {
      double[] action =
          ValueIteration.baseline(table).act(new double[] {(double) seen}, new byte[0]);
      Step<Long> step = taxi.step((long) action[0]);
      seen = step.observation();
      changes += seen % 4 == destination ? 0 : 1;
      destination = seen % 4;
      over = step.terminated();
    }
    assertThat(over).isTrue();
    assertThat(changes).isEqualTo(1);
  }

  @Test
  void masksOfTheVectorAreThoseOfTheSingle() {
    TaxiVector vector =
        new TaxiVector(3, AutoresetMode.SAME_STEP, OptionalInt.of(7), Taxi.Settings.DEFAULT);
    Batch actions = vector.newActions();
    byte[] masks = TaxiTown.masks();
    vector.reset(3);
    for (int i = 0; i < 30; i++) {
      Batch seen = vector.actionMasks().orElseThrow();
      for (int copy = 0; copy < 3; copy++) {
        int state = (int) vector.observations().longs().get(copy);
        for (int action = 0; action < 6; action++) {
          assertThat(seen.get(6 * copy + action)).isEqualTo(masks[6 * state + action]);
        }
        actions.set(copy, i % (PICK_UP + 1));
      }
      vector.step(actions);
    }
  }
}
