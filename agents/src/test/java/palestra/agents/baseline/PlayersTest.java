package palestra.agents.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import palestra.envs.registry.Baseline;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.MultiBinary;
import palestra.envs.spaces.MultiDiscrete;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/** What is drawn at random, and how a rule is asked. */
final class PlayersTest {
  private static final Batch NOTHING_SEEN = new Batch(DType.FLOAT32, 2, 1);

  static Space<?>[] spaces() {
    return new Space<?>[] {
      new Discrete(3, 5),
      new MultiDiscrete(new long[] {2, 4}, new long[] {0, -3}, 2),
      new MultiBinary(4),
      Box.float32(new float[] {-2, 0, Float.NEGATIVE_INFINITY}, new float[] {1, 1e30f, 3}),
      Box.float64(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 2),
      Box.uint8(3, 6, 2)
    };
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void randomActionsAreInTheSpaceAndReachItsEnds(Space<?> space) {
    RandomPlayer player = new RandomPlayer(space, 1, 2);
    Batch actions = new Batch(Numbers.dtype(space), 2, Numbers.size(space));
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < 200; i++) {
      player.act(NOTHING_SEEN, actions);
      for (int copy = 0; copy < 2; copy++) {
        assertThat(space.contains(Numbers.element(space, actions.row(copy)))).isTrue();
        least = Math.min(least, actions.row(copy)[0]);
        most = Math.max(most, actions.row(copy)[0]);
      }
    }
    assertThat(most - least).isGreaterThanOrEqualTo(space instanceof Discrete ? 2 : 1);
    if (space instanceof Discrete) {
      assertThat(least).isEqualTo(5);
      assertThat(most).isEqualTo(7);
    }
  }

  @Test
  void aMaskLeavesTheAllowedActionsEquallyLikely() {
    RandomPlayer player = new RandomPlayer(new Discrete(4), 3, 2);
    Batch masks = new Batch(DType.UINT8, 2, 4);
    masks.setRow(0, new double[] {0, 1, 0, 1});
    masks.setRow(1, new double[] {0, 0, 1, 0});
    Batch actions = new Batch(DType.INT64, 2, 1);
    int[] counts = new int[4];
    for (int i = 0; i < 2000; i++) {
      player.act(NOTHING_SEEN, Optional.of(masks), actions);
      counts[(int) actions.longs().get(0)]++;
      assertThat(actions.longs().get(1)).isEqualTo(2);
    }
    assertThat(counts[0] + counts[2]).isZero();
    assertThat((double) counts[1]).isCloseTo(1000, within(100.0));
    assertThat(player.thought(0).probabilities()).containsExactly(0, 0.5f, 0, 0.5f);
  }

  @Test
  void theSameStartGivesTheSameActions() {
    Space<?> space = Box.float32(-1, 1, 3);
    RandomPlayer player = new RandomPlayer(space, 1, 2);
    Batch first = new Batch(DType.FLOAT32, 2, 3);
    Batch second = new Batch(DType.FLOAT32, 2, 3);
    player.start(9);
    player.act(NOTHING_SEEN, first);
    player.act(NOTHING_SEEN, second);
    assertThat(second.row(0)).isNotEqualTo(first.row(0));
    player.start(9);
    player.act(NOTHING_SEEN, second);
    assertThat(second.row(0)).isEqualTo(first.row(0));
    assertThat(second.row(1)).isEqualTo(first.row(1));
  }

  /** Counts the steps of an episode, and leaves a forbidden action out. */
  private static final class Counting implements Baseline {
    private int steps;

    @Override
    public void reset() {
      steps = 0;
    }

    @Override
    public double[] act(double[] observation, byte[] mask) {
      int action = steps++ % 3;
      return new double[] {mask.length > 0 && mask[action] == 0 ? 0 : action};
    }
  }

  @Test
  void eachCopyHasItsOwnRuleThatIsToldOfNewEpisodesAndMasks() {
    RulePlayer player = new RulePlayer(new Discrete(3), Counting::new, 2);
    Batch actions = new Batch(DType.INT64, 2, 1);
    player.act(NOTHING_SEEN, actions);
    player.act(NOTHING_SEEN, actions);
    player.reset(0);
    player.act(NOTHING_SEEN, actions);
    assertThat(actions.longs().get(0)).isZero();
    assertThat(actions.longs().get(1)).isEqualTo(2);
    assertThat(player.thought(1).probabilities()).containsExactly(0, 0, 1);
    Batch masks = new Batch(DType.UINT8, 2, 3);
    masks.setRow(0, new double[] {1, 0, 1});
    masks.setRow(1, new double[] {1, 1, 1});
    player.act(NOTHING_SEEN, Optional.of(masks), actions);
    assertThat(actions.longs().get(0)).isZero();
    player.start(0);
    player.act(NOTHING_SEEN, actions);
    assertThat(actions.longs().get(1)).isZero();
  }
}
