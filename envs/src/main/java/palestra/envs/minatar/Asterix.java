package palestra.envs.minatar;

import java.util.List;
import java.util.Map;
import palestra.envs.registry.Argument;
import palestra.envs.registry.Arguments;
import palestra.envs.seeding.RandomState;

/**
 * Asterix: pick up the treasures that cross the field, and touch none of the enemies among them.
 *
 * <p>K. Young and T. Tian, "MinAtar: An Atari-Inspired Testbed for Thorough and Reproducible
 * Reinforcement Learning Experiments", 2019. Equal to the MinAtar package's {@code
 * MinAtar/Asterix-v0} and {@code -v1}.
 *
 * <h2>Action space</h2>
 *
 * v1, {@code Discrete(5)}: no-op, left, up, right, down. v0, {@code Discrete(6)}: these and fire,
 * which does nothing here.
 *
 * <h2>Observation space</h2>
 *
 * {@code bool[10, 10, 4]}, row, column, channel:
 *
 * <table>
 * <caption>Channels</caption>
 * <tr><th>#</th><th>true where</th></tr>
 * <tr><td>0</td><td>the player is</td></tr>
 * <tr><td>1</td><td>an enemy is</td></tr>
 * <tr><td>2</td><td>an enemy or a treasure came from: the cell behind it, its trail</td></tr>
 * <tr><td>3</td><td>a treasure is</td></tr>
 * </table>
 *
 * <h2>Rules</h2>
 *
 * The player moves by a cell a step within the eight middle rows. Every {@code spawn interval}
 * steps an enemy or, with probability 1/3, a treasure enters at the left or right of a free middle
 * row; each such row holds one. They all move by a cell every {@code move interval} steps and leave
 * at the other side.
 *
 * <h2>Reward</h2>
 *
 * 1 for each treasure.
 *
 * <h2>Start</h2>
 *
 * The player in the sixth row and column of an empty field; intervals of 10 (spawn) and 5 (move).
 *
 * <h2>End</h2>
 *
 * Terminated when the player touches an enemy. There is no step limit. While the difficulty ramps,
 * the spawn interval shrinks by 1 about every 100 steps and the move interval every second time,
 * down to 1.
 *
 * <h2>Arguments</h2>
 *
 * See {@link Settings}; all games: {@link MinAtar}.
 */
public final class Asterix implements Game {
  private static final int PLAYER_X = FIRST;
  private static final int PLAYER_Y = FIRST + 1;
  private static final int SPAWN_INTERVAL = FIRST + 2;
  private static final int SPAWN_TIMER = FIRST + 3;
  private static final int MOVE_INTERVAL = FIRST + 4;
  private static final int MOVE_TIMER = FIRST + 5;
  private static final int RAMP_TIMER = FIRST + 6;
  private static final int RAMP_INDEX = FIRST + 7;
  private static final int ENTITIES = FIRST + 8;

  /** Rows that entities move in, one each; the first of them is the grid's second. */
  private static final int SLOTS = SIZE - 2;

  // An entity is its column and these bits; 0 is none.
  private static final int COLUMN = 15;
  private static final int RIGHTWARDS = 16;
  private static final int GOLD = 32;
  private static final int PRESENT = 64;

  private static final List<Channel> CHANNELS =
      List.of(
          new Channel("player", 0x33415CFF, Look.BALL),
          new Channel("enemy", 0xE4572EFF, Look.BLOCK),
          new Channel("trail", 0x9AA5BFAA, Look.TRAIL),
          new Channel("gold", 0xE0A458FF, Look.BALL));

  static final List<Argument> ARGUMENTS =
      List.of(
          Argument.whole("ramp_interval", 100, 0, 1_000_000, "steps between ramps, less one"),
          Argument.whole("init_spawn_speed", 10, 1, 1000, "steps from entity to entity at first"),
          Argument.whole("init_move_interval", 5, 1, 1000, "steps from move to move at first"),
          Argument.number("gold_probability", 1.0 / 3, 0, 1, "how likely an entity is treasure"),
          Argument.number("gold_reward", 1, -100, 100, "reward for a treasure"));

  /**
   * The game's constants.
   *
   * @param ramping whether the difficulty rises
   * @param rampInterval steps between ramps, less one
   * @param initSpawnSpeed steps from entity to entity at first; 1 to 1000
   * @param initMoveInterval steps from move to move at first; 1 to 1000
   * @param goldProbability how likely an entity is treasure
   * @param goldReward reward for a treasure
   */
  public record Settings(
      boolean ramping,
      int rampInterval,
      int initSpawnSpeed,
      int initMoveInterval,
      double goldProbability,
      double goldReward) {
    /** The MinAtar package's. */
    public static final Settings DEFAULT = of(true, new Arguments("Asterix", ARGUMENTS, Map.of()));

    public Settings {
      Limits.require(ARGUMENTS, "ramp_interval", rampInterval);
      Limits.require(ARGUMENTS, "init_spawn_speed", initSpawnSpeed);
      Limits.require(ARGUMENTS, "init_move_interval", initMoveInterval);
      Limits.require(ARGUMENTS, "gold_probability", goldProbability);
      Limits.require(ARGUMENTS, "gold_reward", goldReward);
    }

    static Settings of(boolean ramping, Arguments arguments) {
      return new Settings(
          ramping,
          (int) arguments.whole("ramp_interval"),
          (int) arguments.whole("init_spawn_speed"),
          (int) arguments.whole("init_move_interval"),
          arguments.number("gold_probability"),
          arguments.number("gold_reward"));
    }
  }

  private final Settings settings;

  /** With these constants. */
  public Asterix(Settings settings) {
    this.settings = settings;
  }

  @Override
  public String name() {
    return "Asterix";
  }

  @Override
  public List<Channel> channels() {
    return CHANNELS;
  }

  @Override
  public List<Integer> minimalActions() {
    return List.of(NO_OP, LEFT, UP, RIGHT, DOWN);
  }

  @Override
  public int stateSize() {
    return ENTITIES + SLOTS;
  }

  @Override
  public void begin(int[] s, int at, RandomState random) {
    s[at + PLAYER_X] = SIZE / 2;
    s[at + PLAYER_Y] = SIZE / 2;
    s[at + SPAWN_INTERVAL] = settings.initSpawnSpeed();
    s[at + SPAWN_TIMER] = settings.initSpawnSpeed();
    s[at + MOVE_INTERVAL] = settings.initMoveInterval();
    s[at + MOVE_TIMER] = settings.initMoveInterval();
    s[at + RAMP_TIMER] = settings.rampInterval();
  }

  @Override
  public double act(int[] s, int at, int action, RandomState random) {
    if (s[at + SPAWN_TIMER] == 0) {
      spawn(s, at, random);
      s[at + SPAWN_TIMER] = s[at + SPAWN_INTERVAL];
    }
    switch (action) {
      case LEFT -> s[at + PLAYER_X] = Math.max(0, s[at + PLAYER_X] - 1);
      case RIGHT -> s[at + PLAYER_X] = Math.min(SIZE - 1, s[at + PLAYER_X] + 1);
      case UP -> s[at + PLAYER_Y] = Math.max(1, s[at + PLAYER_Y] - 1);
      case DOWN -> s[at + PLAYER_Y] = Math.min(SIZE - 2, s[at + PLAYER_Y] + 1);
      default -> {}
    }
    double reward = meet(s, at);
    if (s[at + MOVE_TIMER] == 0) {
      s[at + MOVE_TIMER] = s[at + MOVE_INTERVAL];
      moveEntities(s, at);
      reward += meet(s, at);
    }
    s[at + SPAWN_TIMER]--;
    s[at + MOVE_TIMER]--;
    if (settings.ramping() && (s[at + SPAWN_INTERVAL] > 1 || s[at + MOVE_INTERVAL] > 1)) {
      ramp(s, at);
    }
    return reward;
  }

  private void spawn(int[] s, int at, RandomState random) {
    boolean right = random.random() < 0.5;
    boolean gold = random.random() < settings.goldProbability();
    int free = 0;
    for (int slot = 0; slot < SLOTS; slot++) {
      free += s[at + ENTITIES + slot] == 0 ? 1 : 0;
    }
    if (free == 0) {
      return;
    }
    int chosen = random.randint(0, free);
    for (int slot = 0; slot < SLOTS; slot++) {
      if (s[at + ENTITIES + slot] == 0 && chosen-- == 0) {
        s[at + ENTITIES + slot] = PRESENT | (right ? RIGHTWARDS : SIZE - 1) | (gold ? GOLD : 0);
        return;
      }
    }
  }

  /** Only the player's row can hold what the player meets. */
  private double meet(int[] s, int at) {
    int place = at + ENTITIES + s[at + PLAYER_Y] - 1;
    int entity = s[place];
    if (entity == 0 || (entity & COLUMN) != s[at + PLAYER_X]) {
      return 0;
    }
    if ((entity & GOLD) == 0) {
      s[at + TERMINAL] = 1;
      return 0;
    }
    s[place] = 0;
    return settings.goldReward();
  }

  private static void moveEntities(int[] s, int at) {
    for (int place = at + ENTITIES; place < at + ENTITIES + SLOTS; place++) {
      int entity = s[place];
      if (entity != 0) {
        boolean right = (entity & RIGHTWARDS) != 0;
        boolean leaves = (entity & COLUMN) == (right ? SIZE - 1 : 0);
        s[place] = leaves ? 0 : entity + (right ? 1 : -1);
      }
    }
  }

  private void ramp(int[] s, int at) {
    if (s[at + RAMP_TIMER] >= 0) {
      s[at + RAMP_TIMER]--;
      return;
    }
    if (s[at + MOVE_INTERVAL] > 1 && s[at + RAMP_INDEX] % 2 == 1) {
      s[at + MOVE_INTERVAL]--;
    }
    if (s[at + SPAWN_INTERVAL] > 1) {
      s[at + SPAWN_INTERVAL]--;
    }
    s[at + RAMP_INDEX]++;
    s[at + RAMP_TIMER] = settings.rampInterval();
  }

  @Override
  public void observe(int[] s, int at, byte[] cells) {
    cells[(SIZE * s[at + PLAYER_Y] + s[at + PLAYER_X]) * 4] = 1;
    for (int slot = 0; slot < SLOTS; slot++) {
      int entity = s[at + ENTITIES + slot];
      if (entity != 0) {
        int row = SIZE * (slot + 1);
        int x = entity & COLUMN;
        cells[(row + x) * 4 + ((entity & GOLD) != 0 ? 3 : 1)] = 1;
        int behind = (entity & RIGHTWARDS) != 0 ? x - 1 : x + 1;
        if (behind >= 0 && behind < SIZE) {
          cells[(row + behind) * 4 + 2] = 1;
        }
      }
    }
  }
}
