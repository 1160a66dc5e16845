package palestra.envs.toytext;

import java.util.stream.IntStream;

/** The town a {@link Taxi} drives in: its walls, stands, and all that actions lead to. */
final class TaxiTown {
  static final int SIDE = 5;
  static final int SQUARES = SIDE * SIDE;
  static final int STATES = SQUARES * (Taxi.STANDS + 1) * Taxi.STANDS;
  static final int ACTIONS = 6;
  static final int PICK_UP = 4;
  static final int DROP_OFF = 5;

  private static final int[] STAND_SQUARES = {0, 4, 20, 23};

  /** Row by row, the columns that have a wall at their eastern side. */
  private static final int[][] WALLS = {{1}, {1}, {}, {0, 2}, {0, 2}};

  // South, north, east, west: what lies to the left, and to the right, of each.
  private static final int[] LEFT = {2, 3, 1, 0};
  private static final int[] RIGHT = {3, 2, 0, 1};

  private TaxiTown() {}

  static int square(int state) {
    return state / ((Taxi.STANDS + 1) * Taxi.STANDS);
  }

  static int passenger(int state) {
    return state / Taxi.STANDS % (Taxi.STANDS + 1);
  }

  static int destination(int state) {
    return state % Taxi.STANDS;
  }

  /** Where a stand is. */
  static int standSquare(int stand) {
    return STAND_SQUARES[stand];
  }

  private static int state(int square, int passenger, int destination) {
    return (square * (Taxi.STANDS + 1) + passenger) * Taxi.STANDS + destination;
  }

  /** The stand at a square; -1 where there is none. */
  private static int stand(int square) {
    for (int i = 0; i < STAND_SQUARES.length; i++) {
      if (STAND_SQUARES[i] == square) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a wall, or the town's end, lies east of a square. */
  static boolean wallEast(int square) {
    int column = square % SIDE;
    return column == SIDE - 1
        || IntStream.of(WALLS[square / SIDE]).anyMatch(walled -> walled == column);
  }

  /** The square a drive in a direction leads to; the same one where it is stopped. */
  private static int drive(int square, int way) {
    return switch (way) {
      case 0 -> square + SIDE < SQUARES ? square + SIDE : square;
      case 1 -> square >= SIDE ? square - SIDE : square;
      case 2 -> wallEast(square) ? square : square + 1;
      default -> square % SIDE == 0 || wallEast(square - 1) ? square : square - 1;
    };
  }

  static TabularTask task(Taxi.Settings settings) {
    TransitionTable table = new TransitionTable(STATES, ACTIONS, settings.isRainy() ? 3 : 1);
    for (int state = 0; state < STATES; state++) {
      for (int way = 0; way < PICK_UP; way++) {
        setDrive(table, settings, state, way);
      }
      setPickUp(table, settings, state);
      setDropOff(table, settings, state);
    }
    int[] starts =
        IntStream.range(0, STATES)
            .filter(state -> passenger(state) < Taxi.STANDS)
            .filter(state -> passenger(state) != destination(state))
            .toArray();
    return new TabularTask(table, starts);
  }

  private static void setDrive(TransitionTable table, Taxi.Settings settings, int state, int way) {
    int square = square(state);
    int rest = state - state(square, 0, 0);
    int ahead = drive(square, way);
    double reward = settings.stepReward();
    if (!settings.isRainy()) {
      table.setCertain(state, way, state(ahead, 0, 0) + rest, reward, false);
      return;
    }
    // A taxi that is stopped does not skid either.
    int left = ahead == square ? square : drive(square, LEFT[way]);
    int right = ahead == square ? square : drive(square, RIGHT[way]);
    double skid = (1.0 - settings.rainyProbability()) / 2.0;
    table.set(state, way, 0, settings.rainyProbability(), state(ahead, 0, 0) + rest, reward, false);
    table.set(state, way, 1, skid, state(left, 0, 0) + rest, reward, false);
    table.set(state, way, 2, skid, state(right, 0, 0) + rest, reward, false);
  }

  private static void setPickUp(TransitionTable table, Taxi.Settings settings, int state) {
    if (canPickUp(state)) {
      int riding = state(square(state), Taxi.STANDS, destination(state));
      table.setCertain(state, PICK_UP, riding, settings.stepReward(), false);
    } else {
      table.setCertain(state, PICK_UP, state, settings.illegalReward(), false);
    }
  }

  private static void setDropOff(TransitionTable table, Taxi.Settings settings, int state) {
    if (canDropOff(state)) {
      int stand = stand(square(state));
      boolean arrived = stand == destination(state);
      int out = state(square(state), stand, destination(state));
      double reward = arrived ? settings.deliveryReward() : settings.stepReward();
      table.setCertain(state, DROP_OFF, out, reward, arrived);
    } else {
      table.setCertain(state, DROP_OFF, state, settings.illegalReward(), false);
    }
  }

  private static boolean canPickUp(int state) {
    return passenger(state) < Taxi.STANDS && STAND_SQUARES[passenger(state)] == square(state);
  }

  private static boolean canDropOff(int state) {
    return passenger(state) == Taxi.STANDS && stand(square(state)) >= 0;
  }

  /** For every state and action, in their order, 1 where the action changes the state, or 0. */
  static byte[] masks() {
    byte[] masks = new byte[STATES * ACTIONS];
    for (int state = 0; state < STATES; state++) {
      int first = ACTIONS * state;
      for (int way = 0; way < PICK_UP; way++) {
        masks[first + way] = (byte) (drive(square(state), way) == square(state) ? 0 : 1);
      }
      masks[first + PICK_UP] = (byte) (canPickUp(state) ? 1 : 0);
      masks[first + DROP_OFF] = (byte) (canDropOff(state) ? 1 : 0);
    }
    return masks;
  }
}
