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
 * Cliff walking: walk along a cliff's edge from the start to the goal without falling off it.
 *
 * <p>R. S. Sutton and A. G. Barto, "Reinforcement Learning: An Introduction", 2nd edition, 2018,
 * example 6.6. Equal to Gymnasium's {@code CliffWalking-v1} and {@code CliffWalkingSlippery-v1}:
 * the same seed and actions give the same places, rewards, ends and info.
 *
 * <h2>Action space</h2>
 *
 * {@code Discrete(4)}: 0 walks up (north), 1 right (east), 2 down (south), 3 left (west). Where the
 * land ends, a walker stays.
 *
 * <h2>Observation space</h2>
 *
 * {@code Discrete(rows * columns)}, {@code Discrete(48)} by default: the walker's place, {@code row
 * * columns + column}, counted from the north-west.
 *
 * <h2>Reward</h2>
 *
 * -1 for every step; -100 instead for one off the cliff, after which the walker stands at the start
 * again.
 *
 * <h2>Start</h2>
 *
 * In the south-western corner, place 36. The cliff lies east of it, up to the goal.
 *
 * <h2>End</h2>
 *
 * Terminated at the goal, in the south-eastern corner, place 47. There is no step limit.
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
 * <tr><td>is_slippery</td><td>whether a walker may slip to either side of where it wants to go; on in
 * CliffWalkingSlippery-v1</td></tr>
 * <tr><td>success_rate</td><td>probability of not slipping; each side has half of the
 * rest</td></tr>
 * <tr><td>rows, columns</td><td>size of the land</td></tr>
 * <tr><td>step_reward, cliff_reward</td><td>rewards of a step, and of one off the cliff</td></tr>
 * </table>
 *
 * <h2>Versions</h2>
 *
 * v1: as Gymnasium's, which came with the slippery form. The best return without slipping is -13.
 */
public final class CliffWalking extends EpisodicEnvironment<Long, Long, Pcg64> {
  static final String NAME = "CliffWalking";

  private static final int ACTIONS = 4;
  private static final double THIRD = 1.0 / 3;
  private static final int MOST_PIXELS = 720;

  /**
   * The land and its rewards.
   *
   * @param isSlippery whether a walker may slip
   * @param successRate probability of not slipping
   * @param rows size from north to south, 2 or more
   * @param columns size from west to east, 3 or more
   * @param stepReward of a step
   * @param cliffReward of a step off the cliff
   */
  public record Settings(
      boolean isSlippery,
      double successRate,
      int rows,
      int columns,
      double stepReward,
      double cliffReward) {
    /** Gymnasium's. */
    public static final Settings DEFAULT = new Settings(false, THIRD, 4, 12, -1, -100);

    /** Gymnasium's for the slippery form. */
    public static final Settings SLIPPERY = new Settings(true, THIRD, 4, 12, -1, -100);

    public Settings {
      if (!(successRate >= 0 && successRate <= 1)) {
        throw new IllegalArgumentException("success_rate is 0 to 1, but got " + successRate);
      }
      if (rows < 2 || columns < 3) {
        throw new IllegalArgumentException(
            "the land has 2 rows and 3 columns or more, but got %d and %d"
                .formatted(rows, columns));
      }
    }

    int start() {
      return (rows - 1) * columns;
    }

    int goal() {
      return rows * columns - 1;
    }

    boolean isCliff(int place) {
      return place > start() && place < goal();
    }
  }

  private final Settings settings;
  private final TabularState state;
  private Pcg64 random;
  private boolean fell;

  /** With Gymnasium's settings. */
  public CliffWalking() {
    this(Settings.DEFAULT);
  }

  /** With other settings. */
  public CliffWalking(Settings settings) {
    super(
        NAME,
        new Discrete((long) settings.rows() * settings.columns()),
        new Discrete(ACTIONS),
        Pcg64::seeded);
    this.settings = settings;
    this.state = new TabularState(task(settings));
  }

  /** The land as a table. */
  static TabularTask task(Settings settings) {
    int ways = settings.isSlippery() ? 3 : 1;
    int states = settings.rows() * settings.columns();
    TransitionTable table = new TransitionTable(states, ACTIONS, ways);
    double successRate = settings.successRate();
    // Gymnasium gives all three ways exactly a third, which the difference would miss by a bit.
    double slipRate = successRate == THIRD ? THIRD : (1 - successRate) / 2;
    for (int place = 0; place < states; place++) {
      for (int action = 0; action < ACTIONS; action++) {
        for (int k = 0; k < ways; k++) {
          int way = ways == 1 ? action : Math.floorMod(action - 1 + k, ACTIONS);
          double chance = ways == 1 ? 1 : way == action ? successRate : slipRate;
          int to = walk(settings, place, way);
          if (settings.isCliff(to)) {
            table.set(place, action, k, chance, settings.start(), settings.cliffReward(), false);
          } else {
            boolean arrived = to == settings.goal();
            table.set(place, action, k, chance, to, settings.stepReward(), arrived);
          }
        }
      }
    }
    return new TabularTask(table, new int[] {settings.start()});
  }

  private static int walk(Settings settings, int place, int way) {
    int row = place / settings.columns();
    int column = place % settings.columns();
    switch (way) {
      case 0 -> row = Math.max(row - 1, 0);
      case 1 -> column = Math.min(column + 1, settings.columns() - 1);
      case 2 -> row = Math.min(row + 1, settings.rows() - 1);
      default -> column = Math.max(column - 1, 0);
    }
    return row * settings.columns() + column;
  }

  @Override
  protected void begin(Pcg64 generator, Map<String, Object> options) {
    random = generator;
    state.begin(generator);
    fell = false;
  }

  @Override
  protected double move(Long action) {
    double reward = state.move(action.intValue(), random);
    fell = state.state() == settings.start() && reward == settings.cliffReward();
    return reward;
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
    return List.of("up", "right", "down", "left");
  }

  @Override
  public double stepsPerSecond() {
    return 4;
  }

  @Override
  public PictureSize pictureSize() {
    int cell = Math.max(4, MOST_PIXELS / Math.max(settings.columns(), settings.rows()));
    cell = Math.min(cell, 100);
    return new PictureSize(settings.columns() * cell, settings.rows() * cell);
  }

  @Override
  public void draw(Canvas canvas) {
    CliffWalkingPicture.draw(canvas, settings, state.state(), fell);
  }

  @Override
  protected void saveTask(DataOutput out) throws IOException {
    state.save(out);
    out.writeBoolean(fell);
  }

  @Override
  protected void loadTask(DataInput in, Pcg64 generator) throws IOException {
    random = generator;
    state.load(in);
    fell = in.readBoolean();
  }
}
