package palestra.agents.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ReturnsTest {
  private static final Offset<Double> EXACT = within(1e-12);

  // Three steps of two copies, time-major. Copy 0 goes on throughout; copy 1 ends after step 1.
  private static final double[] REWARDS = {1, 10, 2, 20, 3, 30};
  private static final double[] VALUES = {0.5, 5, 1.5, 6, 2.5, 7};
  private static final boolean[] ENDED = {false, false, false, true, false, false};
  private static final double[] LAST_VALUES = {4, 8};

  @Test
  void advantagesByHand() {
    double[] advantages = new double[6];
    Returns.advantages(REWARDS, VALUES, ENDED, LAST_VALUES, 0.5, 0.5, advantages);
    // Copy 0: deltas 1.25, 1.75, 2.5; each takes a quarter of the next.
    assertThat(advantages[4]).isCloseTo(3 + 0.5 * 4 - 2.5, EXACT);
    assertThat(advantages[2]).isCloseTo(1.75 + 0.25 * 2.5, EXACT);
    assertThat(advantages[0]).isCloseTo(1.25 + 0.25 * 2.375, EXACT);
    // Copy 1: nothing flows back over the end after step 1.
    assertThat(advantages[5]).isCloseTo(30 + 0.5 * 8 - 7, EXACT);
    assertThat(advantages[3]).isCloseTo(20 - 6, EXACT);
    assertThat(advantages[1]).isCloseTo(10 + 0.5 * 6 - 5 + 0.25 * 14, EXACT);
  }

  @Test
  void lambdaZeroIsTheOneStepError() {
    double[] advantages = new double[6];
    Returns.advantages(REWARDS, VALUES, ENDED, LAST_VALUES, 0.9, 0, advantages);
    assertThat(advantages[0]).isCloseTo(1 + 0.9 * 1.5 - 0.5, EXACT);
    assertThat(advantages[3]).isCloseTo(20.0 - 6, EXACT);
    assertThat(advantages[5]).isCloseTo(30 + 0.9 * 8 - 7, EXACT);
  }

  @Test
  void nStepReturnsByHand() {
    double[] returns = new double[6];
    Returns.nStep(REWARDS, ENDED, LAST_VALUES, 0.5, returns);
    assertThat(returns).containsExactly(1 + 0.5 * 4.5, 20, 2 + 0.5 * 5, 20, 3 + 0.5 * 4, 34);
  }

  @Test
  void lambdaOneGivesTheNStepReturns() {
    double[] advantages = new double[6];
    double[] returns = new double[6];
    Returns.advantages(REWARDS, VALUES, ENDED, LAST_VALUES, 0.97, 1, advantages);
    Returns.nStep(REWARDS, ENDED, LAST_VALUES, 0.97, returns);
    for (int i = 0; i < 6; i++) {
      assertThat(advantages[i] + VALUES[i]).as("row " + i).isCloseTo(returns[i], EXACT);
    }
  }

  @Test
  void explainedVariance() {
    double[] returns = {1, 2, 3, 4};
    assertThat(Returns.explainedVariance(returns, returns)).isEqualTo(1);
    assertThat(Returns.explainedVariance(new double[] {7, 7, 7, 7}, returns)).isCloseTo(0, EXACT);
    // Errors 0, 1, 0, 1 vary by 0.25; the returns by 1.25.
    assertThat(Returns.explainedVariance(new double[] {1, 1, 3, 3}, returns)).isCloseTo(0.8, EXACT);
    assertThat(Returns.explainedVariance(returns, new double[] {5, 5, 5, 5})).isNaN();
  }

  /** By hand: 2 + 0.5 * 4 = 4, then 1 + 0.5 * 4 = 3; what lies behind the episode stays. */
  @Test
  void returnsOfAnEpisodeCountWhatWouldHaveFollowed() {
    double[] returns = {0, 0, 7};
    Returns.ofEpisode(new double[] {1, 2, 100}, 2, 4, 0.5, returns);
    assertThat(returns).containsExactly(3, 4, 7);
  }
}
