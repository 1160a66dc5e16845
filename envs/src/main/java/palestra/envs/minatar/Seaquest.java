package palestra.envs.minatar;

import java.util.List;
import palestra.envs.seeding.RandomState;

/**
 * Seaquest: with a submarine, rescue divers and shoot fish and other submarines, and come up for
 * air in time.
 *
 * <p>K. Young and T. Tian, "MinAtar: An Atari-Inspired Testbed for Thorough and Reproducible
 * Reinforcement Learning Experiments", 2019. Equal to the MinAtar package's {@code
 * MinAtar/Seaquest-v0} and {@code -v1}.
 *
 * <h2>Action space</h2>
 *
 * v0 and v1 alike, {@code Discrete(6)}: no-op, left, up, right, down, fire.
 *
 * <h2>Observation space</h2>
 *
 * {@code bool[10, 10, 10]}, row, column, channel:
 *
 * <table>
 * <caption>Channels</caption>
 * <tr><th>#</th><th>true where</th></tr>
 * <tr><td>0, 1</td><td>the submarine's front is, and its back</td></tr>
 * <tr><td>2</td><td>a bullet of the submarine is</td></tr>
 * <tr><td>3</td><td>an enemy or a diver came from: the cell behind it, its trail</td></tr>
 * <tr><td>4</td><td>a bullet of an enemy is</td></tr>
 * <tr><td>5, 6</td><td>a fish is, an enemy submarine is</td></tr>
 * <tr><td>7</td><td>oxygen is left: as many tenths as cells of the bottom row, from the left</td>
 * </tr>
 * <tr><td>8</td><td>divers are on board: as many cells of the bottom row, from the ninth column
 * leftwards</td></tr>
 * <tr><td>9</td><td>a diver is</td></tr>
 * </table>
 *
 * <h2>Rules</h2>
 *
 * The submarine moves by a cell a step within the upper nine rows and looks to where it last moved
 * sideways; it fires at most every fifth step. Enemies (one in three a submarine, which shoots
 * every eleventh step) and divers enter at the left or right of the eight middle rows, never
 * against the direction of enemies that are in the row, and cross it by a cell every sixth step.
 * Touching a diver takes it on board, where there is room for six. Below the surface a step costs 1
 * of 200 units of oxygen. Surfacing fills the tank and costs a diver; with six on board all leave,
 * and are paid for. As in the package, one more is then owed: the next diver rescued does not
 * count.
 *
 * <h2>Reward</h2>
 *
 * 1 for each enemy shot; for surfacing with six divers as many as tenths of the oxygen are left.
 *
 * <h2>Start</h2>
 *
 * At the surface, in the sixth column, with a full tank, in an empty sea.
 *
 * <h2>End</h2>
 *
 * Terminated when an enemy or its bullet touches the submarine's front, when it surfaces without a
 * diver, or when the oxygen has run out. There is no step limit. While the difficulty ramps, each
 * surfacing shortens the interval between enemies by 1, down to 1, and each second one that between
 * their moves, down to 2.
 *
 * <h2>Arguments</h2>
 *
 * See {@link SeaquestSettings}; all games: {@link MinAtar}.
 */
public final class Seaquest implements Game {
  private static final int OXYGEN = FIRST;
  private static final int ON_BOARD = FIRST + 1;
  private static final int X = FIRST + 2;
  private static final int Y = FIRST + 3;
  private static final int LOOKS_RIGHT = FIRST + 4;
  private static final int SPAWN_INTERVAL = FIRST + 5;
  private static final int SPAWN_TIMER = FIRST + 6;
  private static final int DIVER_TIMER = FIRST + 7;
  private static final int MOVE_INTERVAL = FIRST + 8;
  private static final int RAMP_INDEX = FIRST + 9;
  private static final int SHOT_TIMER = FIRST + 10;
  private static final int SURFACED = FIRST + 11;
  private static final int SHOTS = FIRST + 12;

  // What swims or flies is one number: its column plus 1 (0 and 11 are outside), row, direction,
  // the steps until it moves, the steps until it shoots.
  private static final int CELL = 0xff;
  private static final int RIGHTWARDS = 0x100;
  private static final int MOVE_SHIFT = 9;
  private static final int ONE_MOVE = 1 << MOVE_SHIFT;
  private static final int MOVE_MASK = 0x3ff << MOVE_SHIFT;
  private static final int SHOT_SHIFT = 19;
  private static final int ONE_SHOT = 1 << SHOT_SHIFT;
  private static final int SHOT_MASK = 0x3ff << SHOT_SHIFT;

  private static final int CHANNEL_COUNT = 10;
  private static final int BOTTOM = SIZE - 1;
  private static final int GAUGE = 10;

  private static final List<Channel> CHANNELS =
      List.of(
          new Channel("submarine's front", 0xE0A458FF, Look.BLOCK),
          new Channel("submarine's back", 0xE0A458AA, Look.BLOCK),
          new Channel("friendly bullet", 0x33415CFF, Look.SHOT),
          new Channel("trail", 0x8FA6CCAA, Look.TRAIL),
          new Channel("enemy bullet", 0xE4572EFF, Look.SHOT),
          new Channel("fish", 0x6BA368FF, Look.BLOCK),
          new Channel("enemy submarine", 0xE4572EFF, Look.BLOCK),
          new Channel("oxygen", 0x4A9BD6FF, Look.GAUGE),
          new Channel("divers on board", 0x7F6FD6FF, Look.BALL),
          new Channel("diver", 0x7F6FD6FF, Look.BALL));

  private final SeaquestSettings settings;
  private final int bullets;
  private final int fishes;
  private final int subs;
  private final int divers;
  private final int size;

  /** With these constants. */
  public Seaquest(SeaquestSettings settings) {
    this.settings = settings;
    // Each crosses in ten moves, and at most one enters in a step.
    int most = SIZE * (settings.initMoveInterval() + 1) + 2;
    int mostDivers =
        SIZE * (settings.diverMoveInterval() + 1) / Math.max(1, settings.diverSpawnSpeed()) + 2;
    int shotsOfOne = 1 + (SIZE + 1) / (settings.enemyShotInterval() + 1);
    bullets = SHOTS + 1 + SIZE + 2;
    fishes = bullets + 1 + (most + SIZE + 1) * shotsOfOne;
    subs = fishes + 1 + most;
    divers = subs + 1 + most;
    size = divers + 1 + mostDivers;
  }

  @Override
  public String name() {
    return "Seaquest";
  }

  @Override
  public List<Channel> channels() {
    return CHANNELS;
  }

  @Override
  public List<Integer> minimalActions() {
    return List.of(NO_OP, LEFT, UP, RIGHT, DOWN, FIRE);
  }

  @Override
  public int stateSize() {
    return size;
  }

  @Override
  public void begin(int[] s, int at, RandomState random) {
    s[at + OXYGEN] = settings.maxOxygen();
    s[at + X] = SIZE / 2;
    s[at + SPAWN_INTERVAL] = settings.initSpawnSpeed();
    s[at + SPAWN_TIMER] = settings.initSpawnSpeed();
    s[at + DIVER_TIMER] = settings.diverSpawnSpeed();
    s[at + MOVE_INTERVAL] = settings.initMoveInterval();
    s[at + SURFACED] = 1;
  }

  @Override
  public double act(int[] s, int at, int action, RandomState random) {
    if (s[at + SPAWN_TIMER] == 0) {
      spawnEnemy(s, at, random);
      s[at + SPAWN_TIMER] = s[at + SPAWN_INTERVAL];
    }
    if (s[at + DIVER_TIMER] == 0) {
      spawnDiver(s, at, random);
      s[at + DIVER_TIMER] = settings.diverSpawnSpeed();
    }
    moveSubmarine(s, at, action);
    int here = cell(s[at + X], s[at + Y]);
    int shot = moveShots(s, at);
    moveDivers(s, at, here);
    shot += moveEnemies(s, at, here, subs);
    moveBullets(s, at, here);
    shot += moveEnemies(s, at, here, fishes);
    countDown(s, at + SPAWN_TIMER);
    countDown(s, at + DIVER_TIMER);
    countDown(s, at + SHOT_TIMER);
    return shot * settings.enemyReward() + breathe(s, at);
  }

  private static int cell(int x, int y) {
    return (x + 1) | (y << 4);
  }

  private static int column(int swimmer) {
    return (swimmer & 15) - 1;
  }

  private static boolean outside(int swimmer) {
    return column(swimmer) < 0 || column(swimmer) >= SIZE;
  }

  private static int ahead(int swimmer) {
    return (swimmer & RIGHTWARDS) != 0 ? swimmer + 1 : swimmer - 1;
  }

  private static void countDown(int[] s, int timer) {
    s[timer] -= s[timer] > 0 ? 1 : 0;
  }

  private void spawnEnemy(int[] s, int at, RandomState random) {
    boolean right = random.random() < 0.5;
    boolean sub = random.random() < settings.submarineProbability();
    int y = random.randint(1, SIZE - 1);
    int enemy = cell(right ? 0 : SIZE - 1, y) | (right ? RIGHTWARDS : 0);
    int oncoming = enemy ^ RIGHTWARDS;
    int lane = RIGHTWARDS | (15 << 4);
    if (Lists.find(s, at + subs, oncoming, lane) >= 0
        || Lists.find(s, at + fishes, oncoming, lane) >= 0) {
      return;
    }
    enemy |= s[at + MOVE_INTERVAL] << MOVE_SHIFT;
    if (sub) {
      Lists.add(s, at + subs, enemy | (settings.enemyShotInterval() << SHOT_SHIFT));
    } else {
      Lists.add(s, at + fishes, enemy);
    }
  }

  private void spawnDiver(int[] s, int at, RandomState random) {
    boolean right = random.random() < 0.5;
    int y = random.randint(1, SIZE - 1);
    int diver = cell(right ? 0 : SIZE - 1, y) | (right ? RIGHTWARDS : 0);
    Lists.add(s, at + divers, diver | (settings.diverMoveInterval() << MOVE_SHIFT));
  }

  private void moveSubmarine(int[] s, int at, int action) {
    switch (action) {
      case FIRE -> {
        if (s[at + SHOT_TIMER] == 0) {
          int looks = s[at + LOOKS_RIGHT] != 0 ? RIGHTWARDS : 0;
          Lists.add(s, at + SHOTS, cell(s[at + X], s[at + Y]) | looks);
          s[at + SHOT_TIMER] = settings.shotCoolDown();
        }
      }
      case LEFT -> {
        s[at + X] = Math.max(0, s[at + X] - 1);
        s[at + LOOKS_RIGHT] = 0;
      }
      case RIGHT -> {
        s[at + X] = Math.min(SIZE - 1, s[at + X] + 1);
        s[at + LOOKS_RIGHT] = 1;
      }
      case UP -> s[at + Y] = Math.max(0, s[at + Y] - 1);
      case DOWN -> s[at + Y] = Math.min(SIZE - 2, s[at + Y] + 1);
      default -> {}
    }
  }

  /** Last first, as all loops here; gives how many enemies were struck. */
  private int moveShots(int[] s, int at) {
    int struck = 0;
    for (int i = s[at + SHOTS] - 1; i >= 0; i--) {
      int shot = ahead(Lists.get(s, at + SHOTS, i));
      Lists.set(s, at + SHOTS, i, shot);
      if (outside(shot)) {
        Lists.remove(s, at + SHOTS, shot);
        continue;
      }
      int list = at + fishes;
      int enemy = Lists.find(s, list, shot, CELL);
      if (enemy < 0) {
        list = at + subs;
        enemy = Lists.find(s, list, shot, CELL);
      }
      if (enemy >= 0) {
        Lists.removeAt(s, list, enemy);
        Lists.remove(s, at + SHOTS, shot);
        struck++;
      }
    }
    return struck;
  }

  private void moveDivers(int[] s, int at, int here) {
    int list = at + divers;
    for (int i = s[list] - 1; i >= 0; i--) {
      int diver = Lists.get(s, list, i);
      boolean met = (diver & CELL) == here && s[at + ON_BOARD] < settings.maxDivers();
      if (!met && (diver & MOVE_MASK) != 0) {
        Lists.set(s, list, i, diver - ONE_MOVE);
        continue;
      }
      if (!met) {
        diver = ahead(diver) | (settings.diverMoveInterval() << MOVE_SHIFT);
        Lists.set(s, list, i, diver);
        met = (diver & CELL) == here && s[at + ON_BOARD] < settings.maxDivers();
      }
      if (met || outside(diver)) {
        Lists.remove(s, list, diver);
        s[at + ON_BOARD] += met ? 1 : 0;
      }
    }
  }

  /** Moves the fish or the submarines; gives how many swam into a bullet. */
  private int moveEnemies(int[] s, int at, int here, int kind) {
    int list = at + kind;
    int struck = 0;
    for (int i = s[list] - 1; i >= 0; i--) {
      int enemy = Lists.get(s, list, i);
      int removed = i + 1;
      if ((enemy & CELL) == here) {
        s[at + TERMINAL] = 1;
      }
      if ((enemy & MOVE_MASK) != 0) {
        enemy -= ONE_MOVE;
        Lists.set(s, list, i, enemy);
      } else {
        enemy = ahead(enemy) | (s[at + MOVE_INTERVAL] << MOVE_SHIFT);
        Lists.set(s, list, i, enemy);
        int shot = Lists.find(s, at + SHOTS, enemy, CELL);
        if (outside(enemy)) {
          removed = Lists.remove(s, list, enemy);
        } else if ((enemy & CELL) == here) {
          s[at + TERMINAL] = 1;
        } else if (shot >= 0) {
          removed = Lists.remove(s, list, enemy);
          Lists.removeAt(s, at + SHOTS, shot);
          struck++;
        }
      }
      if (kind == subs) {
        // An equal one before it was removed in its place: then it has moved up by one.
        shoot(s, at, enemy, removed > i ? i : removed < i ? i - 1 : -1);
      }
    }
    return struck;
  }

  /** Lets a submarine shoot in its turn, also one that has just gone; its place is then -1. */
  private void shoot(int[] s, int at, int sub, int place) {
    int waiting = sub - ONE_SHOT;
    if ((sub & SHOT_MASK) == 0) {
      waiting = sub | (settings.enemyShotInterval() << SHOT_SHIFT);
      Lists.add(s, at + bullets, sub & (CELL | RIGHTWARDS));
    }
    if (place >= 0) {
      Lists.set(s, at + subs, place, waiting);
    }
  }

  private void moveBullets(int[] s, int at, int here) {
    int list = at + bullets;
    for (int i = s[list] - 1; i >= 0; i--) {
      int bullet = Lists.get(s, list, i);
      if ((bullet & CELL) == here) {
        s[at + TERMINAL] = 1;
      }
      bullet = ahead(bullet);
      Lists.set(s, list, i, bullet);
      if (outside(bullet)) {
        Lists.remove(s, list, bullet);
      } else if ((bullet & CELL) == here) {
        s[at + TERMINAL] = 1;
      }
    }
  }

  /** Uses up oxygen or surfaces; gives the reward for that. */
  private double breathe(int[] s, int at) {
    if (s[at + OXYGEN] <= 0) {
      s[at + TERMINAL] = 1;
    }
    if (s[at + Y] > 0) {
      s[at + OXYGEN]--;
      s[at + SURFACED] = 0;
    } else if (s[at + SURFACED] == 0) {
      if (s[at + ON_BOARD] != 0) {
        return surface(s, at);
      }
      s[at + TERMINAL] = 1;
    }
    return 0;
  }

  private double surface(int[] s, int at) {
    int tenths = 0;
    if (s[at + ON_BOARD] == settings.maxDivers()) {
      s[at + ON_BOARD] = 0;
      tenths = s[at + OXYGEN] * GAUGE / settings.maxOxygen();
    }
    s[at + SURFACED] = 1;
    s[at + OXYGEN] = settings.maxOxygen();
    s[at + ON_BOARD]--;
    if (settings.ramping() && (s[at + SPAWN_INTERVAL] > 1 || s[at + MOVE_INTERVAL] > 2)) {
      s[at + MOVE_INTERVAL] -= s[at + MOVE_INTERVAL] > 2 ? s[at + RAMP_INDEX] % 2 : 0;
      s[at + SPAWN_INTERVAL] -= s[at + SPAWN_INTERVAL] > 1 ? 1 : 0;
      s[at + RAMP_INDEX]++;
    }
    return tenths * settings.rescueReward();
  }

  @Override
  public void observe(int[] s, int at, byte[] cells) {
    int submarine = SIZE * s[at + Y] + s[at + X];
    cells[submarine * CHANNEL_COUNT] = 1;
    cells[(s[at + LOOKS_RIGHT] != 0 ? submarine - 1 : submarine + 1) * CHANNEL_COUNT + 1] = 1;
    int oxygen = Math.max(0, s[at + OXYGEN]) * GAUGE / settings.maxOxygen();
    for (int x = 0; x < oxygen; x++) {
      cells[(SIZE * BOTTOM + x) * CHANNEL_COUNT + 7] = 1;
    }
    for (int x = BOTTOM - s[at + ON_BOARD]; x < BOTTOM; x++) {
      cells[(SIZE * BOTTOM + x) * CHANNEL_COUNT + 8] = 1;
    }
    see(s, at + SHOTS, cells, 2, false);
    see(s, at + bullets, cells, 4, false);
    see(s, at + fishes, cells, 5, true);
    see(s, at + subs, cells, 6, true);
    see(s, at + divers, cells, 9, true);
  }

  private static void see(int[] s, int list, byte[] cells, int channel, boolean trails) {
    for (int i = 0; i < s[list]; i++) {
      int swimmer = Lists.get(s, list, i);
      int x = column(swimmer);
      int row = SIZE * ((swimmer >> 4) & 15);
      cells[(row + x) * CHANNEL_COUNT + channel] = 1;
      int behind = (swimmer & RIGHTWARDS) != 0 ? x - 1 : x + 1;
      if (trails && behind >= 0 && behind < SIZE) {
        cells[(row + behind) * CHANNEL_COUNT + 3] = 1;
      }
    }
  }
}
