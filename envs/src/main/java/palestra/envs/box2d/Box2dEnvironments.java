package palestra.envs.box2d;

import java.util.List;
import palestra.envs.registry.EnvironmentProvider;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.seeding.Pcg64;
import palestra.envs.vector.PoolVectorEnvironment;

/** The tasks of landing and walking in a Box2D world. */
public final class Box2dEnvironments implements EnvironmentProvider {
  private static final String SOURCE = "built-in";

  @Override
  public List<EnvironmentSpec> environments() {
    LunarLanderSettings lander = LunarLanderSettings.DEFAULT;
    BipedalWalkerSettings walker = BipedalWalkerSettings.DEFAULT;
    return List.of(
        lander("LunarLander-v3", lander),
        lander("LunarLanderContinuous-v3", lander.withContinuous(true)),
        walker("BipedalWalker-v3", walker, 1600),
        walker("BipedalWalkerHardcore-v3", walker.withHardcore(true), 2000));
  }

  private static EnvironmentSpec lander(String id, LunarLanderSettings defaults) {
    return EnvironmentSpec.of(
            id, SOURCE, arguments -> new LunarLander(LunarLanderSettings.from(arguments)))
        .withVector(
            (copies, mode, limit, arguments) -> {
              LunarLanderSettings settings = LunarLanderSettings.from(arguments);
              try (LunarLander one = new LunarLander(settings)) {
                return new PoolVectorEnvironment<Pcg64>(
                    "LunarLander",
                    one.observationSpace(),
                    one.actionSpace(),
                    () -> new LunarLander(settings),
                    copies,
                    mode,
                    limit,
                    Pcg64::seeded);
              }
            })
        .withMaxEpisodeSteps(1000)
        .withRewardThreshold(200)
        .withArguments(defaults.arguments())
        .withBaseline(arguments -> new LunarLanderBaseline(arguments.flag("continuous")));
  }

  private static EnvironmentSpec walker(String id, BipedalWalkerSettings defaults, int steps) {
    return EnvironmentSpec.of(
            id, SOURCE, arguments -> new BipedalWalker(BipedalWalkerSettings.from(arguments)))
        .withVector(
            (copies, mode, limit, arguments) -> {
              BipedalWalkerSettings settings = BipedalWalkerSettings.from(arguments);
              try (BipedalWalker one = new BipedalWalker(settings)) {
                return new PoolVectorEnvironment<Pcg64>(
                    "BipedalWalker",
                    one.observationSpace(),
                    one.actionSpace(),
                    () -> new BipedalWalker(settings),
                    copies,
                    mode,
                    limit,
                    Pcg64::seeded);
              }
            })
        .withMaxEpisodeSteps(steps)
        .withRewardThreshold(300)
        .withArguments(defaults.arguments())
        .withBaseline(arguments -> new BipedalWalkerBaseline());
  }
}
