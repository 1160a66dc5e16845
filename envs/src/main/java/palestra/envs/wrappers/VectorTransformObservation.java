package palestra.envs.wrappers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Space;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/** Shows the observations of many copies as an {@link ObservationTransform} turns them. */
public final class VectorTransformObservation extends VectorWrapper {
  private final ObservationTransform transform;
  private final Batch seen;
  private final Batch seenLast;

  /**
   * Around copies.
   *
   * @param transform of these copies alone, made for as many
   */
  public VectorTransformObservation(VectorEnvironment inner, ObservationTransform transform) {
    super(inner);
    this.transform = transform;
    seen = rows(transform.space(), inner.count());
    seenLast = rows(transform.space(), inner.count());
  }

  private static Batch rows(Space<?> space, int count) {
    return new Batch(Numbers.dtype(space), count, Numbers.size(space));
  }

  @Override
  public Space<?> singleObservationSpace() {
    return transform.space();
  }

  @Override
  public void reset(long seed) {
    inner().reset(seed);
    Batch shown = inner().observations();
    transform.look(shown);
    for (int i = 0; i < count(); i++) {
      transform.first(shown, seen, i);
    }
  }

  @Override
  public void reset(boolean[] copies) {
    inner().reset(copies);
    for (int i = 0; i < count(); i++) {
      if (copies[i]) {
        transform.first(inner().observations(), seen, i);
      }
    }
  }

  @Override
  public void step(Batch actions) {
    stepInner(actions);
    Batch shown = inner().observations();
    transform.look(shown);
    boolean sameStep = autoresetMode() == AutoresetMode.SAME_STEP;
    for (int i = 0; i < count(); i++) {
      if (sameStep && ended(i)) {
        transform.next(inner().finalObservations(), seenLast, i);
      }
      if (begins(i)) {
        transform.first(shown, seen, i);
      } else {
        transform.next(shown, seen, i);
      }
    }
  }

  @Override
  public Batch observations() {
    return seen;
  }

  @Override
  public Batch finalObservations() {
    return seenLast;
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    transform.save(out);
    seen.save(out);
    seenLast.save(out);
    super.saveState(out);
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    transform.load(in);
    seen.load(in);
    seenLast.load(in);
    super.loadState(in);
  }
}
