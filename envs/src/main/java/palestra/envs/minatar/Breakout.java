package palestra.envs.minatar;

import java.util.List;
import java.util.Map;
import palestra.envs.registry.Argument;
import palestra.envs.registry.Arguments;
import palestra.envs.seeding.RandomState;

/**
 * Breakout: keep a ball in play with a paddle and break the bricks above.
 *
 * <p>K. Young and T. Tian, "MinAtar: An Atari-Inspired Testbed for Thorough and Reproducible
 * Reinforcement Learning Experiments", 2019. Equal to the MinAtar package's {@code
 * MinAtar/Breakout-v0} and {@code -v1}.
 *
 * <h2>Action space</h2>
 *
 * v1, {@code Discrete(3)}: no-op, left, right. v0, {@code Discrete(6)}: no-op, left, up, right,
 * down, fire, of which up, down and fire do nothing here.
 *
 * <h2>Observation space</h2>
 *
 * {@code bool[10, 10, 4]}, row, column, channel:
 *
 * <table>
 * <caption>Channels</caption>
 * <tr><th>#</th><th>true where</th></tr>
 * <tr><td>0</td><td>the paddle is, in the bottom row</td></tr>
 * <tr><td>1</td><td>the ball is</td></tr>
 * <tr><td>2</td><td>the ball was one step before: its trail</td></tr>
 * <tr><td>3</td><td>a brick is</td></tr>
 * </table>
 *
 * <h2>Rules</h2>
 *
 * The ball moves diagonally by one cell a step. A side wall mirrors it across, the ceiling up and
 * down. A brick in its way is broken and throws it back, unless it broke one in the step before,
 * when it passes over. The paddle sends it straight up where it came down in the paddle's column,
 * and back the way it came where it enters that column from the side. The bricks are laid anew when
 * the ball reaches the bottom row and none is left.
 *
 * <h2>Reward</h2>
 *
 * 1 for each brick.
 *
 * <h2>Start</h2>
 *
 * The ball is in the fourth row at the left or the right wall, as drawn, and flies down and
 * inwards; the paddle is in the fifth column; three rows of bricks.
 *
 * <h2>End</h2>
 *
 * Terminated when the ball gets past the paddle. There is no step limit, and nothing grows harder.
 *
 * <h2>Arguments</h2>
 *
 * See {@link Settings}; all games: {@link MinAtar}.
 */
public final class Breakout implements Game {
  private static final int BALL_X = FIRST;
  private static final int BALL_Y = FIRST + 1;
  private static final int LAST_X = FIRST + 2;
  private static final int LAST_Y = FIRST + 3;
  private static final int DIRECTION = FIRST + 4;
  private static final int PADDLE = FIRST + 5;
  private static final int STRIKE = FIRST + 6;
  // A row of bricks is one number, whose bit x stands for column x.
  private static final int BRICKS = FIRST + 7;

  private static final int FULL_ROW = (1 << SIZE) - 1;
  private static final int BOTTOM = SIZE - 1;
  // Directions are 0 to 3: up left, up right, down right, down left.
  private static final int ACROSS = 1;
  private static final int BACK = 2;
  private static final int UP_DOWN = 3;

  private static final List<Channel> CHANNELS =
      List.of(
          new Channel("paddle", 0x33415CFF, Look.BLOCK),
          new Channel("ball", 0xE4572EFF, Look.BALL),
          new Channel("trail", 0xE4572E66, Look.TRAIL),
          new Channel("brick", 0x6C8AD6FF, Look.BLOCK));

  static final List<Argument> ARGUMENTS =
      List.of(
          Argument.whole("brick_rows", 3, 1, 7, "rows of bricks, from the second row on"),
          Argument.whole("ball_start_row", 3, 1, 7, "row in which the ball starts, 0 topmost"),
          Argument.whole("paddle_start", 4, 0, 9, "column in which the paddle starts"),
          Argument.number("brick_reward", 1, -100, 100, "reward for a brick"));

  /**
   * The game's constants.
   *
   * @param brickRows rows of bricks, from the second row on; 1 to 7
   * @param ballStartRow row in which the ball starts, 0 topmost; 1 to 7
   * @param paddleStart column in which the paddle starts; 0 to 9
   * @param brickReward reward for a brick
   */
  public record Settings(int brickRows, int ballStartRow, int paddleStart, double brickReward) {
    /** The MinAtar package's. */
    public static final Settings DEFAULT = of(new Arguments("Breakout", ARGUMENTS, Map.of()));

    public Settings {
      Limits.require(ARGUMENTS, "brick_rows", brickRows);
      Limits.require(ARGUMENTS, "ball_start_row", ballStartRow);
      Limits.require(ARGUMENTS, "paddle_start", paddleStart);
      Limits.require(ARGUMENTS, "brick_reward", brickReward);
    }

    static Settings of(Arguments arguments) {
      return new Settings(
          (int) arguments.whole("brick_rows"),
          (int) arguments.whole("ball_start_row"),
          (int) arguments.whole("paddle_start"),
          arguments.number("brick_reward"));
    }
  }

  private final Settings settings;

  /** With these constants. */
  public Breakout(Settings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "Breakout";
  }

  @Override
  public List<Channel> channels() {
    return CHANNELS;
  }

  @Override
  public List<Integer> minimalActions() {
    return List.of(NO_OP, LEFT, RIGHT);
  }

  @Override
  public int stateSize() {
    return BRICKS + SIZE;
  }

  @Override
  public void begin(int[] s, int at, RandomState random) {
    boolean right = random.randint(0, 2) == 1;
    s[at + BALL_X] = right ? SIZE - 1 : 0;
    s[at + BALL_Y] = settings.ballStartRow();
    s[at + DIRECTION] = right ? 3 : 2;
    s[at + LAST_X] = s[at + BALL_X];
    s[at + LAST_Y] = s[at + BALL_Y];
    s[at + PADDLE] = settings.paddleStart();
    layBricks(s, at);
  }

  private void layBricks(int[] s, int at) {
    for (int row = 1; row <= settings.brickRows(); row++) {
      s[at + BRICKS + row] = FULL_ROW;
    }
  }

  private static boolean anyBrick(int[] s, int at) {
    int all = 0;
    for (int row = 0; row < SIZE; row++) {
      all |= s[at + BRICKS + row];
    }
    return all != 0;
  }

  @Override
  public double act(int[] s, int at, int action, RandomState random) {
    if (action == LEFT) {
      s[at + PADDLE] = Math.max(0, s[at + PADDLE] - 1);
    } else if (action == RIGHT) {
      s[at + PADDLE] = Math.min(SIZE - 1, s[at + PADDLE] + 1);
    }
    int direction = s[at + DIRECTION];
    int ballX = s[at + BALL_X];
    int lastY = s[at + BALL_Y];
    s[at + LAST_X] = ballX;
    s[at + LAST_Y] = lastY;
    int x = ballX + (direction == 1 || direction == 2 ? 1 : -1);
    int y = lastY + (direction >= 2 ? 1 : -1);
    if (x < 0 || x >= SIZE) {
      x = x < 0 ? 0 : SIZE - 1;
      direction ^= ACROSS;
    }
    double reward = 0;
    boolean overBrick = false;
    if (y < 0) {
      y = 0;
      direction ^= UP_DOWN;
    } else if (((s[at + BRICKS + y] >> x) & 1) != 0) {
      overBrick = true;
      if (s[at + STRIKE] == 0) {
        reward = settings.brickReward();
        s[at + BRICKS + y] &= ~(1 << x);
        y = lastY;
        direction ^= UP_DOWN;
      }
    } else if (y == BOTTOM) {
      if (!anyBrick(s, at)) {
        layBricks(s, at);
      }
      if (ballX == s[at + PADDLE]) {
        direction ^= UP_DOWN;
        y = lastY;
      } else if (x == s[at + PADDLE]) {
        direction ^= BACK;
        y = lastY;
      } else {
        s[at + TERMINAL] = 1;
      }
    }
    s[at + STRIKE] = overBrick ? 1 : 0;
    s[at + DIRECTION] = direction;
    s[at + BALL_X] = x;
    s[at + BALL_Y] = y;
    return reward;
  }

  @Override
  public void observe(int[] s, int at, byte[] cells) {
    cells[(SIZE * BOTTOM + s[at + PADDLE]) * 4] = 1;
    cells[(SIZE * s[at + BALL_Y] + s[at + BALL_X]) * 4 + 1] = 1;
    cells[(SIZE * s[at + LAST_Y] + s[at + LAST_X]) * 4 + 2] = 1;
    for (int row = 1; row < SIZE; row++) {
      for (int bricks = s[at + BRICKS + row]; bricks != 0; bricks &= bricks - 1) {
        cells[(SIZE * row + Integer.numberOfTrailingZeros(bricks)) * 4 + 3] = 1;
      }
    }
  }
}
