package palestra.envs.grid;

import palestra.envs.seeding.Pcg64;

/**
 * MiniGrid's Memory: in the first room lies a key or a ball, at the end of a hallway both; go to
 * the one that lay in the first room, which is out of sight by then. Actions, observation, reward
 * and end: {@link GridWorld}; picking up does what toggling does, so nothing here can be carried.
 *
 * <h2>Start</h2>
 *
 * Drawn in this order: the hallway's length in the forms called Random, the agent's column in the
 * middle row, the first room's object, the order of the two at the end. The agent faces right.
 *
 * <h2>End</h2>
 *
 * Terminated beside either object at the end, with the reward beside the matching one and 0 beside
 * the other; truncated after {@code 5 * size * size} steps unless {@code max_steps} says otherwise.
 *
 * <h2>Versions</h2>
 *
 * v0: sizes 7, 9, 11 and 13, random in the sizes 13 and 17.
 *
 * @param size cells along an edge, walls included; odd
 * @param randomLength whether the hallway's length is drawn
 */
public record Memory(int size, boolean randomLength) implements GridTask {
  private static final int STEPS_PER_CELL = 5;
  private static final int ROOM_WIDTH = 4;
  private static final int KEY = Tile.of(Tile.KIND_KEY, Tile.GREEN, 0);
  private static final int BALL = Tile.of(Tile.KIND_BALL, Tile.GREEN, 0);

  public Memory {
    Checks.atLeast("size", size, 7);
    Checks.odd("size", size);
  }

  @Override
  public String name() {
    return "MiniGrid-Memory";
  }

  @Override
  public String mission() {
    return "go to the matching object at the end of the hallway";
  }

  @Override
  public int width() {
    return size;
  }

  @Override
  public int height() {
    return size;
  }

  @Override
  public int maxSteps() {
    return STEPS_PER_CELL * size * size;
  }

  @Override
  public void build(GridState state, Pcg64 random) {
    state.walls(0, 0, size, size);
    int middle = size / 2;
    int end = randomLength ? (int) random.integers(ROOM_WIDTH, size - 2L) : size - 3;
    state.horizontalWall(1, middle - 2, ROOM_WIDTH);
    state.horizontalWall(1, middle + 2, ROOM_WIDTH);
    state.set(ROOM_WIDTH, middle - 1, Tile.WALL);
    state.set(ROOM_WIDTH, middle + 1, Tile.WALL);
    for (int x = ROOM_WIDTH + 1; x < end; x++) {
      state.set(x, middle - 1, Tile.WALL);
      state.set(x, middle + 1, Tile.WALL);
    }
    state.verticalWall(end, 0, size);
    state.set(end, middle, Tile.EMPTY);
    state.verticalWall(end + 2, 0, size);

    state.putAgent((int) random.integers(1, end + 1L), middle, 0);
    int shown = random.integers(2) == 0 ? KEY : BALL;
    state.set(1, middle - 1, shown);
    int upper = random.integers(2) == 0 ? BALL : KEY;
    state.set(end + 1, middle - 2, upper);
    state.set(end + 1, middle + 2, upper == KEY ? BALL : KEY);
    int side = shown == upper ? -1 : 1;
    state.mark(end + 1, middle + side, end + 1, middle - side);
  }

  @Override
  public int meant(int action) {
    return action == GridWorld.PICKUP ? GridWorld.TOGGLE : action;
  }

  @Override
  public Outcome outcome(GridState state, int action, int before) {
    if (state.agentAtSuccess()) {
      return Outcome.SUCCESS;
    }
    return state.agentAtFailure() ? Outcome.FAILURE : Outcome.RUNNING;
  }
}
