package palestra.agents.buffers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import palestra.envs.spaces.DType;

/**
 * Transitions of several steps by hand: copy 1 of two sees 0, 1, 2 ... and is given 1, 10, 100 ...
 */
class MultiStepTest {
  private static final double GAMMA = 0.5;

  /** What came out: from which observation by which action, what it gave, and its discount. */
  private record Transition(float seen, float action, double reward, double discount) {}

  private final ObservationRows rows = ObservationRows.allocate(DType.FLOAT32, 1, 2);
  private final float[] actions = new float[2];

  private List<Transition> push(MultiStep steps, int copy, int step, boolean ended) {
    rows.floats().put(copy, step);
    actions[copy] = 100 + step;
    List<Transition> ready = new ArrayList<>();
    int left = steps.push(copy, rows, actions, Math.pow(10, step), ended);
    for (; left > 0; left--) {
      steps.pop(copy);
      ready.add(
          new Transition(
              steps.seen().floats().get(steps.row()),
              steps.actions()[steps.row()],
              steps.reward(),
              steps.discount()));
    }
    return ready;
  }

  private static MultiStep steps(int n) {
    return new MultiStep(n, GAMMA, 2, DType.FLOAT32, 1, 1);
  }

  @Test
  void oneStepIsWhatItIs() {
    MultiStep steps = steps(1);
    assertThat(push(steps, 1, 0, false)).containsExactly(new Transition(0, 100, 1, GAMMA));
    assertThat(push(steps, 1, 1, true)).containsExactly(new Transition(1, 101, 10, GAMMA));
    assertThat(push(steps, 1, 2, false)).containsExactly(new Transition(2, 102, 100, GAMMA));
  }

  @Test
  void threeStepsAndWhatTheEndLeaves() {
    MultiStep steps = steps(3);
    assertThat(push(steps, 1, 0, false)).isEmpty();
    assertThat(push(steps, 1, 1, false)).isEmpty();
    // 1 + 10 / 2 + 100 / 4
    assertThat(push(steps, 1, 2, false)).containsExactly(new Transition(0, 100, 31, 0.125));
    assertThat(push(steps, 1, 3, false)).containsExactly(new Transition(1, 101, 310, 0.125));
    assertThat(push(steps, 1, 4, true))
        .containsExactly(
            new Transition(2, 102, 3100, 0.125),
            new Transition(3, 103, 1000 + 5000, 0.25),
            new Transition(4, 104, 10_000, 0.5));
    // Nothing of the old episode is left.
    assertThat(push(steps, 1, 0, false)).isEmpty();
    assertThat(push(steps, 1, 1, true))
        .containsExactly(new Transition(0, 100, 6, 0.25), new Transition(1, 101, 10, 0.5));
  }

  @Test
  void copiesAreApart() {
    MultiStep steps = steps(2);
    assertThat(push(steps, 0, 5, false)).isEmpty();
    assertThat(push(steps, 1, 0, false)).isEmpty();
    assertThat(push(steps, 1, 1, true)).hasSize(2);
    assertThat(push(steps, 0, 6, false))
        .singleElement()
        .satisfies(
            t -> {
              assertThat(t.seen()).isEqualTo(5);
              assertThat(t.reward()).isCloseTo(1e5 + 5e5, within(1e-9));
            });
  }

  @Test
  void goesOnWithWhatWasSaved() throws IOException {
    MultiStep steps = steps(3);
    for (int i = 0; i < 5; i++) {
      push(steps, 1, i, false);
      push(steps, 0, i, i == 3);
    }
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    steps.save(new DataOutputStream(saved));
    MultiStep loaded = steps(3);
    loaded.load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
    assertThat(push(loaded, 1, 5, true)).isEqualTo(push(steps, 1, 5, true)).hasSize(3);
    assertThat(push(loaded, 0, 5, true)).isEqualTo(push(steps, 0, 5, true)).hasSize(2);
  }
}
