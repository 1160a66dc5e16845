package palestra.envs.resources;

import java.util.List;
import palestra.envs.registry.EnvironmentProvider;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.seeding.Pcg64;
import palestra.envs.vector.PoolVectorEnvironment;

/** The tasks of managing resources. */
public final class ResourceEnvironments implements EnvironmentProvider {
  private static final String SOURCE = "built-in";
  private static final int TRAFFIC_STEPS = 720;
  private static final int COOLING_STEPS = 288;
  private static final int JOB_STEPS = 1000;

  @Override
  public List<EnvironmentSpec> environments() {
    return List.of(trafficLights(), dataCenterCooling(), jobScheduling());
  }

  private static EnvironmentSpec trafficLights() {
    return EnvironmentSpec.of(
            "TrafficLights-v0",
            SOURCE,
            arguments -> {
              TrafficSettings settings = TrafficSettings.of(arguments);
              return arguments.choice("observation").equals("graph")
                  ? TrafficLights.graph(settings)
                  : TrafficLights.vector(settings);
            })
        .withVector(
            (copies, mode, limit, arguments) -> {
              TrafficSettings settings = TrafficSettings.of(arguments);
              if (arguments.choice("observation").equals("graph")) {
                throw new IllegalArgumentException(
                    "TrafficLights: copies that step together are seen as vectors; observation=graph"
                        + " is for a single environment");
              }
              return new PoolVectorEnvironment<>(
                  TrafficLights.NAME,
                  TrafficLights.observations(settings),
                  TrafficLights.actions(settings),
                  () -> TrafficLights.vector(settings),
                  copies,
                  mode,
                  limit,
                  Pcg64::seeded);
            })
        .withMaxEpisodeSteps(TRAFFIC_STEPS)
        .withArguments(TrafficSettings.arguments())
        .withBaseline(arguments -> new MaxPressure(TrafficSettings.of(arguments)));
  }

  private static EnvironmentSpec dataCenterCooling() {
    return EnvironmentSpec.of(
            "DataCenterCooling-v0",
            SOURCE,
            arguments -> new DataCenterCooling(CoolingSettings.of(arguments)))
        .withVector(
            (copies, mode, limit, arguments) -> {
              CoolingSettings settings = CoolingSettings.of(arguments);
              return new PoolVectorEnvironment<>(
                  DataCenterCooling.NAME,
                  DataCenterCooling.observations(settings),
                  DataCenterCooling.actions(settings),
                  () -> new DataCenterCooling(settings),
                  copies,
                  mode,
                  limit,
                  Pcg64::seeded);
            })
        .withMaxEpisodeSteps(COOLING_STEPS)
        .withArguments(CoolingSettings.arguments())
        .withBaseline(arguments -> new CoolingController(CoolingSettings.of(arguments)));
  }

  private static EnvironmentSpec jobScheduling() {
    return EnvironmentSpec.of(
            "JobScheduling-v0", SOURCE, arguments -> new JobScheduling(JobSettings.of(arguments)))
        .withVector(
            (copies, mode, limit, arguments) -> {
              JobSettings settings = JobSettings.of(arguments);
              return new PoolVectorEnvironment<>(
                  JobScheduling.NAME,
                  JobScheduling.observations(settings),
                  JobScheduling.actions(settings),
                  () -> new JobScheduling(settings),
                  copies,
                  mode,
                  limit,
                  Pcg64::seeded);
            })
        .withMaxEpisodeSteps(JOB_STEPS)
        .withArguments(JobSettings.arguments())
        .withBaseline(arguments -> new ShortestJobFirst(JobSettings.of(arguments)));
  }
}
