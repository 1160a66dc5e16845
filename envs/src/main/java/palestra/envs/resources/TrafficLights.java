package palestra.envs.resources;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import palestra.envs.Canvas;
import palestra.envs.PictureSize;
import palestra.envs.episodic.EpisodicEnvironment;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Graph;
import palestra.envs.spaces.GraphInstance;
import palestra.envs.spaces.MultiDiscrete;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * TrafficLights: choose the greens of a grid of signalised crossings so that few vehicles wait.
 *
 * <p>A store-and-forward network with a queue for each movement, as in P. Varaiya, "Max pressure
 * control of a network of signalized intersections", Transportation Research Part C 36, 2013; here
 * with travel times, start-up losses and roads that can be full.
 *
 * <h2>Model</h2>
 *
 * Time runs in seconds; a step is {@code decision_interval} of them. A road into a crossing has a
 * lane for each turn {@code m}: left, straight, right. In each second
 *
 * <ul>
 *   <li>vehicles reach the end of their road {@code travel_time} seconds after they entered it, and
 *       join lane {@code m} with the probability of that turn;
 *   <li>a lane with green or yellow lets go {@code min(floor(k), q, room)} vehicles, where {@code
 *       q} waits in it, {@code room} is left on the road ahead ({@code road_capacity} less those on
 *       it; a road out of the network always has room), and the credit {@code k} grows by {@code
 *       saturation_flow} a second ({@code left_factor} times that for left turns), falls by one for
 *       each vehicle, is 1 at most when unused, and starts from 0 at every green;
 *   <li>each road from outside gets a Poisson number of vehicles with mean {@code arrivals_side /
 *       3600 (1 + profile_amplitude sin(2 pi t / profile_period))}. They queue at once, outside the
 *       network's border if need be, so that this queue has no limit;
 *   <li>a crossing asked for the other green gives it after {@code yellow} and {@code all_red}
 *       seconds, unless its green is younger than {@code min_green}: then nothing happens.
 * </ul>
 *
 * Vehicles are whole numbers, and at every step {@code entered = inside + left}.
 *
 * <h2>Action space</h2>
 *
 * {@code MultiDiscrete([2, 2, ...])}, one for each crossing, row by row: 0 green for north and
 * south, 1 for east and west.
 *
 * <h2>Observation space</h2>
 *
 * With {@code observation=vector} {@code float32[20 x crossings]}, for each crossing:
 *
 * <table>
 * <caption>Observation of a crossing</caption>
 * <tr><th>#</th><th>what</th><th>unit</th><th>bounds</th></tr>
 * <tr><td>0-11</td><td>vehicles waiting: from north, east, south, west; of each left, straight,
 * right</td><td>road capacities</td><td>0, inf</td></tr>
 * <tr><td>12-15</td><td>vehicles travelling here from north, east, south, west</td><td>road
 * capacities</td><td>0, 1</td></tr>
 * <tr><td>16, 17</td><td>green (or the last green) is for north and south; for east and
 * west</td><td></td><td>0, 1</td></tr>
 * <tr><td>18</td><td>changing: yellow or all red</td><td></td><td>0, 1</td></tr>
 * <tr><td>19</td><td>time the green has lasted</td><td>min</td><td>0, inf</td></tr>
 * </table>
 *
 * With {@code observation=graph} a {@code Graph}: these numbers for each crossing as a node, and an
 * edge for each road between two crossings, from the one it leaves to the one it enters, with the
 * vehicles travelling and waiting on it, in road capacities.
 *
 * <h2>Reward</h2>
 *
 * {@code -reward_scale} times the time that vehicles waited in the step: the sum of all queues over
 * its seconds, vehicles x s.
 *
 * <h2>Start and end</h2>
 *
 * An empty network, each crossing's green drawn at random. Never terminated; truncated after 720
 * steps (an hour), by the registry's step limit.
 *
 * <h2>Info</h2>
 *
 * {@code waiting} (of the step, vehicles x s), {@code queued}, {@code inside}, {@code entered},
 * {@code left} (vehicles).
 *
 * <h2>Versions</h2>
 *
 * v0: the first.
 *
 * @param <O> what an observation is: {@code float[]}, or a {@link GraphInstance}
 */
public final class TrafficLights<O> extends EpisodicEnvironment<O, long[], Pcg64> {
  static final String NAME = "TrafficLights";

  /** Numbers seen of a crossing. */
  static final int FEATURES = 20;

  static final int EDGE_FEATURES = 2;
  static final int TRAVELLING = TrafficMap.SIDES * TrafficMap.TURNS;
  static final int PHASE = TRAVELLING + TrafficMap.SIDES;
  static final int CHANGING = PHASE + 2;
  static final int GREEN = CHANGING + 1;
  private static final float SECONDS_PER_MINUTE = 60;

  private final TrafficSettings settings;
  private final TrafficNetwork network;
  private final Function<TrafficNetwork, O> look;
  private Pcg64 random = Pcg64.seeded(0);

  private TrafficLights(
      TrafficSettings settings, Space<O> observations, Function<TrafficNetwork, O> look) {
    super(NAME, observations, actions(settings), Pcg64::seeded);
    this.settings = settings;
    this.look = look;
    network = new TrafficNetwork(settings);
  }

  /** An environment that is seen as one vector. */
  public static TrafficLights<float[]> vector(TrafficSettings settings) {
    return new TrafficLights<>(settings, observations(settings), TrafficLights::features);
  }

  /** An environment that is seen as a graph. */
  public static TrafficLights<GraphInstance> graph(TrafficSettings settings) {
    return new TrafficLights<>(
        settings,
        new Graph(
            Box.float32(0, Float.POSITIVE_INFINITY, FEATURES), Box.float32(0, 1, EDGE_FEATURES)),
        TrafficLights::graph);
  }

  static Box<float[]> observations(TrafficSettings settings) {
    return Box.float32(0, Float.POSITIVE_INFINITY, FEATURES * settings.crossings());
  }

  static MultiDiscrete actions(TrafficSettings settings) {
    long[] phases = new long[settings.crossings()];
    Arrays.fill(phases, 2);
    return new MultiDiscrete(phases);
  }

  private static float[] features(TrafficNetwork network) {
    float[] features = new float[FEATURES * network.crossings()];
    for (int i = 0; i < features.length; i++) {
      features[i] = feature(network, i / FEATURES, i % FEATURES);
    }
    return features;
  }

  private static float feature(TrafficNetwork network, int crossing, int feature) {
    float capacity = network.settings().roadCapacity();
    if (feature < TRAVELLING) {
      return network.queue(crossing * TRAVELLING + feature) / capacity;
    } else if (feature < PHASE) {
      return network.onRoad(crossing * TrafficMap.SIDES + feature - TRAVELLING) / capacity;
    } else if (feature < CHANGING) {
      return network.phase(crossing) == feature - PHASE ? 1 : 0;
    }
    return feature == CHANGING
        ? (network.clearing(crossing) > 0 ? 1 : 0)
        : network.green(crossing) / SECONDS_PER_MINUTE;
  }

  private static GraphInstance graph(TrafficNetwork network) {
    int edges = 0;
    for (int road = 0; road < network.roads(); road++) {
      edges += network.map().entry(road) ? 0 : 1;
    }
    if (edges == 0) {
      return new GraphInstance(features(network), null, null);
    }
    float capacity = network.settings().roadCapacity();
    float[] features = new float[EDGE_FEATURES * edges];
    int[] links = new int[2 * edges];
    int edge = 0;
    for (int lane = 0; lane < TrafficMap.TURNS * network.roads(); lane++) {
      // Each road between crossings is entered straight on from one lane only.
      int road = network.map().next(lane);
      if (lane % TrafficMap.TURNS == 1 && road != TrafficMap.OUT) {
        links[2 * edge] = lane / TRAVELLING;
        links[2 * edge + 1] = road / TrafficMap.SIDES;
        features[EDGE_FEATURES * edge] = network.onRoad(road) / capacity;
        features[EDGE_FEATURES * edge + 1] = network.queued(road) / capacity;
        edge++;
      }
    }
    return new GraphInstance(features(network), features, links);
  }

  @Override
  protected void begin(Pcg64 random, Map<String, Object> options) {
    this.random = random;
    network.begin(random);
  }

  @Override
  protected double move(long[] action) {
    for (int crossing = 0; crossing < action.length; crossing++) {
      network.request(crossing, (int) action[crossing]);
    }
    return advance();
  }

  @Override
  public double move(Batch actions, int row) {
    int crossings = network.crossings();
    for (int crossing = 0; crossing < crossings; crossing++) {
      network.request(crossing, (int) actions.longs().get(row * crossings + crossing));
    }
    return advance();
  }

  private double advance() {
    // From zero, for a reward of -0 would print oddly.
    return 0 - settings.rewardScale() * network.advance(random);
  }

  @Override
  public boolean terminated() {
    return false;
  }

  @Override
  protected O observation() {
    return look.apply(network);
  }

  @Override
  public void observe(Batch observations, int row) {
    int size = observations.rowSize();
    for (int i = 0; i < size; i++) {
      observations.floats().put(row * size + i, feature(network, i / FEATURES, i % FEATURES));
    }
  }

  @Override
  protected Map<String, Object> info() {
    Map<String, Object> info = new LinkedHashMap<>();
    info.put("waiting", network.waiting());
    info.put("queued", (long) network.queued());
    info.put("inside", network.inside());
    info.put("entered", network.entered());
    info.put("left", network.left());
    return info;
  }

  @Override
  public PictureSize pictureSize() {
    return TrafficPicture.size(settings);
  }

  @Override
  public double stepsPerSecond() {
    return 5;
  }

  @Override
  public void draw(Canvas canvas) {
    TrafficPicture.draw(canvas, network);
  }

  @Override
  protected void saveTask(DataOutput out) throws IOException {
    network.save(out);
  }

  @Override
  protected void loadTask(DataInput in, Pcg64 random) throws IOException {
    this.random = random;
    network.load(in);
  }
}
