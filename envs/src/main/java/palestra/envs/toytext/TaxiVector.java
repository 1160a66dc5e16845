package palestra.envs.toytext;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Discrete;
import palestra.envs.vector.ActionRows;
import palestra.envs.vector.ArrayVectorEnvironment;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;

/** Many {@link Taxi}s at once; copy for copy the same episodes as the single one gives. */
public final class TaxiVector extends ArrayVectorEnvironment<Pcg64> {
  private final Taxi.Settings settings;
  private final TabularTask task;
  private final byte[] stateMasks;
  private final Discrete actionSpace;
  private final Pcg64[] randoms;
  private final long[] states;
  private final boolean[] fickle;
  private final long[] actions;
  private final byte[] maskRows;
  private final Batch masks;

  /**
   * Copies, not yet started.
   *
   * @param maxEpisodeSteps steps after which an episode is truncated
   */
  public TaxiVector(
      int copies, AutoresetMode mode, OptionalInt maxEpisodeSteps, Taxi.Settings settings) {
    super(
        new Discrete(TaxiTown.STATES),
        new Discrete(TaxiTown.ACTIONS),
        copies,
        mode,
        maxEpisodeSteps,
        Pcg64::seeded);
    this.settings = settings;
    task = TaxiTown.task(settings);
    stateMasks = TaxiTown.masks();
    actionSpace = (Discrete) singleActionSpace();
    randoms = new Pcg64[copies];
    for (int i = 0; i < copies; i++) {
      randoms[i] = random(i);
    }
    states = new long[copies];
    fickle = new boolean[copies];
    actions = new long[copies];
    maskRows = new byte[TaxiTown.ACTIONS * copies];
    masks = new Batch(DType.UINT8, copies, TaxiTown.ACTIONS);
  }

  @Override
  protected void takeActions(Batch batch) {
    ActionRows.require(Taxi.NAME, actionSpace, batch);
    batch.longs().get(0, actions);
  }

  @Override
  protected void advance(double[] rewards, boolean[] terminated) {
    TransitionTable table = task.table;
    for (int i = 0; i < states.length; i++) {
      if (skipsAction(i)) {
        continue;
      }
      int before = (int) states[i];
      int outcome = table.draw(before, (int) actions[i], randoms[i].random());
      int after = table.next[outcome];
      if (fickle[i] && Taxi.rode(before, after)) {
        fickle[i] = false;
        after = Taxi.changeDestination(after, randoms[i]);
      }
      states[i] = after;
      rewards[i] = table.reward[outcome];
      terminated[i] = table.terminated[outcome];
    }
  }

  @Override
  protected void startEpisode(int copy, Pcg64 random) {
    states[copy] = task.start(random.random());
    fickle[copy] = Taxi.drawFickle(settings, random);
  }

  @Override
  protected void observe(Batch observations) {
    observations.longs().put(0, states);
    writeMasks();
  }

  private void writeMasks() {
    int size = TaxiTown.ACTIONS;
    for (int i = 0; i < states.length; i++) {
      int from = size * (int) states[i];
      for (int action = 0; action < size; action++) {
        maskRows[size * i + action] = stateMasks[from + action];
      }
    }
    masks.bytes().put(0, maskRows);
  }

  @Override
  protected void observe(int copy, Batch observations) {
    observations.longs().put(copy, states[copy]);
    int size = TaxiTown.ACTIONS;
    masks.bytes().put(size * copy, stateMasks, size * (int) states[copy], size);
  }

  @Override
  public Optional<Batch> actionMasks() {
    return Optional.of(masks);
  }

  @Override
  protected void saveCopies(DataOutput out) throws IOException {
    for (int i = 0; i < states.length; i++) {
      out.writeLong(states[i]);
      out.writeBoolean(fickle[i]);
    }
  }

  @Override
  protected void loadCopies(DataInput in) throws IOException {
    for (int i = 0; i < states.length; i++) {
      states[i] = in.readLong();
      fickle[i] = in.readBoolean();
    }
    writeMasks();
  }
}
