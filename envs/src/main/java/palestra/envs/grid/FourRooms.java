package palestra.envs.grid;

import palestra.envs.seeding.Pcg64;

/**
 * MiniGrid's FourRooms: four rooms joined by four gaps, and a goal somewhere in them. Actions,
 * observation, reward and end: {@link GridWorld}.
 *
 * <p>R. S. Sutton, D. Precup and S. Singh, "Between MDPs and semi-MDPs", 1999, for the map.
 *
 * <h2>Start</h2>
 *
 * The gaps, the agent's cell, its direction and the goal's cell are drawn.
 *
 * <h2>End</h2>
 *
 * Terminated on the goal; truncated after 100 steps unless {@code max_steps} says otherwise.
 *
 * <h2>Versions</h2>
 *
 * v0: 19 x 19 cells.
 *
 * @param size cells along an edge, walls included; odd
 * @param agentX column of the agent's first cell, 1 to size - 2; 0 to draw it
 * @param agentY row of the agent's first cell, 1 to size - 2; 0 where agentX is 0
 * @param goalX column of the goal, 1 to size - 2; 0 to draw it
 * @param goalY row of the goal, 1 to size - 2; 0 where goalX is 0
 */
public record FourRooms(int size, int agentX, int agentY, int goalX, int goalY)
    implements GridTask {
  private static final int MAX_STEPS = 100;
  private static final int ROOMS = 2;
  private static final int DIRECTIONS = 4;

  public FourRooms {
    Checks.atLeast("size", size, 5);
    Checks.odd("size", size);
    Checks.cell("agent", agentX, agentY, size);
    Checks.cell("goal", goalX, goalY, size);
  }

  @Override
  public String name() {
    return "MiniGrid-FourRooms";
  }

  @Override
  public String mission() {
    return "reach the goal";
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
    return MAX_STEPS;
  }

  @Override
  public void build(GridState state, Pcg64 random) {
    state.walls(0, 0, size, size);
    int room = size / 2;
    for (int j = 0; j < ROOMS; j++) {
      for (int i = 0; i < ROOMS; i++) {
        int left = i * room;
        int top = j * room;
        int right = left + room;
        int bottom = top + room;
        if (i == 0) {
          state.verticalWall(right, top, room);
          state.set(right, (int) random.integers(top + 1, bottom), Tile.EMPTY);
        }
        if (j == 0) {
          state.horizontalWall(left, bottom, room);
          state.set((int) random.integers(left + 1, right), bottom, Tile.EMPTY);
        }
      }
    }
    if (agentX == 0) {
      state.placeAgent(random, 0, 0, size, size);
    } else {
      state.set(agentX, agentY, Tile.EMPTY);
      state.putAgent(agentX, agentY, (int) random.integers(DIRECTIONS));
    }
    if (goalX == 0) {
      state.place(random, Tile.GOAL, 0, 0, size, size);
    } else {
      state.set(goalX, goalY, Tile.GOAL);
    }
  }

  @Override
  public Outcome outcome(GridState state, int action, int before) {
    return GridTask.atGoal(action, before);
  }
}
