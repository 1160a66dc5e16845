package palestra.envs.minatar;

/** Goes to where the ball will come down, bricks left aside. */
final class BreakoutRule implements Rule {
  private static final int LOWEST = Game.SIZE - 2;

  @Override
  public int act(Grid grid) {
    int ball = grid.first(1);
    int trail = grid.first(2);
    int paddle = grid.first(0) % Game.SIZE;
    int target = landing(ball % Game.SIZE, ball / Game.SIZE, trail % Game.SIZE, trail / Game.SIZE);
    return target < paddle ? Game.LEFT : target > paddle ? Game.RIGHT : Game.NO_OP;
  }

  private static int landing(int ballX, int ballY, int trailX, int trailY) {
    boolean rising = ballY < trailY || (ballY == trailY && ballY == LOWEST);
    int x = ballX;
    int dx = ballX == trailX ? (ballX == 0 ? 1 : -1) : ballX - trailX;
    if (rising) {
      return x;
    }
    for (int y = ballY; y < LOWEST; y++) {
      x += dx;
      if (x < 0 || x >= Game.SIZE) {
        x -= dx;
        dx = -dx;
      }
    }
    return x;
  }
}
