package palestra.envs.minatar;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import palestra.envs.Canvas;
import palestra.envs.PictureSize;
import palestra.envs.episodic.EpisodicEnvironment;
import palestra.envs.seeding.RandomState;

/**
 * A MinAtar game: {@link Asterix}, {@link Breakout}, {@link Freeway}, {@link Seaquest} or {@link
 * SpaceInvaders}, whose classes are the manual pages of their rules.
 *
 * <p>K. Young and T. Tian, "MinAtar: An Atari-Inspired Testbed for Thorough and Reproducible
 * Reinforcement Learning Experiments", 2019. Equal to the MinAtar package 1.0.15: the same seed and
 * actions give the same observations, rewards and ends.
 *
 * <h2>Action space</h2>
 *
 * v0: {@code Discrete(6)}, no-op, left, up, right, down, fire. v1: only those that do something in
 * the game. With probability {@code sticky_action_prob} the action carried out before is carried
 * out again instead.
 *
 * <h2>Observation space</h2>
 *
 * {@code bool[10, 10, n]}: row, column, channel.
 *
 * <h2>Start</h2>
 *
 * As the game says. The action before the first is no-op, as in a package environment just made; in
 * the package it stays, over a reset, the last one of the episode before, which the reset option
 * {@code last_action} (0 to 5, numbered as in v0) sets here. So an episode depends on its seed and
 * actions alone.
 *
 * <h2>End</h2>
 *
 * Terminated as the game says; no step limit.
 *
 * <h2>Arguments</h2>
 *
 * {@code sticky_action_prob} 0.1, {@code difficulty_ramping} true, and the game's own.
 *
 * <h2>Versions</h2>
 *
 * v0 has all six actions, v1 the game's own.
 */
public final class MinAtar extends EpisodicEnvironment<boolean[], Long, RandomState> {
  /** The package's probability of a sticky action. */
  public static final double STICKY_ACTION_PROB = 0.1;

  private static final String LAST_ACTION = "last_action";

  private final MinAtarDynamics dynamics;
  private final int[] state;
  private final byte[] cells;
  private RandomState random = RandomState.seeded(0);

  /**
   * A game, not yet started.
   *
   * @param stickyActionProb how likely an action is replaced by the one before
   * @param minimal whether only the game's own actions are there to choose from
   */
  public MinAtar(Game game, double stickyActionProb, boolean minimal) {
    this(new MinAtarDynamics(game, stickyActionProb, minimal));
  }

  private MinAtar(MinAtarDynamics dynamics) {
    super(
        dynamics.game().name(),
        dynamics.observationSpace(),
        dynamics.actionSpace(),
        RandomState::seeded);
    this.dynamics = dynamics;
    state = new int[dynamics.game().stateSize()];
    cells = new byte[dynamics.observationSpace().size()];
  }

  @Override
  protected Set<String> options() {
    return Set.of(LAST_ACTION);
  }

  @Override
  protected void begin(RandomState random, Map<String, Object> options) {
    double lastAction = number(options, LAST_ACTION, Game.NO_OP);
    if (!(lastAction >= 0 && lastAction < Game.ACTIONS.size() && lastAction % 1 == 0)) {
      throw new IllegalArgumentException(
          "%s: reset option %s is a whole number from 0 to 5, but got %s"
              .formatted(name(), LAST_ACTION, options.get(LAST_ACTION)));
    }
    dynamics.begin(state, 0, (int) lastAction, random);
    this.random = random;
  }

  @Override
  protected double move(Long action) {
    return dynamics.step(state, 0, action.intValue(), random);
  }

  @Override
  public boolean terminated() {
    return state[Game.TERMINAL] != 0;
  }

  @Override
  protected boolean[] observation() {
    dynamics.observe(state, 0, cells);
    boolean[] observation = new boolean[cells.length];
    for (int i = 0; i < cells.length; i++) {
      observation[i] = cells[i] != 0;
    }
    return observation;
  }

  @Override
  public double stepsPerSecond() {
    return 20;
  }

  @Override
  public List<String> actionNames() {
    return dynamics.actionNames();
  }

  @Override
  public PictureSize pictureSize() {
    return new PictureSize(500, 500);
  }

  @Override
  public void draw(Canvas canvas) {
    dynamics.observe(state, 0, cells);
    MinAtarPicture.draw(canvas, dynamics.game().channels(), cells);
  }

  @Override
  protected void saveTask(DataOutput out) throws IOException {
    for (int number : state) {
      out.writeInt(number);
    }
  }

  @Override
  protected void loadTask(DataInput in, RandomState random) throws IOException {
    for (int i = 0; i < state.length; i++) {
      state[i] = in.readInt();
    }
    this.random = random;
  }
}
