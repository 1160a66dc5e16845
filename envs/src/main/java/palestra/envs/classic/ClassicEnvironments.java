package palestra.envs.classic;

import java.util.List;
import palestra.envs.registry.Argument;
import palestra.envs.registry.Arguments;
import palestra.envs.registry.EnvironmentProvider;
import palestra.envs.registry.EnvironmentSpec;

/** The classic control tasks. */
public final class ClassicEnvironments implements EnvironmentProvider {
  private static final String SOURCE = "built-in";

  @Override
  public List<EnvironmentSpec> environments() {
    return List.of(cartPole("CartPole-v0", 200, 195), cartPole("CartPole-v1", 500, 475));
  }

  private static EnvironmentSpec cartPole(String id, int steps, double threshold) {
    CartPole.Settings defaults = CartPole.Settings.DEFAULT;
    return EnvironmentSpec.of(id, SOURCE, arguments -> new CartPole(cartPoleSettings(arguments)))
        .withVector(
            (copies, mode, limit, arguments) ->
                new CartPoleVector(copies, mode, limit, cartPoleSettings(arguments)))
        .withMaxEpisodeSteps(steps)
        .withRewardThreshold(threshold)
        .withArguments(
            List.of(
                Argument.number("gravity", defaults.gravity(), 0, 100, "gravity, m/s^2"),
                Argument.number("masscart", defaults.masscart(), 0.01, 100, "cart's mass, kg"),
                Argument.number("masspole", defaults.masspole(), 0.001, 100, "pole's mass, kg"),
                Argument.number("length", defaults.length(), 0.05, 5, "half the pole's length, m"),
                Argument.number("force_mag", defaults.forceMag(), 0, 1000, "a push, N"),
                Argument.number("tau", defaults.tau(), 0.001, 0.1, "time between steps, s"),
                Argument.flag(
                    "sutton_barto_reward",
                    defaults.suttonBartoReward(),
                    "reward 0 for every step, -1 for the one that ends the episode")));
  }

  private static CartPole.Settings cartPoleSettings(Arguments arguments) {
    return new CartPole.Settings(
        arguments.number("gravity"),
        arguments.number("masscart"),
        arguments.number("masspole"),
        arguments.number("length"),
        arguments.number("force_mag"),
        arguments.number("tau"),
        arguments.flag("sutton_barto_reward"));
  }
}
