package palestra.envs.grid;

import palestra.envs.seeding.Pcg64;

/**
 * MiniGrid's Unlock: two rooms side by side with a locked door between them and its key in the left
 * one, where the agent is; open the door. Actions, observation, reward and end: {@link GridWorld}.
 *
 * <h2>Start</h2>
 *
 * Drawn in this order: the door's row, its colour, the key's cell, the agent's cell and direction,
 * again while a key or a door is right ahead of it.
 *
 * <h2>End</h2>
 *
 * Terminated when the door opens; truncated after {@code 8 * room_size * room_size} steps unless
 * {@code max_steps} says otherwise.
 *
 * <h2>Versions</h2>
 *
 * v0: rooms of 6 x 6 cells.
 *
 * @param roomSize cells along an edge of a room, walls included
 */
public record Unlock(int roomSize) implements GridTask {
  private static final int STEPS_PER_CELL = 8;

  /** In the order of their names, from which a colour is drawn. */
  private static final int[] COLORS = {
    Tile.BLUE, Tile.GREEN, Tile.GREY, Tile.PURPLE, Tile.RED, Tile.YELLOW
  };

  public Unlock {
    Checks.atLeast("room_size", roomSize, 4);
  }

  @Override
  public String name() {
    return "MiniGrid-Unlock";
  }

  @Override
  public String mission() {
    return "open the door";
  }

  @Override
  public int width() {
    return 2 * (roomSize - 1) + 1;
  }

  @Override
  public int height() {
    return roomSize;
  }

  @Override
  public int maxSteps() {
    return STEPS_PER_CELL * roomSize * roomSize;
  }

  @Override
  public void build(GridState state, Pcg64 random) {
    int between = roomSize - 1;
    state.walls(0, 0, roomSize, roomSize);
    state.walls(between, 0, roomSize, roomSize);
    int door = (int) random.integers(1, between);
    int color = COLORS[(int) random.integers(COLORS.length)];
    state.set(between, door, Tile.of(Tile.KIND_DOOR, color, Tile.LOCKED));
    state.mark(between, door);
    state.place(random, Tile.of(Tile.KIND_KEY, color, 0), 0, 0, roomSize, roomSize);
    int ahead;
    do {
      state.placeAgent(random, 0, 0, roomSize, roomSize);
      ahead = state.ahead();
    } while (ahead != Tile.EMPTY && ahead != Tile.WALL);
  }

  @Override
  public Outcome outcome(GridState state, int action, int before) {
    int door = state.successTile();
    return action == GridWorld.TOGGLE && Tile.state(door) == Tile.OPEN
        ? Outcome.SUCCESS
        : Outcome.RUNNING;
  }
}
