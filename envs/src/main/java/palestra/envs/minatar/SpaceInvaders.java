package palestra.envs.minatar;

import java.util.List;
import java.util.Map;
import palestra.envs.registry.Argument;
import palestra.envs.registry.Arguments;
import palestra.envs.seeding.RandomState;

/**
 * Space Invaders: shoot a block of aliens that marches down, and dodge what they shoot.
 *
 * <p>K. Young and T. Tian, "MinAtar: An Atari-Inspired Testbed for Thorough and Reproducible
 * Reinforcement Learning Experiments", 2019. Equal to the MinAtar package's {@code
 * MinAtar/SpaceInvaders-v0} and {@code -v1}.
 *
 * <h2>Action space</h2>
 *
 * v1, {@code Discrete(4)}: no-op, left, right, fire. v0, {@code Discrete(6)}: no-op, left, up,
 * right, down, fire, of which up and down do nothing here.
 *
 * <h2>Observation space</h2>
 *
 * {@code bool[10, 10, 6]}, row, column, channel:
 *
 * <table>
 * <caption>Channels</caption>
 * <tr><th>#</th><th>true where</th></tr>
 * <tr><td>0</td><td>the cannon is, in the bottom row</td></tr>
 * <tr><td>1</td><td>an alien is</td></tr>
 * <tr><td>2</td><td>an alien is, while they march left</td></tr>
 * <tr><td>3</td><td>an alien is, while they march right</td></tr>
 * <tr><td>4</td><td>a bullet of the cannon is</td></tr>
 * <tr><td>5</td><td>a bullet of an alien is</td></tr>
 * </table>
 *
 * <h2>Rules</h2>
 *
 * Bullets fly by a cell a step; the cannon fires at most every fifth. The aliens march by a cell
 * every 12 steps, or every n steps while n fewer than that are left; where one stands at the wall
 * ahead they all go down a row and turn instead. Every tenth step the alien nearest to the cannon's
 * column shoots, the left one of two as near, and the lowest of its column. When all are shot the
 * next block appears.
 *
 * <h2>Reward</h2>
 *
 * 1 for each alien.
 *
 * <h2>Start</h2>
 *
 * The cannon in the sixth column, four rows of six aliens at the top, marching left. Nothing is
 * drawn but sticky actions.
 *
 * <h2>End</h2>
 *
 * Terminated when a bullet or an alien reaches the cannon, or an alien in the bottom row would have
 * to turn. There is no step limit. While the difficulty ramps, each new block marches faster by a
 * step, up to every 6 steps.
 *
 * <h2>Arguments</h2>
 *
 * See {@link Settings}; all games: {@link MinAtar}.
 */
public final class SpaceInvaders implements Game {
  private static final int CANNON = FIRST;
  private static final int ALIEN_STEP = FIRST + 1;
  private static final int MOVE_INTERVAL = FIRST + 2;
  private static final int MOVE_TIMER = FIRST + 3;
  private static final int ALIEN_SHOT_TIMER = FIRST + 4;
  private static final int SHOT_TIMER = FIRST + 5;
  // A row of a plane is one number, whose bit x stands for column x.
  private static final int ALIENS = FIRST + 6;
  private static final int SHOTS = ALIENS + SIZE;
  private static final int BULLETS = SHOTS + SIZE;

  private static final int BOTTOM = SIZE - 1;
  private static final int LEFT_WALL = 1;
  private static final int RIGHT_WALL = 1 << (SIZE - 1);
  private static final int CHANNEL_COUNT = 6;

  private static final List<Channel> CHANNELS =
      List.of(
          new Channel("cannon", 0x33415CFF, Look.BLOCK),
          new Channel("alien", 0x6BA368FF, Look.BLOCK),
          new Channel("alien left", 0xF4F6FBCC, Look.ARROW_LEFT),
          new Channel("alien right", 0xF4F6FBCC, Look.ARROW_RIGHT),
          new Channel("friendly bullet", 0x4A7BD6FF, Look.SHOT),
          new Channel("enemy bullet", 0xE4572EFF, Look.SHOT));

  static final List<Argument> ARGUMENTS =
      List.of(
          Argument.whole("shot_cool_down", 5, 0, 1000, "steps from shot to shot of the cannon"),
          Argument.whole("enemy_move_interval", 12, 1, 1000, "steps from move to move of aliens"),
          Argument.whole("enemy_shot_interval", 10, 1, 1000, "steps from shot to shot of aliens"),
          Argument.whole("least_move_interval", 6, 1, 1000, "move interval the ramp ends at"),
          Argument.whole("alien_rows", 4, 1, 8, "rows of a block of aliens"),
          Argument.whole("alien_columns", 6, 1, 8, "columns of a block of aliens"),
          Argument.number("alien_reward", 1, -100, 100, "reward for an alien"));

  /**
   * The game's constants.
   *
   * @param ramping whether new blocks march faster
   * @param shotCoolDown steps from shot to shot of the cannon
   * @param enemyMoveInterval steps from move to move of a full block; 1 to 1000
   * @param enemyShotInterval steps from shot to shot of the aliens; 1 to 1000
   * @param leastMoveInterval interval between moves at which the ramp ends
   * @param alienRows rows of a block; 1 to 8
   * @param alienColumns columns of a block; 1 to 8
   * @param alienReward reward for an alien
   */
  public record Settings(
      boolean ramping,
      int shotCoolDown,
      int enemyMoveInterval,
      int enemyShotInterval,
      int leastMoveInterval,
      int alienRows,
      int alienColumns,
      double alienReward) {
    /** The MinAtar package's. */
    public static final Settings DEFAULT =
        of(true, new Arguments("SpaceInvaders", ARGUMENTS, Map.of()));

    public Settings {
      Limits.require(ARGUMENTS, "shot_cool_down", shotCoolDown);
      Limits.require(ARGUMENTS, "enemy_move_interval", enemyMoveInterval);
      Limits.require(ARGUMENTS, "enemy_shot_interval", enemyShotInterval);
      Limits.require(ARGUMENTS, "least_move_interval", leastMoveInterval);
      Limits.require(ARGUMENTS, "alien_rows", alienRows);
      Limits.require(ARGUMENTS, "alien_columns", alienColumns);
      Limits.require(ARGUMENTS, "alien_reward", alienReward);
    }

    static Settings of(boolean ramping, Arguments arguments) {
      return new Settings(
          ramping,
          (int) arguments.whole("shot_cool_down"),
          (int) arguments.whole("enemy_move_interval"),
          (int) arguments.whole("enemy_shot_interval"),
          (int) arguments.whole("least_move_interval"),
          (int) arguments.whole("alien_rows"),
          (int) arguments.whole("alien_columns"),
          arguments.number("alien_reward"));
    }
  }

  private final Settings settings;
  private final int blockRow;

  /** With these constants. */
  public SpaceInvaders(Settings settings) {
    this.settings = settings;
    blockRow = ((1 << settings.alienColumns()) - 1) << ((SIZE - settings.alienColumns()) / 2);
  }

  @Override
  public String name() {
    return "SpaceInvaders";
  }

  @Override
  public List<Channel> channels() {
    return CHANNELS;
  }

  @Override
  public List<Integer> minimalActions() {
    return List.of(NO_OP, LEFT, RIGHT, FIRE);
  }

  @Override
  public int stateSize() {
    return BULLETS + SIZE;
  }

  @Override
  public void begin(int[] s, int at, RandomState random) {
    s[at + CANNON] = SIZE / 2;
    s[at + ALIEN_STEP] = -1;
    s[at + MOVE_INTERVAL] = settings.enemyMoveInterval();
    s[at + MOVE_TIMER] = settings.enemyMoveInterval();
    s[at + ALIEN_SHOT_TIMER] = settings.enemyShotInterval();
    addBlock(s, at);
  }

  private void addBlock(int[] s, int at) {
    for (int row = 0; row < settings.alienRows(); row++) {
      s[at + ALIENS + row] |= blockRow;
    }
  }

  @Override
  public double act(int[] s, int at, int action, RandomState random) {
    moveCannon(s, at, action);
    int aliens = at + ALIENS;
    int bullets = at + BULLETS;
    int cannon = 1 << s[at + CANNON];
    System.arraycopy(s, at + SHOTS + 1, s, at + SHOTS, BOTTOM);
    s[at + SHOTS + BOTTOM] = 0;
    System.arraycopy(s, bullets, s, bullets + 1, BOTTOM);
    s[bullets] = 0;
    boolean hit = ((s[bullets + BOTTOM] | s[aliens + BOTTOM]) & cannon) != 0;
    if (s[at + MOVE_TIMER] == 0) {
      s[at + MOVE_TIMER] = Math.min(count(s, aliens), s[at + MOVE_INTERVAL]);
      hit |= march(s, at);
      hit |= (s[aliens + BOTTOM] & cannon) != 0;
    }
    if (s[at + ALIEN_SHOT_TIMER] == 0) {
      s[at + ALIEN_SHOT_TIMER] = settings.enemyShotInterval();
      shootBack(s, at);
    }
    int killed = kill(s, at);
    s[at + SHOT_TIMER] -= s[at + SHOT_TIMER] > 0 ? 1 : 0;
    s[at + MOVE_TIMER]--;
    s[at + ALIEN_SHOT_TIMER]--;
    if (killed > 0 && count(s, aliens) == 0) {
      if (settings.ramping() && s[at + MOVE_INTERVAL] > settings.leastMoveInterval()) {
        s[at + MOVE_INTERVAL]--;
      }
      addBlock(s, at);
    }
    s[at + TERMINAL] = hit ? 1 : 0;
    return killed * settings.alienReward();
  }

  private void moveCannon(int[] s, int at, int action) {
    if (action == FIRE && s[at + SHOT_TIMER] == 0) {
      s[at + SHOTS + BOTTOM] |= 1 << s[at + CANNON];
      s[at + SHOT_TIMER] = settings.shotCoolDown();
    } else if (action == LEFT) {
      s[at + CANNON] = Math.max(0, s[at + CANNON] - 1);
    } else if (action == RIGHT) {
      s[at + CANNON] = Math.min(SIZE - 1, s[at + CANNON] + 1);
    }
  }

  /** Moves the block; whether one of it had reached the bottom and could not go further down. */
  private static boolean march(int[] s, int at) {
    int aliens = at + ALIENS;
    int columns = columns(s, aliens);
    boolean left = s[at + ALIEN_STEP] < 0;
    if ((columns & (left ? LEFT_WALL : RIGHT_WALL)) == 0) {
      for (int row = 0; row < SIZE; row++) {
        s[aliens + row] = left ? s[aliens + row] >> 1 : s[aliens + row] << 1;
      }
      return false;
    }
    s[at + ALIEN_STEP] = -s[at + ALIEN_STEP];
    int last = s[aliens + BOTTOM];
    System.arraycopy(s, aliens, s, aliens + 1, BOTTOM);
    s[aliens] = last; // what leaves below comes in above, as in the package; the episode is over
    return last != 0;
  }

  /** The lowest alien of the column nearest to the cannon shoots from where it is. */
  private static void shootBack(int[] s, int at) {
    int aliens = at + ALIENS;
    int columns = columns(s, aliens);
    int cannon = s[at + CANNON];
    for (int distance = 0; distance < SIZE; distance++) {
      int left = cannon - distance;
      int right = cannon + distance;
      int column = left >= 0 && ((columns >> left) & 1) != 0 ? left : right;
      if (((columns >> column) & 1) != 0) {
        int row = BOTTOM;
        while (((s[aliens + row] >> column) & 1) == 0) {
          row--;
        }
        s[at + BULLETS + row] |= 1 << column;
        return;
      }
    }
  }

  private static int kill(int[] s, int at) {
    int killed = 0;
    for (int row = 0; row < SIZE; row++) {
      int struck = s[at + ALIENS + row] & s[at + SHOTS + row];
      killed += Integer.bitCount(struck);
      s[at + ALIENS + row] ^= struck;
      s[at + SHOTS + row] ^= struck;
    }
    return killed;
  }

  private static int columns(int[] s, int plane) {
    int columns = 0;
    for (int row = 0; row < SIZE; row++) {
      columns |= s[plane + row];
    }
    return columns;
  }

  private static int count(int[] s, int plane) {
    int count = 0;
    for (int row = 0; row < SIZE; row++) {
      count += Integer.bitCount(s[plane + row]);
    }
    return count;
  }

  @Override
  public void observe(int[] s, int at, byte[] cells) {
    cells[(SIZE * BOTTOM + s[at + CANNON]) * CHANNEL_COUNT] = 1;
    int direction = s[at + ALIEN_STEP] < 0 ? 2 : 3;
    for (int row = 0; row < SIZE; row++) {
      int start = SIZE * row * CHANNEL_COUNT;
      set(cells, start + 1, s[at + ALIENS + row]);
      set(cells, start + direction, s[at + ALIENS + row]);
      set(cells, start + 4, s[at + SHOTS + row]);
      set(cells, start + 5, s[at + BULLETS + row]);
    }
  }

  private static void set(byte[] cells, int start, int columns) {
    for (int rest = columns; rest != 0; rest &= rest - 1) {
      cells[start + Integer.numberOfTrailingZeros(rest) * CHANNEL_COUNT] = 1;
    }
  }
}
