package palestra.envs.resources;

/**
 * Which road leads where in a grid of crossings.
 *
 * <p>A road that leads to crossing {@code c} from side {@code s} (0 north, 1 east, 2 south, 3 west)
 * has number {@code 4 c + s}, and its three lanes, left, straight and right, {@code 3 (4 c + s) +
 * turn}.
 */
final class TrafficMap {
  static final int SIDES = 4;
  static final int TURNS = 3;
  static final int LEFT = 0;
  static final int STRAIGHT = 1;
  static final int RIGHT = 2;

  /** {@link #next} of a lane whose vehicles leave the network. */
  static final int OUT = -1;

  private final int rows;
  private final int columns;
  private final boolean[] entry;
  private final int[] next;

  TrafficMap(TrafficSettings settings) {
    rows = settings.rows();
    columns = settings.columns();
    int roads = SIDES * settings.crossings();
    entry = new boolean[roads];
    next = new int[TURNS * roads];
    for (int road = 0; road < roads; road++) {
      entry[road] = neighbour(road / SIDES, road % SIDES) < 0;
      for (int turn = 0; turn < TURNS; turn++) {
        next[TURNS * road + turn] = roadAfter(road / SIDES, exit(road % SIDES, turn));
      }
    }
  }

  /** The side through which a vehicle leaves a crossing. */
  private static int exit(int from, int turn) {
    return switch (turn) {
      case LEFT -> (from + 1) % SIDES;
      case STRAIGHT -> (from + 2) % SIDES;
      default -> (from + 3) % SIDES;
    };
  }

  /** The crossing next to one on a side; -1 where the network ends. */
  private int neighbour(int crossing, int side) {
    int row = crossing / columns + (side == 0 ? -1 : side == 2 ? 1 : 0);
    int column = crossing % columns + (side == 3 ? -1 : side == 1 ? 1 : 0);
    boolean inside = row >= 0 && row < rows && column >= 0 && column < columns;
    return inside ? row * columns + column : -1;
  }

  private int roadAfter(int crossing, int side) {
    int neighbour = neighbour(crossing, side);
    return neighbour < 0 ? OUT : SIDES * neighbour + (side + 2) % SIDES;
  }

  /** Whether the road comes from outside of the network. */
  boolean entry(int road) {
    return entry[road];
  }

  /** The road that a lane's vehicles take next, or {@link #OUT}. */
  int next(int lane) {
    return next[lane];
  }
}
