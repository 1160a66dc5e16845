package palestra.envs.wrappers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import palestra.envs.seeding.Generator;
import palestra.envs.spaces.Space;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/**
 * Copies of an environment with something around each: passes on what a subclass does not change. A
 * step of a subclass allocates nothing; one with a state of its own saves it before it calls these
 * methods.
 */
public abstract class VectorWrapper implements VectorEnvironment {
  private final VectorEnvironment inner;
  private final boolean[] restarting;

  /** Around copies, which it closes with itself. */
  protected VectorWrapper(VectorEnvironment inner) {
    this.inner = inner;
    restarting = new boolean[inner.count()];
  }

  /** The wrapped copies. */
  protected final VectorEnvironment inner() {
    return inner;
  }

  /** Steps the wrapped copies. */
  protected final void stepInner(Batch actions) {
    noteRestarts();
    inner.step(actions);
  }

  /** Notes whose coming step will be no step but a reset; {@link #stepInner} does so by itself. */
  protected final void noteRestarts() {
    boolean nextStep = inner.autoresetMode() == AutoresetMode.NEXT_STEP;
    for (int i = 0; i < restarting.length; i++) {
      restarting[i] = nextStep && ended(i);
    }
  }

  /** Whether the last step was, for this copy, the reset that follows an end. */
  protected final boolean restarted(int copy) {
    return restarting[copy];
  }

  /** Whether the last step ended the copy's episode. */
  protected final boolean ended(int copy) {
    return inner.terminated()[copy] || inner.truncated()[copy];
  }

  /** Whether the copy shows the first observation of an episode after the last step. */
  protected final boolean begins(int copy) {
    return restarting[copy] || (autoresetMode() == AutoresetMode.SAME_STEP && ended(copy));
  }

  @Override
  public int count() {
    return inner.count();
  }

  @Override
  public Space<?> singleObservationSpace() {
    return inner.singleObservationSpace();
  }

  @Override
  public Space<?> singleActionSpace() {
    return inner.singleActionSpace();
  }

  @Override
  public final AutoresetMode autoresetMode() {
    return inner.autoresetMode();
  }

  @Override
  public void reset(long seed) {
    inner.reset(seed);
  }

  @Override
  public void reset(boolean[] copies) {
    inner.reset(copies);
  }

  @Override
  public void step(Batch actions) {
    stepInner(actions);
  }

  @Override
  public Batch newActions() {
    return inner.newActions();
  }

  @Override
  public Batch observations() {
    return inner.observations();
  }

  @Override
  public Batch finalObservations() {
    return inner.finalObservations();
  }

  @Override
  public double[] rewards() {
    return inner.rewards();
  }

  @Override
  public double[] taskRewards() {
    return inner.taskRewards();
  }

  @Override
  public boolean[] terminated() {
    return inner.terminated();
  }

  @Override
  public boolean[] truncated() {
    return inner.truncated();
  }

  @Override
  public Generator random(int copy) {
    return inner.random(copy);
  }

  @Override
  public Generator episodeStart(int copy) {
    return inner.episodeStart(copy);
  }

  @Override
  public Optional<Batch> actionMasks() {
    return inner.actionMasks();
  }

  @Override
  public void makeReplayable() {
    inner.makeReplayable();
  }

  @Override
  public boolean asynchronous() {
    return inner.asynchronous();
  }

  @Override
  public boolean moved(int copy) {
    return inner.moved(copy);
  }

  @Override
  public Map<String, Object> report() {
    return inner.report();
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    inner.saveState(out);
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    inner.loadState(in);
  }

  @Override
  public void close() {
    inner.close();
  }
}
