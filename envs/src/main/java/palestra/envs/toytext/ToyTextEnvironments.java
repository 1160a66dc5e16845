package palestra.envs.toytext;

import java.util.List;
import palestra.envs.registry.Argument;
import palestra.envs.registry.Arguments;
import palestra.envs.registry.EnvironmentProvider;
import palestra.envs.registry.EnvironmentSpec;

/** The toy text tasks. */
public final class ToyTextEnvironments implements EnvironmentProvider {
  private static final String SOURCE = "built-in";
  private static final double MOST = 1000;

  @Override
  public List<EnvironmentSpec> environments() {
    return List.of(
        blackjack(),
        cliffWalking("CliffWalking-v1", CliffWalking.Settings.DEFAULT),
        cliffWalking("CliffWalkingSlippery-v1", CliffWalking.Settings.SLIPPERY),
        frozenLake("FrozenLake-v1", "4x4", 100, 0.70),
        frozenLake("FrozenLake8x8-v1", "8x8", 200, 0.85),
        taxi());
  }

  private static Argument reward(String name, double value, String what) {
    return Argument.number(name, value, -MOST, MOST, "reward " + what);
  }

  private static EnvironmentSpec frozenLake(String id, String map, int steps, double threshold) {
    FrozenLake.Settings defaults = FrozenLake.Settings.DEFAULT;
    return EnvironmentSpec.of(id, SOURCE, arguments -> new FrozenLake(lake(arguments)))
        .withVector(
            (copies, mode, limit, arguments) ->
                new TabularVector(
                    FrozenLake.NAME, FrozenLake.task(lake(arguments)), copies, mode, limit))
        .withMaxEpisodeSteps(steps)
        .withRewardThreshold(threshold)
        .withBaseline(arguments -> ValueIteration.baseline(FrozenLake.task(lake(arguments)).table))
        .withArguments(
            List.of(
                Argument.choice("map_name", map, List.of("4x4", "8x8", "random"), "which lake"),
                Argument.whole("map_size", 8, 2, 64, "a random lake's side, places"),
                Argument.number("map_p", 0.8, 0, 1, "a random lake's share of frozen places"),
                Argument.whole("map_seed", 0, 0, 0xffffffffL, "a random lake's seed"),
                Argument.flag("is_slippery", defaults.isSlippery(), "walkers may slip sideways"),
                Argument.number(
                    "success_rate", defaults.successRate(), 0, 1, "probability of not slipping"),
                reward("reward_schedule_goal", defaults.rewardScheduleGoal(), "at the goal"),
                reward("reward_schedule_hole", defaults.rewardScheduleHole(), "in a hole"),
                reward("reward_schedule_frozen", defaults.rewardScheduleFrozen(), "elsewhere")));
  }

  private static FrozenLake.Settings lake(Arguments arguments) {
    return new FrozenLake.Settings(
        map(arguments),
        arguments.flag("is_slippery"),
        arguments.number("success_rate"),
        arguments.number("reward_schedule_goal"),
        arguments.number("reward_schedule_hole"),
        arguments.number("reward_schedule_frozen"));
  }

  private static FrozenLakeMap map(Arguments arguments) {
    return switch (arguments.choice("map_name")) {
      case "4x4" -> FrozenLakeMap.FOUR;
      case "8x8" -> FrozenLakeMap.EIGHT;
      default ->
          FrozenLakeMap.random(
              (int) arguments.whole("map_size"),
              arguments.number("map_p"),
              arguments.whole("map_seed"));
    };
  }

  private static EnvironmentSpec cliffWalking(String id, CliffWalking.Settings defaults) {
    return EnvironmentSpec.of(id, SOURCE, arguments -> new CliffWalking(cliff(arguments)))
        .withVector(
            (copies, mode, limit, arguments) ->
                new TabularVector(
                    CliffWalking.NAME, CliffWalking.task(cliff(arguments)), copies, mode, limit))
        .withBaseline(
            arguments -> ValueIteration.baseline(CliffWalking.task(cliff(arguments)).table))
        .withArguments(
            List.of(
                Argument.flag("is_slippery", defaults.isSlippery(), "walkers may slip sideways"),
                Argument.number(
                    "success_rate", defaults.successRate(), 0, 1, "probability of not slipping"),
                Argument.whole("rows", defaults.rows(), 2, 32, "size from north to south, places"),
                Argument.whole(
                    "columns", defaults.columns(), 3, 64, "size from west to east, places"),
                reward("step_reward", defaults.stepReward(), "of a step"),
                reward("cliff_reward", defaults.cliffReward(), "of a step off the cliff")));
  }

  private static CliffWalking.Settings cliff(Arguments arguments) {
    return new CliffWalking.Settings(
        arguments.flag("is_slippery"),
        arguments.number("success_rate"),
        (int) arguments.whole("rows"),
        (int) arguments.whole("columns"),
        arguments.number("step_reward"),
        arguments.number("cliff_reward"));
  }

  private static EnvironmentSpec taxi() {
    Taxi.Settings defaults = Taxi.Settings.DEFAULT;
    return EnvironmentSpec.of("Taxi-v4", SOURCE, arguments -> new Taxi(ride(arguments)))
        .withVector(
            (copies, mode, limit, arguments) ->
                new TaxiVector(copies, mode, limit, ride(arguments)))
        .withMaxEpisodeSteps(200)
        .withRewardThreshold(8)
        .withBaseline(arguments -> ValueIteration.baseline(TaxiTown.task(ride(arguments)).table))
        .withArguments(
            List.of(
                Argument.flag("is_rainy", defaults.isRainy(), "the taxi may skid sideways"),
                Argument.flag(
                    "fickle_passenger",
                    defaults.ficklePassenger(),
                    "the passenger may change their mind"),
                Argument.number(
                    "rainy_probability",
                    defaults.rainyProbability(),
                    0,
                    1,
                    "probability of not skidding in the rain"),
                Argument.number(
                    "fickle_probability",
                    defaults.fickleProbability(),
                    0,
                    1,
                    "probability that a fickle passenger changes their mind"),
                reward("step_reward", defaults.stepReward(), "of a step"),
                reward("delivery_reward", defaults.deliveryReward(), "of arriving"),
                reward(
                    "illegal_reward",
                    defaults.illegalReward(),
                    "of picking up or dropping off where that is not possible")));
  }

  private static Taxi.Settings ride(Arguments arguments) {
    return new Taxi.Settings(
        arguments.flag("is_rainy"),
        arguments.flag("fickle_passenger"),
        arguments.number("rainy_probability"),
        arguments.number("fickle_probability"),
        arguments.number("step_reward"),
        arguments.number("delivery_reward"),
        arguments.number("illegal_reward"));
  }

  private static EnvironmentSpec blackjack() {
    Blackjack.Settings defaults = Blackjack.Settings.DEFAULT;
    return EnvironmentSpec.of("Blackjack-v1", SOURCE, arguments -> new Blackjack(rules(arguments)))
        .withVector(
            (copies, mode, limit, arguments) ->
                new BlackjackVector(copies, mode, limit, rules(arguments)))
        .withBaseline(arguments -> new BlackjackStrategy(rules(arguments)))
        .withArguments(
            List.of(
                Argument.flag("natural", defaults.natural(), "an ace and a ten at once win more"),
                Argument.flag("sab", defaults.sab(), "the book's rules; natural has no effect"),
                Argument.whole(
                    "dealer_sticks", defaults.dealerSticks(), 2, 21, "the dealer sticks from here"),
                reward("win_reward", defaults.winReward(), "of a win"),
                reward("draw_reward", defaults.drawReward(), "of a draw"),
                reward("loss_reward", defaults.lossReward(), "of a loss"),
                reward(
                    "natural_reward",
                    defaults.naturalReward(),
                    "of a win by an ace and a ten at once, with natural")));
  }

  private static Blackjack.Settings rules(Arguments arguments) {
    return new Blackjack.Settings(
        arguments.flag("natural"),
        arguments.flag("sab"),
        (int) arguments.whole("dealer_sticks"),
        arguments.number("win_reward"),
        arguments.number("draw_reward"),
        arguments.number("loss_reward"),
        arguments.number("natural_reward"));
  }
}
