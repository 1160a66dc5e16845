package palestra.envs.toytext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import palestra.envs.Step;

final class CliffWalkingTest {
  private static final long UP = 0;
  private static final long RIGHT = 1;
  private static final long DOWN = 2;
  private static final long LEFT = 3;

  @Test
  void aFallCostsAHundredAndLeadsBackToTheStart() {
    CliffWalking cliff = new CliffWalking();
    assertThat(cliff.reset(0).observation()).isEqualTo(36);
    Step<Long> fall = cliff.step(RIGHT);
    assertThat(fall.observation()).isEqualTo(36);
    assertThat(fall.reward()).isEqualTo(-100);
    assertThat(fall.terminated()).isFalse();
    cliff.step(UP);
    assertThat(cliff.step(LEFT).observation()).isEqualTo(24);
    for (int i = 0; i < 5; i++) {
      cliff.step(RIGHT);
    }
    assertThat(cliff.step(DOWN).reward()).isEqualTo(-100);
  }

  @Test
  void thirteenStepsAlongTheEdgeAreTheBest() {
    assertThat(ToyTextPlay.meanReturn("CliffWalking-v1", Map.of(), 1)).isEqualTo(-13);
    assertThat(ToyTextPlay.meanReturn("CliffWalking-v1", Map.of("columns", "20"), 1))
        .isEqualTo(-21);
    assertThat(ToyTextPlay.meanReturn("CliffWalking-v1", Map.of("step_reward", "-2"), 1))
        .isEqualTo(-26);
  }

  /** On slippery ground the baseline keeps away from the edge: it falls seldom or never. */
  @Test
  void theBaselineHeedsSlipperyGround() {
    assertThat(ToyTextPlay.meanReturn("CliffWalkingSlippery-v1", Map.of(), 300))
        .isBetween(-100.0, -30.0);
  }

  @Test
  void landThatIsTooSmallIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CliffWalking.Settings(false, 1, 1, 12, -1, -100))
        .withMessageContaining("rows");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ToyTextPlay.spec("CliffWalking-v1").make(Map.of("columns", "2")))
        .withMessageContaining("columns")
        .withMessageContaining("3");
  }
}
