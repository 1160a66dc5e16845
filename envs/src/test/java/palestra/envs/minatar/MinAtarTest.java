package palestra.envs.minatar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import palestra.envs.Environment;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.registry.Baseline;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Sampler;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

final class MinAtarTest {
  private static final EnvironmentRegistry REGISTRY =
      new EnvironmentRegistry(new MinAtarEnvironments().environments());

  /** A game of all six actions, none of them sticky. */
  private static MinAtar game(String name, Map<String, String> arguments) {
    Map<String, String> all = new HashMap<>(arguments);
    all.putIfAbsent("sticky_action_prob", "0");
    return (MinAtar) REGISTRY.make("MinAtar/" + name + "-v0", all);
  }

  private static Step<boolean[]> repeat(MinAtar game, int action, int steps) {
    Step<boolean[]> step = game.step((long) action);
    for (int i = 1; i < steps; i++) {
      step = game.step((long) action);
    }
    return step;
  }

  /** A channel's cells, a character for each. */
  private static String seen(MinAtar game, boolean[] observation, int channel) {
    int channels = Numbers.size(game.observationSpace()) / 100;
    StringBuilder text = new StringBuilder();
    for (int place = 0; place < 100; place++) {
      text.append(place > 0 && place % 10 == 0 ? "\n" : "");
      text.append(observation[place * channels + channel] ? '#' : '.');
    }
    return text.toString();
  }

  private static int count(MinAtar game, boolean[] observation, int channel) {
    return (int) seen(game, observation, channel).chars().filter(c -> c == '#').count();
  }

  private static double play(MinAtar game, long seed, int action) {
    game.reset(seed);
    double total = 0;
    Step<boolean[]> step;
    do {
      step = game.step((long) action);
      total += step.reward();
    } while (!step.terminated());
    return total;
  }

  @Test
  void breakoutsBallIsThrownBackByPaddleAndBrick() {
    MinAtar game = game("Breakout", Map.of("brick_reward", "2.5", "paddle_start", "6"));
    boolean[] first = game.reset(0).observation();
    assertThat(seen(game, first, 3)).contains("##########\n##########\n##########");
    boolean left = first[30 * 4 + 1];
    assertThat(repeat(game, Game.LEFT, left ? 1 : 2).terminated()).isFalse();
    Step<boolean[]> step = repeat(game, Game.NO_OP, left ? 4 : 3);
    assertThat(seen(game, step.observation(), 1).split("\n", -1)[8]).contains("#");
    double reward = 0;
    for (int i = 0; i < 6; i++) {
      step = game.step(0L);
      reward += step.reward();
    }
    assertThat(reward).isEqualTo(2.5);
    assertThat(count(game, step.observation(), 3)).isEqualTo(29);
  }

  @Test
  void breakoutEndsBelowThePaddleAndLaysBricksAnew() {
    MinAtar game = game("Breakout", Map.of("brick_rows", "1"));
    Rule rule = new BreakoutRule();
    boolean[] observation = game.reset(3).observation();
    double total = 0;
    int bricks = 10;
    boolean laidAnew = false;
    for (int i = 0; i < 2000 && !laidAnew; i++) {
      double[] cells = Numbers.of(game.observationSpace(), observation);
      Step<boolean[]> step = game.step((long) rule.act(new Rule.Grid(cells, 4)));
      assertThat(step.terminated()).isFalse();
      observation = step.observation();
      total += step.reward();
      int now = count(game, observation, 3);
      laidAnew = now > bricks;
      bricks = now;
    }
    assertThat(laidAnew).isTrue();
    assertThat(total).isEqualTo(10);
    assertThat(play(game("Breakout", Map.of("paddle_start", "0")), 3, Game.LEFT)).isZero();
  }

  @Test
  void asterixHasTreasuresAndEnemies() {
    assertThat(play(game("Asterix", Map.of("gold_probability", "0")), 1, Game.NO_OP)).isZero();
    MinAtar game = game("Asterix", Map.of("gold_probability", "1", "gold_reward", "3"));
    game.reset(1);
    double total = 0;
    for (int i = 0; i < 3000; i++) {
      Step<boolean[]> step = game.step((long) Game.NO_OP);
      assertThat(step.terminated()).isFalse();
      assertThat(count(game, step.observation(), 1)).isZero();
      total += step.reward();
    }
    assertThat(total).isPositive();
    assertThat(total % 3).isZero();
  }

  @Test
  void asterixGrowsHarderOnlyWhileItRamps() {
    Map<String, String> gold = Map.of("gold_probability", "1", "difficulty_ramping", "false");
    assertThat(entities(game("Asterix", gold)))
        .isLessThan(entities(game("Asterix", Map.of("gold_probability", "1"))));
  }

  private static int entities(MinAtar game) {
    game.reset(1);
    int sum = 0;
    for (int i = 0; i < 2000; i++) {
      sum += count(game, game.step((long) Game.NO_OP).observation(), 3);
    }
    return sum;
  }

  @Test
  void freewayEndsByItsClockAndPaysForCrossing() {
    MinAtar game = game("Freeway", Map.of("time_limit", "5"));
    game.reset(1);
    assertThat(repeat(game, Game.NO_OP, 5).terminated()).isFalse();
    assertThat(game.step(0L).terminated()).isTrue();
    Map<String, String> fast = Map.of("player_speed", "0", "crossing_reward", "7");
    double total = play(game("Freeway", fast), 1, Game.UP);
    assertThat(total).isGreaterThan(7 * 30);
    assertThat(total % 7).isZero();
  }

  @Test
  void freewaysChickenWaitsBetweenMoves() {
    MinAtar game = game("Freeway", Map.of("player_speed", "4"));
    game.reset(1);
    assertThat(seen(game, repeat(game, Game.UP, 4).observation(), 0).split("\n", -1)[9])
        .contains("#");
    assertThat(seen(game, repeat(game, Game.UP, 1).observation(), 0).split("\n", -1)[8])
        .contains("#");
  }

  @Test
  void seaquestEndsWithoutOxygenOrWithoutADiver() {
    MinAtar game = game("Seaquest", Map.of("max_oxygen", "8", "init_spawn_speed", "1000"));
    game.reset(1);
    assertThat(count(game, repeat(game, Game.DOWN, 4).observation(), 7)).isEqualTo(5);
    assertThat(repeat(game, Game.DOWN, 4).terminated()).isFalse();
    assertThat(game.step(0L).terminated()).isTrue();
    game.reset(1);
    assertThat(game.step((long) Game.DOWN).terminated()).isFalse();
    assertThat(game.step((long) Game.UP).terminated()).isTrue();
  }

  @Test
  void seaquestsShotsAreSpacedAndFlyWhereTheSubmarineLooks() {
    MinAtar game = game("Seaquest", Map.of("shot_cool_down", "3"));
    game.reset(1);
    game.step((long) Game.RIGHT);
    Step<boolean[]> step = repeat(game, Game.FIRE, 3);
    assertThat(seen(game, step.observation(), 2)).startsWith(".........#");
    step = game.step((long) Game.FIRE);
    assertThat(seen(game, step.observation(), 2)).startsWith(".......#..");
  }

  @Test
  void spaceInvadersPaysForAliensAndBringsNewOnes() {
    Map<String, String> one =
        Map.of("alien_rows", "1", "alien_columns", "8", "alien_reward", "2", "shot_cool_down", "0");
    MinAtar game = game("SpaceInvaders", one);
    boolean[] first = game.reset(1).observation();
    assertThat(seen(game, first, 1)).startsWith(".########.");
    assertThat(seen(game, first, 2)).isEqualTo(seen(game, first, 1));
    double total = 0;
    boolean[] seen = first;
    for (int i = 0; i < 9; i++) {
      Step<boolean[]> step = game.step((long) Game.FIRE);
      total += step.reward();
      seen = step.observation();
    }
    assertThat(total).isEqualTo(2);
    assertThat(seen(game, seen, 1)).startsWith(".####.###.");
    assertThat(play(game("SpaceInvaders", Map.of()), 1, Game.NO_OP)).isZero();
  }

  @Test
  void aStickyActionIsTheOneBefore() {
    MinAtar game = game("Breakout", Map.of("sticky_action_prob", "1"));
    game.reset(1);
    assertThat(seen(game, repeat(game, Game.LEFT, 3).observation(), 0)).endsWith("....#.....");
    game.reset(Start.seed(1).with(Map.of("last_action", 3)));
    assertThat(seen(game, repeat(game, Game.LEFT, 3).observation(), 0)).endsWith(".......#..");
    for (Object wrong : new Object[] {6, -1, 1.5, "left"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> game.reset(Start.seed(1).with(Map.of("last_action", wrong))))
          .withMessageContaining("Breakout: reset option last_action");
    }
  }

  @Test
  void minimalActionsAreTheGamesOwn() {
    assertThat(names("Asterix")).containsExactly("no-op", "left", "up", "right", "down");
    assertThat(names("Breakout")).containsExactly("no-op", "left", "right");
    assertThat(names("Freeway")).containsExactly("no-op", "up", "down");
    assertThat(names("Seaquest")).isEqualTo(Game.ACTIONS);
    assertThat(names("SpaceInvaders")).containsExactly("no-op", "left", "right", "fire");
  }

  private static List<String> names(String game) {
    return REGISTRY.make("MinAtar/" + game + "-v1", Map.of()).actionNames();
  }

  @ParameterizedTest
  @CsvSource({
    "Breakout, sticky_action_prob, 1.5",
    "Breakout, brick_rows, 8",
    "Asterix, init_spawn_speed, 0",
    "Freeway, slowest_pace, 6",
    "Seaquest, max_divers, 10",
    "SpaceInvaders, enemy_move_interval, 0"
  })
  void badArgumentsNameTheRange(String game, String argument, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> REGISTRY.make("MinAtar/" + game + "-v1", Map.of(argument, value)))
        .withMessageStartingWith("environment argument " + argument + " is a ")
        .withMessageEndingWith("but got '" + value + "'");
  }

  @Test
  void badSettingsNameTheRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Breakout.Settings(9, 3, 4, 1))
        .withMessage("brick_rows is from 1.0 to 7.0, but is 9.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MinAtar(new Breakout(Breakout.Settings.DEFAULT), Double.NaN, true))
        .withMessage("sticky_action_prob is from 0 to 1, but is NaN");
  }

  @Test
  void aWrongActionOfACopyIsNamed() {
    try (VectorEnvironment vector =
        REGISTRY.makeVector("MinAtar/Breakout-v1", 3, AutoresetMode.SAME_STEP, Map.of())) {
      vector.reset(1);
      Batch actions = vector.newActions();
      actions.set(2, 3);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> vector.step(actions))
          .withMessage("Breakout: an action is in Discrete(3), but copy 2 got 3");
    }
  }

  static Stream<EnvironmentSpec> specs() {
    return REGISTRY.specs().stream();
  }

  @ParameterizedTest
  @MethodSource("specs")
  void rulesPlayFarBetterThanChance(EnvironmentSpec spec) {
    Baseline baseline = spec.newBaseline(Map.of()).orElseThrow().get();
    double rule = 0;
    double chance = 0;
    try (Environment<?, ?> environment = spec.make(Map.of())) {
      MinAtar game = (MinAtar) environment;
      Sampler<Long> sampler = game.actionSpace().sampler(1);
      for (int seed = 0; seed < 20; seed++) {
        rule += episode(game, seed, baseline);
        chance += episode(game, seed, (cells, mask) -> new double[] {sampler.next()});
      }
    }
    assertThat(rule).isGreaterThan(2 * chance + 20);
  }

  private static double episode(MinAtar game, long seed, Baseline player) {
    boolean[] observation = game.reset(seed).observation();
    double total = 0;
    Step<boolean[]> step;
    do {
      double[] cells = Numbers.of(game.observationSpace(), observation);
      step = game.step((long) player.act(cells, new byte[0])[0]);
      observation = step.observation();
      total += step.reward();
    } while (!step.terminated());
    return total;
  }
}
