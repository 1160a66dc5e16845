package palestra.envs.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import palestra.envs.Environment;
import palestra.envs.Step;
import palestra.envs.registry.Arguments;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Graph;
import palestra.envs.spaces.GraphInstance;
import palestra.envs.spaces.Sampler;

final class TrafficLightsTest {
  private static final String ID = "TrafficLights-v0";

  /** No vehicle is lost or made, whatever the network, also where roads are full. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rows=1,columns=1",
        "rows=3,columns=2,travel_time=1",
        "road_capacity=3,arrivals_west=1500",
        "arrivals_north=3600,left_share=0.7,right_share=0.3,min_green=0,yellow=0,all_red=0",
        "decision_interval=30,saturation_flow=2,profile_amplitude=1"
      })
  void vehiclesAreConserved(String arguments) {
    Environment<Object, Object> environment = Played.make(ID, arguments);
    Sampler<?> actions = environment.actionSpace().sampler(3);
    for (long seed = 1; seed <= 3; seed++) {
      environment.reset(seed);
      long entered = 0;
      for (int i = 0; i < 300; i++) {
        Map<String, Object> info = environment.step(actions.next()).info();
        long inside = (Long) info.get("inside");
        assertThat(inside + (Long) info.get("left")).isEqualTo(info.get("entered"));
        assertThat((Long) info.get("queued")).isBetween(0L, inside);
        assertThat((Long) info.get("entered")).isGreaterThanOrEqualTo(entered);
        entered = (Long) info.get("entered");
      }
      assertThat(entered).isPositive();
    }
  }

  @Test
  void theRewardIsTheWaitingTime() {
    Environment<Object, Object> environment = Played.make(ID, "reward_scale=0.01");
    environment.reset(1);
    Sampler<?> actions = environment.actionSpace().sampler(3);
    double sum = 0;
    for (int i = 0; i < 100; i++) {
      Step<Object> step = environment.step(actions.next());
      assertThat(step.reward()).isEqualTo(0 - 0.01 * (Long) step.info().get("waiting"));
      sum += step.reward();
    }
    assertThat(sum).isNegative();
  }

  /** One crossing, vehicles from the north alone: they pass on green and pile up on red. */
  @Test
  void aRedLightStopsTraffic() {
    String arguments =
        "rows=1,columns=1,arrivals_north=600,arrivals_east=0,arrivals_south=0,arrivals_west=0";
    Environment<Object, Object> environment = Played.make(ID, arguments);
    environment.reset(1);
    play(environment, 1, 2);
    long before = (Long) play(environment, 1, 1).get("left");
    Map<String, Object> red = play(environment, 1, 100);
    assertThat(red.get("left")).isEqualTo(before);
    assertThat((Long) red.get("queued")).isGreaterThan(50);
    Map<String, Object> green = play(environment, 0, 100);
    assertThat((Long) green.get("queued")).isLessThan(10);
  }

  private static Map<String, Object> play(
      Environment<Object, Object> environment, long phase, int steps) {
    Map<String, Object> info = Map.of();
    for (int i = 0; i < steps; i++) {
      info = environment.step(new long[] {phase}).info();
    }
    return info;
  }

  /** A change takes yellow and all red, and a green lasts its shortest time. */
  @Test
  void greensChangeAsTheirTimesSay() {
    TrafficSettings settings = settings("rows=1,columns=1,decision_interval=1,min_green=4");
    TrafficNetwork network = new TrafficNetwork(settings);
    Pcg64 random = Pcg64.seeded(2);
    network.begin(random);
    int first = network.phase(0);
    for (int second = 0; second < 4; second++) {
      network.request(0, 1 - first);
      network.advance(random);
      assertThat(network.clearing(0)).as("second %d", second).isZero();
    }
    network.request(0, 1 - first);
    assertThat(network.clearing(0)).isEqualTo(3);
    boolean[] open = new boolean[3];
    for (int second = 0; second < 3; second++) {
      open[second] = network.open(first);
      network.advance(random);
    }
    assertThat(open).containsExactly(true, true, false);
    assertThat(network.phase(0)).isEqualTo(1 - first);
    assertThat(network.open(1 - first)).isTrue();
  }

  @Test
  void aFullRoadTakesNobodyIn() {
    TrafficSettings settings = settings("rows=1,columns=2,road_capacity=2,arrivals_west=3600");
    TrafficNetwork network = new TrafficNetwork(settings);
    Pcg64 random = Pcg64.seeded(2);
    network.begin(random);
    int fromWestToSecond = TrafficMap.SIDES + 3;
    for (int i = 0; i < 100; i++) {
      network.request(0, 1);
      network.request(1, 0);
      network.advance(random);
      int there = network.onRoad(fromWestToSecond) + network.queued(fromWestToSecond);
      assertThat(there).isLessThanOrEqualTo(2);
    }
    assertThat(network.queued(fromWestToSecond)).isEqualTo(2);
  }

  @Test
  void theGraphShowsWhatTheVectorShows() {
    Environment<Object, Object> vector = Played.make(ID, "rows=2,columns=3");
    Environment<Object, Object> graph = Played.make(ID, "rows=2,columns=3,observation=graph");
    assertThat(graph.observationSpace()).isInstanceOf(Graph.class);
    vector.reset(4);
    graph.reset(4);
    Sampler<?> actions = vector.actionSpace().sampler(3);
    for (int i = 0; i < 50; i++) {
      Object action = actions.next();
      float[] seen = (float[]) vector.step(action).observation();
      GraphInstance instance = (GraphInstance) graph.step(action).observation();
      assertThat(graph.observationSpace().contains(instance)).isTrue();
      assertThat((float[]) instance.nodes()).isEqualTo(seen);
      // Two roads for each of the seven pairs of neighbours.
      assertThat(instance.edgeLinks()).hasSize(28);
      for (int edge = 0; edge < 14; edge++) {
        int distance =
            Math.abs(instance.edgeLinks()[2 * edge] - instance.edgeLinks()[2 * edge + 1]);
        assertThat(distance).isIn(1, 3);
      }
    }
    GraphInstance alone =
        (GraphInstance)
            Played.make(ID, "rows=1,columns=1,observation=graph").reset(1).observation();
    assertThat(alone.edges()).isNull();
  }

  @Test
  void copiesOfGraphsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Played.vector(ID, Map.of("observation", "graph"), 2))
        .withMessageContaining("observation=graph");
  }

  @Test
  void sharesBeyondAllAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Played.make(ID, "left_share=0.7,right_share=0.6"))
        .withMessage(
            "TrafficLights: left_share and right_share sum to at most 1, but got 0.7 and 0.6");
  }

  /** Also beyond the default network. */
  @ParameterizedTest
  @ValueSource(strings = {"", "rows=3,columns=3", "arrivals_east=200,arrivals_west=200"})
  void pressureBeatsCyclesAndCyclesBeatChance(String arguments) {
    Map<String, String> given = Played.arguments(arguments);
    TrafficSettings settings = settings(arguments);
    double random = Played.meanOfRandom(ID, given, 4);
    double cycle = Played.mean(ID, given, () -> new FixedCycle(settings, 3, 3), 4);
    double pressure = Played.meanOfBaseline(ID, given, 4);
    assertThat(cycle).isGreaterThan(random);
    assertThat(pressure).isGreaterThan(cycle);
  }

  private static TrafficSettings settings(String arguments) {
    return TrafficSettings.of(
        new Arguments(ID, TrafficSettings.arguments(), Played.arguments(arguments)));
  }
}
