package palestra.envs.minatar;

/** Takes the step that comes nearest to a treasure among those that no enemy is about to enter. */
final class AsterixRule implements Rule {
  private static final int ENEMY = 1;
  private static final int TRAIL = 2;
  private static final int GOLD = 3;
  private static final int MIDDLE = Game.SIZE / 2;

  @Override
  public int act(Grid grid) {
    int player = grid.first(0);
    int best = Game.NO_OP;
    double least = Double.POSITIVE_INFINITY;
    for (int action : new int[] {Game.NO_OP, Game.LEFT, Game.UP, Game.RIGHT, Game.DOWN}) {
      int x = player % Game.SIZE;
      int y = player / Game.SIZE;
      x = action == Game.LEFT ? Math.max(0, x - 1) : x;
      x = action == Game.RIGHT ? Math.min(Game.SIZE - 1, x + 1) : x;
      y = action == Game.UP ? Math.max(1, y - 1) : y;
      y = action == Game.DOWN ? Math.min(Game.SIZE - 2, y + 1) : y;
      double cost = danger(grid, x, y) + distance(grid, x, y);
      if (cost < least) {
        least = cost;
        best = action;
      }
    }
    return best;
  }

  private static double danger(Grid grid, int x, int y) {
    if (grid.at(x, y, ENEMY)) {
      return 1000;
    }
    double danger = 0;
    for (int away = 1; away <= 2; away++) {
      boolean fromLeft = grid.at(x - away, y, ENEMY) && grid.goesRight(x - away, y, TRAIL);
      boolean fromRight = grid.at(x + away, y, ENEMY) && !grid.goesRight(x + away, y, TRAIL);
      danger += fromLeft || fromRight ? (away == 1 ? 500 : 50) : 0;
    }
    // Something may enter at the walls.
    return danger + (x == 0 || x == Game.SIZE - 1 ? 20 : 0);
  }

  private static double distance(Grid grid, int x, int y) {
    double nearest = 20 + 0.1 * (Math.abs(x - MIDDLE) + Math.abs(y - MIDDLE));
    for (int row = 1; row < Game.SIZE - 1; row++) {
      for (int column = 0; column < Game.SIZE; column++) {
        if (grid.at(column, row, GOLD)) {
          nearest = Math.min(nearest, Math.abs(x - column) + Math.abs(y - row));
        }
      }
    }
    return nearest;
  }
}
