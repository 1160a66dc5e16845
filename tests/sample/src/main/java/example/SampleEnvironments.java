package example;

import java.util.List;
import palestra.envs.registry.Argument;
import palestra.envs.registry.EnvironmentProvider;
import palestra.envs.registry.EnvironmentSpec;

/** The environments of this project. */
public final class SampleEnvironments implements EnvironmentProvider {
  @Override
  public List<EnvironmentSpec> environments() {
    return List.of(
        EnvironmentSpec.of(
                "Corridor-v0", "sample", arguments -> new Corridor((int) arguments.whole("cells")))
            .withArguments(List.of(Argument.whole("cells", 5, 2, 1000, "length of the corridor")))
            .withMaxEpisodeSteps(100)
            .withRewardThreshold(0.9));
  }
}
