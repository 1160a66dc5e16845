package palestra.envs.wrappers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Space;
import palestra.envs.vector.ActionRows;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/** Hands actions to many copies as an {@link ActionTransform} turns them. */
public final class VectorTransformAction extends VectorWrapper {
  private final String name;
  private final ActionTransform transform;
  private final Batch taken;

  /**
   * Around copies.
   *
   * @param name the wrapper's name, for messages
   * @param transform of these copies alone, made for as many
   */
  public VectorTransformAction(String name, VectorEnvironment inner, ActionTransform transform) {
    super(inner);
    this.name = name;
    this.transform = transform;
    taken = inner.newActions();
  }

  @Override
  public Space<?> singleActionSpace() {
    return transform.space();
  }

  @Override
  public Batch newActions() {
    return new Batch(Numbers.dtype(transform.space()), count(), Numbers.size(transform.space()));
  }

  @Override
  public void reset(long seed) {
    inner().reset(seed);
    for (int i = 0; i < count(); i++) {
      transform.begin(i);
    }
  }

  @Override
  public void reset(boolean[] copies) {
    inner().reset(copies);
    for (int i = 0; i < count(); i++) {
      if (copies[i]) {
        transform.begin(i);
      }
    }
  }

  @Override
  public void step(Batch actions) {
    requireFitting(actions);
    ActionRows.require(name, transform.space(), actions);
    noteRestarts();
    Batch mask = inner().actionMasks().orElse(null);
    for (int i = 0; i < count(); i++) {
      if (!restarted(i)) {
        transform.check(actions, i, mask);
      }
    }
    for (int i = 0; i < count(); i++) {
      if (restarted(i)) {
        transform.begin(i);
      }
      transform.turn(actions, taken, i, inner().random(i), mask);
    }
    stepInner(taken);
    for (int i = 0; i < count(); i++) {
      if (ended(i) || restarted(i)) {
        transform.begin(i);
      }
    }
  }

  private void requireFitting(Batch actions) {
    int size = Numbers.size(transform.space());
    if (actions.dtype() != Numbers.dtype(transform.space())
        || actions.rows() != count()
        || actions.rowSize() != size) {
      throw new IllegalArgumentException(
          "actions are %d rows of %d %s, but got %d rows of %d %s"
              .formatted(
                  count(),
                  size,
                  Numbers.dtype(transform.space()),
                  actions.rows(),
                  actions.rowSize(),
                  actions.dtype()));
    }
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    transform.save(out);
    super.saveState(out);
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    transform.load(in);
    super.loadState(in);
  }
}
