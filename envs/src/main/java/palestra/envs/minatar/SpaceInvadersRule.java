package palestra.envs.minatar;

/** Steps out of the way of bullets, and otherwise fires from below the nearest aliens. */
final class SpaceInvadersRule implements Rule {
  private static final int ALIEN = 1;
  private static final int BULLET = 5;
  private static final int NEAR = 3;

  @Override
  public int act(Grid grid) {
    int cannon = grid.first(0) % Game.SIZE;
    if (threatened(grid, cannon)) {
      boolean left = cannon > 0 && !threatened(grid, cannon - 1);
      boolean right = cannon < Game.SIZE - 1 && !threatened(grid, cannon + 1);
      return left && (!right || cannon >= Game.SIZE / 2)
          ? Game.LEFT
          : right ? Game.RIGHT : Game.FIRE;
    }
    int target = nearest(grid, cannon);
    int step = target < cannon ? Game.LEFT : target > cannon ? Game.RIGHT : Game.FIRE;
    int next = cannon + Integer.signum(target - cannon);
    return threatened(grid, next) ? Game.FIRE : step;
  }

  private static boolean threatened(Grid grid, int x) {
    boolean threatened = false;
    for (int away = 0; away <= NEAR; away++) {
      threatened |= grid.at(x, Game.SIZE - 1 - away, BULLET);
    }
    return threatened;
  }

  private static int nearest(Grid grid, int cannon) {
    for (int away = 0; away < Game.SIZE; away++) {
      for (int x : new int[] {cannon - away, cannon + away}) {
        for (int y = 0; y < Game.SIZE; y++) {
          if (grid.at(x, y, ALIEN)) {
            return x;
          }
        }
      }
    }
    return cannon;
  }
}
