package palestra.envs.minatar;

/** Goes up, but not into a car's way. */
final class FreewayRule implements Rule {
  private static final int COLUMN = 4;
  private static final int CAR = 1;
  private static final int FASTEST = 2;
  private static final int CHANNELS = 7;

  @Override
  public int act(Grid grid) {
    int lane = grid.first(0) / Game.SIZE - 1;
    return lane > 0 && blocked(grid, lane) ? Game.NO_OP : Game.UP;
  }

  private static boolean blocked(Grid grid, int lane) {
    return grid.at(COLUMN, lane, CAR)
        || (grid.at(COLUMN - 1, lane, CAR) && trails(grid, COLUMN - 2, lane))
        || (grid.at(COLUMN + 1, lane, CAR) && trails(grid, COLUMN + 2, lane));
  }

  private static boolean trails(Grid grid, int x, int lane) {
    boolean trails = false;
    for (int channel = FASTEST; channel < CHANNELS; channel++) {
      trails |= grid.at(x, lane, channel);
    }
    return trails;
  }
}
