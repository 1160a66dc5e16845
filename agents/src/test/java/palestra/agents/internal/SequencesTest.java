package palestra.agents.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SequencesTest {

  /** Two copies a and b, four steps: rows a0 b0 a1 b1 a2 b2 a3 b3. */
  @Test
  void rowsAreCutByCopy() {
    Sequences cut = new Sequences(2, 4, 2);
    assertThat(cut.count()).isEqualTo(4);
    int[][] rows = new int[4][2];
    for (int sequence = 0; sequence < 4; sequence++) {
      for (int step = 0; step < 2; step++) {
        rows[sequence][step] = cut.row(sequence, step);
      }
    }
    assertThat(rows).isDeepEqualTo(new int[][] {{0, 2}, {1, 3}, {4, 6}, {5, 7}});
  }

  /** First steps a0 b0 a2 b2, then second steps a1 b1 a3 b3. */
  @Test
  void sequencesLieSideBySide() {
    Sequences cut = new Sequences(2, 4, 2);
    int[] places = new int[8];
    Arrays.setAll(places, cut::place);
    assertThat(places).containsExactly(0, 1, 4, 5, 2, 3, 6, 7);
    for (int sequence = 0; sequence < 4; sequence++) {
      for (int step = 0; step < 2; step++) {
        assertThat(cut.place(cut.row(sequence, step))).isEqualTo(step * 4 + sequence);
      }
    }
    assertThat(cut.start(3)).isFalse();
    assertThat(cut.start(4)).isTrue();
    assertThat(cut.firstSequence(4)).isEqualTo(2);
  }

  @Test
  void oneStepIsTheRowItself() {
    Sequences cut = new Sequences(3, 5, 1);
    for (int row = 0; row < 15; row++) {
      assertThat(cut.place(row)).isEqualTo(row);
      assertThat(cut.row(row, 0)).isEqualTo(row);
    }
  }

  @Test
  void partsOfSequencesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sequences(2, 4, 3))
        .withMessage(
            "sequenceLength must be a divisor of a copy's steps in a rollout (4), but is 3");
  }
}
