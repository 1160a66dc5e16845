package palestra.envs.wrappers;

import palestra.envs.Environment;
import palestra.envs.Reset;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Flattening;
import palestra.envs.spaces.MultiDiscrete;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * Shows an observation as one vector, as Gymnasium's {@code FlattenObservation}: a {@code Discrete}
 * or {@code MultiDiscrete} one-hot, the parts of a {@code Tuple} or {@code Dict} one after the
 * other.
 *
 * @param <A> what an action is
 * @param <I> what an observation was
 */
public final class FlattenObservation<A, I> extends Wrapper<Object, A, I, A> {
  private final Box<?> space;

  /** Around an environment whose observations have a fixed size. */
  public FlattenObservation(Environment<I, A> environment) {
    super(environment);
    space = Flattening.space(environment.observationSpace());
  }

  @Override
  @SuppressWarnings("unchecked") // an element is the array that fits the box
  public Space<Object> observationSpace() {
    return (Space<Object>) (Space<?>) space;
  }

  @Override
  public Space<A> actionSpace() {
    return environment().actionSpace();
  }

  @Override
  public Reset<Object> reset(Start start) {
    Reset<I> reset = environment().reset(start);
    return new Reset<>(flat(reset.observation()), reset.info());
  }

  @Override
  public Step<Object> step(A action) {
    Step<I> step = environment().step(action);
    return new Step<>(
        flat(step.observation()), step.reward(), step.terminated(), step.truncated(), step.info());
  }

  private Object flat(I observation) {
    double[] numbers = new double[space.size()];
    Flattening.write(environment().observationSpace(), observation, numbers, 0);
    return Numbers.element(space, numbers);
  }

  /** The same for many copies, whose observations are plain numbers. */
  public static final class Rows implements ObservationTransform {
    private final Box<?> space;
    private final long[] counts;
    private final long[] starts;

    /** For the observations of a space. */
    public Rows(Space<?> shown) {
      Numbers.size(shown);
      space = Flattening.space(shown);
      if (shown instanceof Discrete discrete) {
        counts = new long[] {discrete.n()};
        starts = new long[] {discrete.start()};
      } else if (shown instanceof MultiDiscrete many) {
        counts = many.nvec();
        starts = many.start();
      } else {
        counts = new long[0];
        starts = new long[0];
      }
    }

    @Override
    public Space<?> space() {
      return space;
    }

    @Override
    public void next(Batch shown, Batch seen, int row) {
      if (counts.length == 0) {
        shown.copyRow(row, seen);
        return;
      }
      int at = row * seen.rowSize();
      for (int i = 0; i < seen.rowSize(); i++) {
        seen.longs().put(at + i, 0);
      }
      for (int i = 0; i < counts.length; i++) {
        long value = shown.longs().get(row * counts.length + i) - starts[i];
        seen.longs().put(at + (int) value, 1);
        at += (int) counts[i];
      }
    }
  }
}
