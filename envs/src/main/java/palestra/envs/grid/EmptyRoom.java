package palestra.envs.grid;

import palestra.envs.seeding.Pcg64;

/**
 * MiniGrid's Empty: a room with a goal in its lower right corner, at which the agent is to arrive.
 * Actions, observation, reward and end: {@link GridWorld}.
 *
 * <h2>Start</h2>
 *
 * In the upper left corner facing right; in the forms called Random on a drawn empty cell, facing a
 * drawn direction. Walls hide nothing.
 *
 * <h2>End</h2>
 *
 * Terminated on the goal; truncated after {@code 4 * size * size} steps unless {@code max_steps}
 * says otherwise.
 *
 * <h2>Versions</h2>
 *
 * v0: sizes 5, 6, 8 and 16, random in the sizes 5 and 6.
 *
 * @param size cells along an edge of the room, its walls included
 * @param startX column of the first cell, 1 to size - 2; 0 to draw cell and direction
 * @param startY row of the first cell, 1 to size - 2; 0 where startX is 0
 * @param startDirection the first direction: 0 right, 1 down, 2 left, 3 up
 */
public record EmptyRoom(int size, int startX, int startY, int startDirection) implements GridTask {
  private static final int STEPS_PER_CELL = 4;

  public EmptyRoom {
    Checks.atLeast("size", size, 4);
    Checks.cell("agent_start", startX, startY, size);
    Checks.within("agent_start_dir", startDirection, 0, 3);
  }

  @Override
  public String name() {
    return "MiniGrid-Empty";
  }

  @Override
  public String mission() {
    return "get to the green goal square";
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
    if (startX == 0) {
      state.placeAgent(random, 0, 0, size, size);
    } else {
      state.putAgent(startX, startY, startDirection);
    }
  }

  @Override
  public Outcome outcome(GridState state, int action, int before) {
    return GridTask.atGoal(action, before);
  }
}
