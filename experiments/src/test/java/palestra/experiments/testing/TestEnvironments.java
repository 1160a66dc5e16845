package palestra.experiments.testing;

import java.util.List;
import palestra.envs.classic.CartPole;
import palestra.envs.registry.EnvironmentProvider;
import palestra.envs.registry.EnvironmentSpec;

/** One environment that a rule plays, one that none does, and one that goes wrong. */
public final class TestEnvironments implements EnvironmentProvider {
  @Override
  public List<EnvironmentSpec> environments() {
    EnvironmentSpec ruleless =
        EnvironmentSpec.of("Ruleless-v0", "test", arguments -> new CartPole())
            .withMaxEpisodeSteps(50);
    EnvironmentSpec ruled =
        EnvironmentSpec.of("Ruled-v0", "test", arguments -> new CartPole())
            .withMaxEpisodeSteps(50)
            .withBaseline(
                arguments ->
                    (observation, mask) ->
                        new double[] {observation[2] + observation[3] > 0 ? 1 : 0});
    EnvironmentSpec faulty =
        EnvironmentSpec.of("Faulty-v0", "test", arguments -> new FaultyCartPole(600))
            .withMaxEpisodeSteps(50);
    return List.of(ruleless, ruled, faulty);
  }
}
