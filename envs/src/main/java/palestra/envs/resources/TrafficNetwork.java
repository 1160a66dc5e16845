package palestra.envs.resources;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import palestra.envs.seeding.Pcg64;

/**
 * Vehicles and signals of {@link TrafficLights}, moved second by second; vehicles are counted,
 * never measured, so that none is lost or made by rounding.
 */
final class TrafficNetwork {
  private static final double SECONDS_PER_HOUR = 3600;

  private final TrafficSettings settings;
  private final int crossings;
  private final int roads;
  private final double[] arrivals;
  private final TrafficMap map;

  // Vehicles: queued in each lane; on each road by the second at which they reach the queue.
  private final int[] queues;
  private final int[] travelling;
  private final int[] onRoad;
  private final int[] queued;
  private final double[] credit;
  // Signals.
  private final int[] phase;
  private final int[] clearing;
  private final int[] green;
  private int time;
  private long entered;
  private long left;
  private long waiting;

  TrafficNetwork(TrafficSettings settings) {
    this.settings = settings;
    crossings = settings.crossings();
    roads = TrafficMap.SIDES * crossings;
    arrivals =
        new double[] {
          settings.arrivalsNorth(),
          settings.arrivalsEast(),
          settings.arrivalsSouth(),
          settings.arrivalsWest()
        };
    map = new TrafficMap(settings);
    queues = new int[TrafficMap.TURNS * roads];
    travelling = new int[settings.travelTime() * roads];
    onRoad = new int[roads];
    queued = new int[roads];
    credit = new double[TrafficMap.TURNS * roads];
    phase = new int[crossings];
    clearing = new int[crossings];
    green = new int[crossings];
  }

  /** Empties the network; every crossing gets a green drawn at random. */
  void begin(Pcg64 random) {
    Arrays.fill(queues, 0);
    Arrays.fill(travelling, 0);
    Arrays.fill(onRoad, 0);
    Arrays.fill(queued, 0);
    Arrays.fill(credit, 0);
    Arrays.fill(clearing, 0);
    Arrays.fill(green, 0);
    for (int crossing = 0; crossing < crossings; crossing++) {
      phase[crossing] = (int) random.integers(2);
    }
    time = 0;
    entered = 0;
    left = 0;
    waiting = 0;
  }

  /** Asks a crossing for a green; heeded unless it is changing or its green is too young. */
  void request(int crossing, int wanted) {
    if (clearing[crossing] > 0
        || wanted == phase[crossing]
        || green[crossing] < settings.minGreen()) {
      return;
    }
    clearing[crossing] = settings.yellow() + settings.allRed();
    if (clearing[crossing] == 0) {
      turn(crossing);
    }
  }

  private void turn(int crossing) {
    phase[crossing] = 1 - phase[crossing];
    green[crossing] = 0;
  }

  /** Moves all by a step; gives the time that vehicles waited in it, vehicles x s. */
  long advance(Pcg64 random) {
    waiting = 0;
    for (int second = 0; second < settings.decisionInterval(); second++) {
      tick(random);
    }
    return waiting;
  }

  private void tick(Pcg64 random) {
    int slot = time % settings.travelTime();
    for (int road = 0; road < roads; road++) {
      int at = road * settings.travelTime() + slot;
      if (travelling[at] > 0) {
        onRoad[road] -= travelling[at];
        join(road, travelling[at], random);
        travelling[at] = 0;
      }
    }
    for (int road = 0; road < roads; road++) {
      discharge(road, slot);
    }
    double swing =
        1 + settings.profileAmplitude() * Math.sin(2 * Math.PI * time / settings.profilePeriod());
    for (int road = 0; road < roads; road++) {
      if (map.entry(road)) {
        int arrived =
            (int) random.poisson(arrivals[road % TrafficMap.SIDES] * swing / SECONDS_PER_HOUR);
        entered += arrived;
        join(road, arrived, random);
      }
      waiting += queued[road];
    }
    for (int crossing = 0; crossing < crossings; crossing++) {
      if (clearing[crossing] == 0) {
        green[crossing]++;
      } else if (--clearing[crossing] == 0) {
        turn(crossing);
      }
    }
    time++;
  }

  /** Vehicles reach a queue, each in the lane of the turn it will take. */
  private void join(int road, int vehicles, Pcg64 random) {
    for (int vehicle = 0; vehicle < vehicles; vehicle++) {
      double draw = random.random();
      int turn =
          draw < settings.leftShare()
              ? TrafficMap.LEFT
              : draw < settings.leftShare() + settings.rightShare()
                  ? TrafficMap.RIGHT
                  : TrafficMap.STRAIGHT;
      queues[TrafficMap.TURNS * road + turn]++;
    }
    queued[road] += vehicles;
  }

  /** Lets vehicles go that have green or yellow, a queue's head at a time, while there is room. */
  private void discharge(int road, int slot) {
    if (!open(road)) {
      Arrays.fill(credit, TrafficMap.TURNS * road, TrafficMap.TURNS * road + TrafficMap.TURNS, 0);
      return;
    }
    for (int turn = 0; turn < TrafficMap.TURNS; turn++) {
      int lane = TrafficMap.TURNS * road + turn;
      double flow =
          settings.saturationFlow() * (turn == TrafficMap.LEFT ? settings.leftFactor() : 1);
      credit[lane] += flow;
      int target = map.next(lane);
      int room =
          target == TrafficMap.OUT
              ? Integer.MAX_VALUE
              : settings.roadCapacity() - onRoad[target] - queued[target];
      int going = Math.min((int) credit[lane], Math.min(queues[lane], Math.max(0, room)));
      // What a lane does not use it does not save up, beyond the one vehicle that may go at once.
      credit[lane] = Math.min(credit[lane] - going, 1);
      queues[lane] -= going;
      queued[road] -= going;
      if (target == TrafficMap.OUT) {
        left += going;
      } else {
        travelling[target * settings.travelTime() + slot] += going;
        onRoad[target] += going;
      }
    }
  }

  /** Whether vehicles may leave a road: its sides have green, or yellow. */
  boolean open(int road) {
    int crossing = road / TrafficMap.SIDES;
    boolean served = (road % TrafficMap.SIDES) % 2 == phase[crossing];
    return served && (clearing[crossing] == 0 || clearing[crossing] > settings.allRed());
  }

  int crossings() {
    return crossings;
  }

  int roads() {
    return roads;
  }

  TrafficSettings settings() {
    return settings;
  }

  /** Which road leads where. */
  TrafficMap map() {
    return map;
  }

  int queue(int lane) {
    return queues[lane];
  }

  /** Vehicles that wait on a road. */
  int queued(int road) {
    return queued[road];
  }

  /** Vehicles that travel on a road. */
  int onRoad(int road) {
    return onRoad[road];
  }

  /** Vehicles on a road that reach its queue in so many seconds, 1 to the travel time. */
  int arriving(int road, int seconds) {
    int slots = settings.travelTime();
    return travelling[road * slots + (time + seconds - 1) % slots];
  }

  /** Which sides have green, or had it last: 0 north and south, 1 east and west. */
  int phase(int crossing) {
    return phase[crossing];
  }

  /** Seconds until the other sides get green; 0 while a green lasts. */
  int clearing(int crossing) {
    return clearing[crossing];
  }

  /** Seconds that the green has lasted. */
  int green(int crossing) {
    return green[crossing];
  }

  /** Seconds since the start. */
  int time() {
    return time;
  }

  long entered() {
    return entered;
  }

  long left() {
    return left;
  }

  /** Vehicles counted one by one: those that wait and those that travel. */
  long inside() {
    long inside = 0;
    for (int queue : queues) {
      inside += queue;
    }
    for (int vehicles : travelling) {
      inside += vehicles;
    }
    return inside;
  }

  /** Time that vehicles waited in the last step, vehicles x s. */
  long waiting() {
    return waiting;
  }

  /** Vehicles that wait now. */
  int queued() {
    int sum = 0;
    for (int vehicles : queued) {
      sum += vehicles;
    }
    return sum;
  }

  void save(DataOutput out) throws IOException {
    for (int[] state : states()) {
      for (int value : state) {
        out.writeInt(value);
      }
    }
    for (double value : credit) {
      out.writeDouble(value);
    }
    out.writeInt(time);
    out.writeLong(entered);
    out.writeLong(left);
    out.writeLong(waiting);
  }

  void load(DataInput in) throws IOException {
    for (int[] state : states()) {
      for (int i = 0; i < state.length; i++) {
        state[i] = in.readInt();
      }
    }
    for (int i = 0; i < credit.length; i++) {
      credit[i] = in.readDouble();
    }
    time = in.readInt();
    entered = in.readLong();
    left = in.readLong();
    waiting = in.readLong();
  }

  private int[][] states() {
    return new int[][] {queues, travelling, onRoad, queued, phase, clearing, green};
  }
}
