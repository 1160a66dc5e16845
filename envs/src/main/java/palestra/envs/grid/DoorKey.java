package palestra.envs.grid;

import palestra.envs.seeding.Pcg64;

/**
 * MiniGrid's DoorKey: a wall with a locked door parts the agent and the key from the goal; pick up
 * the key, open the door, go to the goal. Actions, observation, reward and end: {@link GridWorld}.
 *
 * <h2>Start</h2>
 *
 * Drawn in this order: the wall's column, the agent's cell left of it and its direction, the door's
 * row, the key's cell left of the wall. The goal lies in the lower right corner.
 *
 * <h2>End</h2>
 *
 * Terminated on the goal; truncated after {@code 10 * size * size} steps unless {@code max_steps}
 * says otherwise.
 *
 * <h2>Versions</h2>
 *
 * v0: sizes 5, 6, 8 and 16.
 *
 * @param size cells along an edge, walls included
 */
public record DoorKey(int size) implements GridTask {
  private static final int STEPS_PER_CELL = 10;

  public DoorKey {
    Checks.atLeast("size", size, 5);
  }

  @Override
  public String name() {
    return "MiniGrid-DoorKey";
  }

  @Override
  public String mission() {
    return "use the key to open the door and then get to the goal";
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
    state.set(size - 2, size - 2, Tile.GOAL);
    int wall = (int) random.integers(2, size - 2L);
    state.verticalWall(wall, 0, size);
    state.placeAgent(random, 0, 0, wall, size);
    int door = (int) random.integers(1, size - 2L);
    state.set(wall, door, Tile.of(Tile.KIND_DOOR, Tile.YELLOW, Tile.LOCKED));
    state.place(random, Tile.of(Tile.KIND_KEY, Tile.YELLOW, 0), 0, 0, wall, size);
  }

  @Override
  public Outcome outcome(GridState state, int action, int before) {
    return GridTask.atGoal(action, before);
  }
}
