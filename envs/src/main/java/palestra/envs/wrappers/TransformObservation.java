package palestra.envs.wrappers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.Environment;
import palestra.envs.Reset;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * Shows the observations of one environment as an {@link ObservationTransform} turns them, in the
 * manner of Gymnasium's {@code TransformObservation}.
 *
 * @param <O> what an observation becomes
 * @param <A> what an action is
 * @param <I> what an observation was
 */
public final class TransformObservation<O, A, I> extends Wrapper<O, A, I, A> {
  private final ObservationTransform transform;
  private final Batch shown;
  private final Batch seen;

  /**
   * Around an environment whose observations are plain numbers.
   *
   * @param transform of this environment alone, made for one copy
   */
  public TransformObservation(Environment<I, A> environment, ObservationTransform transform) {
    super(environment);
    this.transform = transform;
    Space<I> space = environment.observationSpace();
    shown = new Batch(Numbers.dtype(space), 1, Numbers.size(space));
    seen = new Batch(Numbers.dtype(transform.space()), 1, Numbers.size(transform.space()));
  }

  @Override
  @SuppressWarnings("unchecked") // who chooses the transform chooses O
  public Space<O> observationSpace() {
    return (Space<O>) transform.space();
  }

  @Override
  public Space<A> actionSpace() {
    return environment().actionSpace();
  }

  @Override
  public Reset<O> reset(Start start) {
    Reset<I> reset = environment().reset(start);
    show(reset.observation());
    transform.first(shown, seen, 0);
    return new Reset<>(seen(), reset.info());
  }

  @Override
  public Step<O> step(A action) {
    Step<I> step = environment().step(action);
    show(step.observation());
    transform.next(shown, seen, 0);
    return new Step<>(seen(), step.reward(), step.terminated(), step.truncated(), step.info());
  }

  private void show(I observation) {
    shown.setRow(0, Numbers.of(environment().observationSpace(), observation));
    transform.look(shown);
  }

  @SuppressWarnings("unchecked") // Numbers gives an element of the transform's space
  private O seen() {
    return (O) Numbers.element(transform.space(), seen.row(0));
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
