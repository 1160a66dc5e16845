package palestra.envs.minatar;

import java.util.List;
import java.util.Map;
import palestra.envs.registry.Argument;
import palestra.envs.registry.Arguments;
import palestra.envs.seeding.RandomState;

/**
 * Freeway: bring a chicken across eight lanes of traffic, as often as the time allows.
 *
 * <p>K. Young and T. Tian, "MinAtar: An Atari-Inspired Testbed for Thorough and Reproducible
 * Reinforcement Learning Experiments", 2019. Equal to the MinAtar package's {@code
 * MinAtar/Freeway-v0} and {@code -v1}.
 *
 * <h2>Action space</h2>
 *
 * v1, {@code Discrete(3)}: no-op, up, down. v0, {@code Discrete(6)}: no-op, left, up, right, down,
 * fire, of which left, right and fire do nothing here.
 *
 * <h2>Observation space</h2>
 *
 * {@code bool[10, 10, 7]}, row, column, channel:
 *
 * <table>
 * <caption>Channels</caption>
 * <tr><th>#</th><th>true where</th></tr>
 * <tr><td>0</td><td>the chicken is, in the fifth column</td></tr>
 * <tr><td>1</td><td>a car is</td></tr>
 * <tr><td>2 to 6</td><td>a car came from: the cell behind it, in the channel of its pace, from the
 * fastest to the slowest</td></tr>
 * </table>
 *
 * <h2>Rules</h2>
 *
 * The chicken moves up or down by a cell, at most every third step. Each of the eight middle rows
 * holds a car that moves by a cell every second to sixth step, by its pace of 1 to 5, and re-enters
 * at the other side. A car that meets the chicken puts it back to the bottom. At the top it is
 * rewarded, goes back to the bottom, and all cars get new paces and directions.
 *
 * <h2>Reward</h2>
 *
 * 1 for each arrival at the top.
 *
 * <h2>Start</h2>
 *
 * The chicken at the bottom, the cars in the first column, paces and directions drawn.
 *
 * <h2>End</h2>
 *
 * Terminated by the game's own clock, after 2,501 steps. Nothing grows harder.
 *
 * <h2>Arguments</h2>
 *
 * See {@link Settings}; all games: {@link MinAtar}.
 */
public final class Freeway implements Game {
  private static final int CHICKEN = FIRST;
  private static final int MOVE_TIMER = FIRST + 1;
  private static final int CLOCK = FIRST + 2;
  private static final int CAR_X = FIRST + 3;
  private static final int CAR_TIMER = CAR_X + 8;
  private static final int CAR_PACE = CAR_TIMER + 8;

  private static final int CARS = 8;
  private static final int COLUMN = 4;
  private static final int BOTTOM = SIZE - 1;
  private static final int PACES = 5;
  private static final int CHANNEL_COUNT = 2 + PACES;

  private static final List<Channel> CHANNELS =
      List.of(
          new Channel("chicken", 0xE0A458FF, Look.BALL),
          new Channel("car", 0x33415CFF, Look.BLOCK),
          new Channel("speed1", 0xE4572EDD, Look.TRAIL),
          new Channel("speed2", 0xE98A3FDD, Look.TRAIL),
          new Channel("speed3", 0xD9B84ADD, Look.TRAIL),
          new Channel("speed4", 0x8DBA6BDD, Look.TRAIL),
          new Channel("speed5", 0x6C8AD6DD, Look.TRAIL));

  static final List<Argument> ARGUMENTS =
      List.of(
          Argument.whole("player_speed", 3, 0, 1000, "steps from move to move of the chicken"),
          Argument.whole("time_limit", 2500, 0, 1_000_000, "steps until the end, less one"),
          Argument.whole("slowest_pace", 5, 1, PACES, "largest pace of a car: its steps at rest"),
          Argument.number("crossing_reward", 1, -100, 100, "reward for arriving at the top"));

  /**
   * The game's constants.
   *
   * @param playerSpeed steps from move to move of the chicken
   * @param timeLimit steps until the end, less one
   * @param slowestPace largest pace of a car, which is its steps at rest between moves; 1 to 5
   * @param crossingReward reward for arriving at the top
   */
  public record Settings(int playerSpeed, int timeLimit, int slowestPace, double crossingReward) {
    /** The MinAtar package's. */
    public static final Settings DEFAULT = of(new Arguments("Freeway", ARGUMENTS, Map.of()));

    public Settings {
      Limits.require(ARGUMENTS, "player_speed", playerSpeed);
      Limits.require(ARGUMENTS, "time_limit", timeLimit);
      Limits.require(ARGUMENTS, "slowest_pace", slowestPace);
      Limits.require(ARGUMENTS, "crossing_reward", crossingReward);
    }

    static Settings of(Arguments arguments) {
      return new Settings(
          (int) arguments.whole("player_speed"),
          (int) arguments.whole("time_limit"),
          (int) arguments.whole("slowest_pace"),
          arguments.number("crossing_reward"));
    }
  }

  private final Settings settings;

  /** With these constants. */
  public Freeway(Settings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "Freeway";
  }

  @Override
  public List<Channel> channels() {
    return CHANNELS;
  }

  @Override
  public List<Integer> minimalActions() {
    return List.of(NO_OP, UP, DOWN);
  }

  @Override
  public int stateSize() {
    return CAR_PACE + CARS;
  }

  @Override
  public void begin(int[] s, int at, RandomState random) {
    drawPaces(s, at, random);
    s[at + CHICKEN] = BOTTOM;
    s[at + MOVE_TIMER] = settings.playerSpeed();
    s[at + CLOCK] = settings.timeLimit();
  }

  /** All paces first, then all directions; a car to the left has a negative pace. */
  private void drawPaces(int[] s, int at, RandomState random) {
    for (int car = 0; car < CARS; car++) {
      s[at + CAR_PACE + car] = random.randint(1, settings.slowestPace() + 1);
    }
    for (int car = 0; car < CARS; car++) {
      s[at + CAR_PACE + car] *= (int) Math.signum(random.random() - 0.5);
      s[at + CAR_TIMER + car] = Math.abs(s[at + CAR_PACE + car]);
    }
  }

  @Override
  public double act(int[] s, int at, int action, RandomState random) {
    int chicken = s[at + CHICKEN];
    if (s[at + MOVE_TIMER] == 0 && (action == UP || action == DOWN)) {
      s[at + MOVE_TIMER] = settings.playerSpeed();
      chicken = action == UP ? Math.max(0, chicken - 1) : Math.min(BOTTOM, chicken + 1);
    }
    double reward = 0;
    if (chicken == 0) {
      reward = settings.crossingReward();
      drawPaces(s, at, random);
      chicken = BOTTOM;
    }
    for (int car = 0; car < CARS; car++) {
      if (s[at + CAR_X + car] == COLUMN && chicken == car + 1) {
        chicken = BOTTOM;
      }
      if (s[at + CAR_TIMER + car]-- == 0) {
        int pace = s[at + CAR_PACE + car];
        s[at + CAR_TIMER + car] = Math.abs(pace);
        s[at + CAR_X + car] = wrapped(s[at + CAR_X + car] + (pace > 0 ? 1 : -1));
        if (s[at + CAR_X + car] == COLUMN && chicken == car + 1) {
          chicken = BOTTOM;
        }
      }
    }
    s[at + CHICKEN] = chicken;
    if (s[at + MOVE_TIMER] > 0) {
      s[at + MOVE_TIMER]--;
    }
    if (--s[at + CLOCK] < 0) {
      s[at + TERMINAL] = 1;
    }
    return reward;
  }

  private static int wrapped(int x) {
    return x < 0 ? SIZE - 1 : x >= SIZE ? 0 : x;
  }

  @Override
  public void observe(int[] s, int at, byte[] cells) {
    cells[(SIZE * s[at + CHICKEN] + COLUMN) * CHANNEL_COUNT] = 1;
    for (int car = 0; car < CARS; car++) {
      int row = SIZE * (car + 1);
      int x = s[at + CAR_X + car];
      int pace = s[at + CAR_PACE + car];
      cells[(row + x) * CHANNEL_COUNT + 1] = 1;
      int behind = wrapped(pace > 0 ? x - 1 : x + 1);
      cells[(row + behind) * CHANNEL_COUNT + 1 + Math.abs(pace)] = 1;
    }
  }
}
