package palestra.envs.minatar;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalInt;
import palestra.envs.seeding.RandomState;
import palestra.envs.vector.ActionRows;
import palestra.envs.vector.ArrayVectorEnvironment;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;

/** Many {@link MinAtar}s of one game at once; copy for copy the same episodes. */
public final class MinAtarVector extends ArrayVectorEnvironment<RandomState> {
  private final MinAtarDynamics dynamics;
  private final int rowSize;
  private final int[] states;
  private final byte[] cells;
  private final long[] actions;

  /**
   * Copies, not yet started.
   *
   * @param maxEpisodeSteps steps after which an episode is truncated
   * @param stickyActionProb how likely an action is replaced by the one before
   * @param minimal whether only the game's own actions are there to choose from
   */
  public MinAtarVector(
      int copies,
      AutoresetMode mode,
      OptionalInt maxEpisodeSteps,
      Game game,
      double stickyActionProb,
      boolean minimal) {
    this(copies, mode, maxEpisodeSteps, new MinAtarDynamics(game, stickyActionProb, minimal));
  }

  private MinAtarVector(
      int copies, AutoresetMode mode, OptionalInt maxEpisodeSteps, MinAtarDynamics dynamics) {
    super(
        dynamics.observationSpace(),
        dynamics.actionSpace(),
        copies,
        mode,
        maxEpisodeSteps,
        RandomState::seeded);
    this.dynamics = dynamics;
    rowSize = dynamics.game().stateSize();
    states = new int[Math.multiplyExact(copies, rowSize)];
    cells = new byte[dynamics.observationSpace().size()];
    actions = new long[copies];
  }

  @Override
  protected void takeActions(Batch batch) {
    long last = dynamics.actionSpace().n() - 1;
    batch.longs().get(0, actions);
    for (long action : actions) {
      if (action < 0 || action > last) {
        ActionRows.require(dynamics.game().name(), dynamics.actionSpace(), batch);
      }
    }
  }

  @Override
  protected void advance(double[] rewards, boolean[] terminated) {
    for (int copy = 0; copy < actions.length; copy++) {
      if (!skipsAction(copy)) {
        int at = copy * rowSize;
        rewards[copy] = dynamics.step(states, at, (int) actions[copy], random(copy));
        terminated[copy] = states[at + Game.TERMINAL] != 0;
      }
    }
  }

  @Override
  protected void startEpisode(int copy, RandomState random) {
    dynamics.begin(states, copy * rowSize, Game.NO_OP, random);
  }

  @Override
  protected void observe(Batch observations) {
    for (int copy = 0; copy < actions.length; copy++) {
      observe(copy, observations);
    }
  }

  @Override
  protected void observe(int copy, Batch observations) {
    dynamics.observe(states, copy * rowSize, cells);
    observations.bytes().put(copy * cells.length, cells);
  }

  @Override
  protected void saveCopies(DataOutput out) throws IOException {
    for (int number : states) {
      out.writeInt(number);
    }
  }

  @Override
  protected void loadCopies(DataInput in) throws IOException {
    for (int i = 0; i < states.length; i++) {
      states[i] = in.readInt();
    }
  }
}
