package palestra.envs.minatar;

/**
 * Evades what comes near, comes up for air with a diver on board, fires along its row, and
 * otherwise goes to the nearest diver.
 */
final class SeaquestRule implements Rule {
  private static final int FRONT = 0;
  private static final int BACK = 1;
  private static final int TRAIL = 3;
  private static final int BULLET = 4;
  private static final int FISH = 5;
  private static final int SUBMARINE = 6;
  private static final int OXYGEN = 7;
  private static final int ON_BOARD = 8;
  private static final int DIVER = 9;
  private static final int GAUGES = Game.SIZE - 1;
  private static final int LOW_OXYGEN = 3;
  private static final int FULL = 6;

  @Override
  public int act(Grid grid) {
    int place = grid.first(FRONT);
    int x = place % Game.SIZE;
    int y = place / Game.SIZE;
    int wanted = wanted(grid, x, y);
    int best = wanted;
    double least = Double.POSITIVE_INFINITY;
    for (int action :
        new int[] {wanted, Game.NO_OP, Game.UP, Game.DOWN, Game.LEFT, Game.RIGHT, Game.FIRE}) {
      double cost = cost(grid, x, y, action);
      if (cost < least) {
        least = cost;
        best = action;
      }
    }
    return best;
  }

  private static int wanted(Grid grid, int x, int y) {
    int divers = grid.count(GAUGES, ON_BOARD);
    int oxygen = grid.count(GAUGES, OXYGEN);
    if (divers == FULL || (divers > 0 && oxygen <= LOW_OXYGEN)) {
      return Game.UP;
    }
    boolean right = !grid.at(x + 1, y, BACK);
    if (enemyAhead(grid, x, y, right)) {
      return Game.FIRE;
    }
    int diver = nearest(grid, x, y, DIVER);
    int target = diver >= 0 ? diver : Math.max(nearest(grid, x, y, FISH), 4 * Game.SIZE + 4);
    int row = target / Game.SIZE;
    int column = target % Game.SIZE;
    if (row != y) {
      return row < y ? (y > 1 ? Game.UP : Game.NO_OP) : Game.DOWN;
    }
    return column < x ? Game.LEFT : column > x ? Game.RIGHT : Game.NO_OP;
  }

  private static boolean enemyAhead(Grid grid, int x, int y, boolean right) {
    boolean ahead = false;
    for (int column = x; column >= 0 && column < Game.SIZE; column += right ? 1 : -1) {
      ahead |= grid.at(column, y, FISH) || grid.at(column, y, SUBMARINE);
    }
    return ahead;
  }

  private static int nearest(Grid grid, int x, int y, int channel) {
    int nearest = -1;
    int least = Integer.MAX_VALUE;
    for (int place = 0; place < Game.SIZE * GAUGES; place++) {
      int distance = Math.abs(place % Game.SIZE - x) + Math.abs(place / Game.SIZE - y);
      if (grid.at(place % Game.SIZE, place / Game.SIZE, channel) && distance < least) {
        least = distance;
        nearest = place;
      }
    }
    return nearest;
  }

  /** How dangerous the cell is that an action leads to. */
  private static double cost(Grid grid, int startX, int startY, int action) {
    int x = startX;
    int y = startY;
    switch (action) {
      case Game.LEFT -> x = Math.max(0, x - 1);
      case Game.RIGHT -> x = Math.min(Game.SIZE - 1, x + 1);
      case Game.UP -> y = Math.max(0, y - 1);
      case Game.DOWN -> y = Math.min(GAUGES - 1, y + 1);
      default -> {}
    }
    if (y == 0) {
      return startY == 0 || grid.count(GAUGES, ON_BOARD) > 0 ? 0 : 1000;
    }
    double cost = 0;
    for (int away = -2; away <= 2; away++) {
      boolean enemy = grid.at(x + away, y, FISH) || grid.at(x + away, y, SUBMARINE);
      boolean comes = away == 0 || grid.goesRight(x + away, y, TRAIL) == away < 0;
      cost += enemy && comes ? (Math.abs(away) <= 1 ? 100 : 1) : 0;
      cost += grid.at(x + away, y, BULLET) ? (Math.abs(away) <= 1 ? 100 : 20) : 0;
    }
    // Standing in an enemy's row is what shooting needs, so far ones cost nothing.
    return cost;
  }
}
