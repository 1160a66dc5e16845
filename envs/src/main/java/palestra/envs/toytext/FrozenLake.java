package palestra.envs.toytext;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import palestra.envs.Canvas;
import palestra.envs.PictureSize;
import palestra.envs.episodic.EpisodicEnvironment;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Discrete;

/**
 * Frozen lake: cross slippery ice from the start to the goal without falling into a hole.
 *
 * <p>Equal to Gymnasium's {@code FrozenLake-v1} and {@code FrozenLake8x8-v1}: the same seed and
 * actions give the same places, rewards, ends and info.
 *
 * <h2>Action space</h2>
 *
 * {@code Discrete(4)}: 0 walks left (west), 1 down (south), 2 right (east), 3 up (north). Where the
 * map ends, a walker stays.
 *
 * <h2>Observation space</h2>
 *
 * {@code Discrete(rows * columns)}: the walker's place, {@code row * columns + column}, counted
 * from the north-west.
 *
 * <h2>Reward</h2>
 *
 * 1 for reaching the goal, 0 for a hole, 0 for everything else; arguments set others.
 *
 * <h2>Start</h2>
 *
 * At the map's start, S (one of them, where there are several).
 *
 * <h2>End</h2>
 *
 * Terminated in a hole or at the goal. Truncated after 100 steps (FrozenLake-v1) or 200
 * (FrozenLake8x8-v1), by the registry's step limit.
 *
 * <h2>Info</h2>
 *
 * {@code prob}: the probability that the last transition had; 1 after a reset.
 *
 * <h2>Arguments</h2>
 *
 * <table>
 * <caption>Arguments</caption>
 * <tr><th>name</th><th>meaning</th></tr>
 * <tr><td>map_name</td><td>{@code 4x4}, {@code 8x8}, or {@code random}: a map that {@link
 * FrozenLakeMap#random} draws from map_size, map_p and map_seed</td></tr>
 * <tr><td>is_slippery</td><td>whether a walker may slip to either side of where it wants
 * to go</td></tr>
 * <tr><td>success_rate</td><td>probability of not slipping; each side has half of the
 * rest</td></tr>
 * <tr><td>reward_schedule_goal, reward_schedule_hole, reward_schedule_frozen</td><td>rewards for
 * stepping there</td></tr>
 * </table>
 *
 * <h2>Versions</h2>
 *
 * v1: solved at 0.70 on the 4x4 map (the best possible is 0.74), at 0.85 on the 8x8 one (0.91).
 */
public final class FrozenLake extends EpisodicEnvironment<Long, Long, Pcg64> {
  static final String NAME = "FrozenLake";

  private static final int ACTIONS = 4;
  private static final int MOST_PIXELS = 512;
  private static final int CELL_PIXELS = 100;

  /**
   * The lake and its rewards.
   *
   * @param map the lake
   * @param isSlippery whether a walker may slip
   * @param successRate probability of not slipping
   * @param rewardScheduleGoal reward for stepping on the goal
   * @param rewardScheduleHole reward for stepping into a hole
   * @param rewardScheduleFrozen reward for stepping on ice or on the start
   */
  public record Settings(
      FrozenLakeMap map,
      boolean isSlippery,
      double successRate,
      double rewardScheduleGoal,
      double rewardScheduleHole,
      double rewardScheduleFrozen) {
    /** Gymnasium's. */
    public static final Settings DEFAULT = new Settings(FrozenLakeMap.FOUR, true, 1.0 / 3, 1, 0, 0);

    public Settings {
      if (!(successRate >= 0 && successRate <= 1)) {
        throw new IllegalArgumentException("success_rate is 0 to 1, but got " + successRate);
      }
    }

    double reward(char letter) {
      return letter == 'G'
          ? rewardScheduleGoal
          : letter == 'H' ? rewardScheduleHole : rewardScheduleFrozen;
    }
  }

  private final Settings settings;
  private final TabularState state;
  private Pcg64 random;

  /** With Gymnasium's settings. */
  public FrozenLake() {
    this(Settings.DEFAULT);
  }

  /** With other settings. */
  public FrozenLake(Settings settings) {
    super(
        NAME,
        new Discrete((long) settings.map().height() * settings.map().width()),
        new Discrete(ACTIONS),
        Pcg64::seeded);
    this.settings = settings;
    this.state = new TabularState(task(settings));
  }

  /** The lake as a table. */
  static TabularTask task(Settings settings) {
    FrozenLakeMap map = settings.map();
    int states = map.height() * map.width();
    TransitionTable table = new TransitionTable(states, ACTIONS, settings.isSlippery() ? 3 : 1);
    for (int place = 0; place < states; place++) {
      char letter = map.at(place / map.width(), place % map.width());
      for (int action = 0; action < ACTIONS; action++) {
        if (ends(letter)) {
          table.setCertain(place, action, place, 0, true);
        } else {
          setWalk(table, settings, place, action);
        }
      }
    }
    return new TabularTask(table, starts(map));
  }

  private static boolean ends(char letter) {
    return letter == 'G' || letter == 'H';
  }

  private static void setWalk(TransitionTable table, Settings settings, int place, int action) {
    int ways = table.outcomes;
    double slipRate = (1.0 - settings.successRate()) / 2.0;
    for (int k = 0; k < ways; k++) {
      int way = ways == 1 ? action : Math.floorMod(action - 1 + k, ACTIONS);
      double chance = ways == 1 ? 1 : way == action ? settings.successRate() : slipRate;
      int to = walk(settings.map(), place, way);
      char letter = settings.map().at(to / settings.map().width(), to % settings.map().width());
      table.set(place, action, k, chance, to, settings.reward(letter), ends(letter));
    }
  }

  private static int walk(FrozenLakeMap map, int place, int way) {
    int row = place / map.width();
    int column = place % map.width();
    switch (way) {
      case 0 -> column = Math.max(column - 1, 0);
      case 1 -> row = Math.min(row + 1, map.height() - 1);
      case 2 -> column = Math.min(column + 1, map.width() - 1);
      default -> row = Math.max(row - 1, 0);
    }
    return row * map.width() + column;
  }

  private static int[] starts(FrozenLakeMap map) {
    String letters = String.join("", map.rows());
    return java.util.stream.IntStream.range(0, letters.length())
        .filter(place -> letters.charAt(place) == 'S')
        .toArray();
  }

  @Override
  protected void begin(Pcg64 generator, Map<String, Object> options) {
    random = generator;
    state.begin(generator);
  }

  @Override
  protected double move(Long action) {
    return state.move(action.intValue(), random);
  }

  @Override
  public boolean terminated() {
    return state.terminated();
  }

  @Override
  protected Long observation() {
    return (long) state.state();
  }

  @Override
  protected Map<String, Object> info() {
    return Map.of("prob", state.probability());
  }

  @Override
  public List<String> actionNames() {
    return List.of("left", "down", "right", "up");
  }

  @Override
  public double stepsPerSecond() {
    return 4;
  }

  @Override
  public PictureSize pictureSize() {
    FrozenLakeMap map = settings.map();
    int cell = Math.min(CELL_PIXELS, MOST_PIXELS / Math.max(map.width(), map.height()));
    return new PictureSize(map.width() * cell, map.height() * cell);
  }

  @Override
  public void draw(Canvas canvas) {
    FrozenLakePicture.draw(canvas, settings.map(), state.state(), state.action());
  }

  @Override
  protected void saveTask(DataOutput out) throws IOException {
    state.save(out);
  }

  @Override
  protected void loadTask(DataInput in, Pcg64 generator) throws IOException {
    random = generator;
    state.load(in);
  }
}
