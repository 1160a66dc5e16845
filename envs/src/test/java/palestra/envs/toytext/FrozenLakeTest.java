package palestra.envs.toytext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import palestra.envs.Step;

final class FrozenLakeTest {
  private static final long LEFT = 0;
  private static final long DOWN = 1;
  private static final long RIGHT = 2;
  private static final long UP = 3;

  private static FrozenLake firm(double goal, double hole, double frozen) {
    return new FrozenLake(
        new FrozenLake.Settings(FrozenLakeMap.FOUR, false, 1, goal, hole, frozen));
  }

  @Test
  void walksTheMapAndStaysAtItsEnds() {
    FrozenLake lake = firm(1, 0, 0);
    assertThat(lake.reset(0).observation()).isZero();
    assertThat(lake.step(LEFT).observation()).isZero();
    assertThat(lake.step(UP).observation()).isZero();
    assertThat(lake.step(RIGHT).observation()).isEqualTo(1);
    assertThat(lake.step(LEFT).observation()).isZero();
    assertThat(lake.step(DOWN).observation()).isEqualTo(4);
  }

  @Test
  void theGoalAndAHoleEndItWithTheirRewards() {
    FrozenLake lake = firm(10, -3, -0.5);
    lake.reset(0);
    assertThat(lake.step(DOWN).reward()).isEqualTo(-0.5);
    Step<Long> drowned = lake.step(RIGHT);
    assertThat(drowned.reward()).isEqualTo(-3);
    assertThat(drowned.terminated()).isTrue();
    lake.reset();
    Step<Long> last = null;
    for (long action : new long[] {DOWN, DOWN, RIGHT, DOWN, RIGHT, RIGHT}) {
      last = lake.step(action);
    }
    assertThat(last.observation()).isEqualTo(15);
    assertThat(last.reward()).isEqualTo(10);
    assertThat(last.terminated()).isTrue();
  }

  /** A rate that never succeeds moves to either side alone, each half of the time. */
  @Test
  void slipsToEitherSideAsOftenAsItsRateSays() {
    FrozenLake lake =
        new FrozenLake(new FrozenLake.Settings(FrozenLakeMap.EIGHT, true, 0.5, 1, 0, 0));
    int[] places = new int[9];
    for (long seed = 0; seed < 4000; seed++) {
      lake.reset(seed);
      Step<Long> step = lake.step(RIGHT);
      places[step.observation().intValue()]++;
      assertThat(step.info().get("prob")).isEqualTo(step.observation() == 1 ? 0.5 : 0.25);
    }
    assertThat(places[1]).isBetween(1900, 2100);
    assertThat(places[8]).isBetween(900, 1100);
    assertThat(places[0]).isBetween(900, 1100);
  }

  @Test
  void aRandomLakeIsTheSeedsAndHasAPath() {
    // generate_random_map(size=4, p=0.8, seed=1) and (size=8, p=0.8, seed=42) of Gymnasium 1.4.0.
    assertThat(FrozenLakeMap.random(4, 0.8, 1).rows())
        .isEqualTo(List.of("SHFH", "FFHF", "FFFF", "FFFG"));
    assertThat(FrozenLakeMap.random(8, 0.8, 42).rows())
        .isEqualTo(
            List.of(
                "SFHFFHFF",
                "FFFHFHFF",
                "FFHFFFHH",
                "FFFFFFFH",
                "FFFFFFFF",
                "FHFFHHFF",
                "FFFFFFFF",
                "FFFFFFFG"));
  }

  @Test
  void aLakeThatCannotHaveAPathIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FrozenLakeMap.random(3, 0, 1))
        .withMessageContaining("map_p");
    assertThatIllegalArgumentException().isThrownBy(() -> FrozenLakeMap.random(1, 0.5, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FrozenLakeMap(List.of("SF", "FX")))
        .withMessageContaining("FX");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FrozenLakeMap(List.of("FF", "FG")))
        .withMessageContaining("start");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FrozenLakeMap(List.of("SFF", "FG")))
        .withMessageContaining("length");
  }

  /** The best success rates within the step limits: 0.74 and 0.91, as Gymnasium says. */
  @Test
  void itsBaselineIsTheBestThereIs() {
    assertThat(ToyTextPlay.meanReturn("FrozenLake-v1", Map.of(), 5000))
        .isCloseTo(0.74, within(0.025));
    assertThat(ToyTextPlay.meanReturn("FrozenLake8x8-v1", Map.of(), 3000))
        .isCloseTo(0.91, within(0.03));
    assertThat(ToyTextPlay.meanReturn("FrozenLake-v1", Map.of("is_slippery", "false"), 3))
        .isEqualTo(1);
  }
}
