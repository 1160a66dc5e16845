package palestra.envs.wrappers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalInt;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.MultiDiscrete;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * Shows the steps taken in the episode behind the flattened observation, as Gymnasium's {@code
 * TimeAwareObservation}: whole ones from 0 to the limit, or as a share of the limit. The element
 * type is NumPy's common one: {@code float64} for {@code float32} observations with whole steps.
 */
public final class TimeAwareObservation implements ObservationTransform {
  private final ObservationTransform flat;
  private final Box<?> space;
  private final Batch flattened;
  private final int maxEpisodeSteps;
  private final boolean normalizeTime;
  private final int[] steps;

  /**
   * For copies of an environment.
   *
   * @param maxEpisodeSteps the environment's step limit
   * @param normalizeTime whether to show the share of the limit
   */
  public TimeAwareObservation(
      Space<?> shown, int copies, OptionalInt maxEpisodeSteps, boolean normalizeTime) {
    this.maxEpisodeSteps =
        maxEpisodeSteps.orElseThrow(
            () -> new IllegalArgumentException("needs a step limit, but it has none"));
    this.normalizeTime = normalizeTime;
    Needs.require(
        shown instanceof Box<?> || shown instanceof Discrete || shown instanceof MultiDiscrete,
        "observations that are a Box, Discrete or MultiDiscrete",
        shown);
    flat = new FlattenObservation.Rows(shown);
    Box<?> box = (Box<?>) flat.space();
    flattened = new Batch(box.dtype(), copies, box.size());
    double[] low = new double[box.size() + 1];
    double[] high = new double[low.length];
    for (int i = 0; i < box.size(); i++) {
      low[i] = box.low(i);
      high[i] = box.high(i);
    }
    high[box.size()] = normalizeTime ? 1 : this.maxEpisodeSteps;
    DType type = DType.common(box.dtype(), normalizeTime ? DType.FLOAT32 : DType.INT32);
    space = Box.of(type, low, high, low.length);
    steps = new int[copies];
  }

  @Override
  public Space<?> space() {
    return space;
  }

  @Override
  public void first(Batch shown, Batch seen, int row) {
    steps[row] = 0;
    write(shown, seen, row);
  }

  @Override
  public void next(Batch shown, Batch seen, int row) {
    steps[row]++;
    write(shown, seen, row);
  }

  private void write(Batch shown, Batch seen, int row) {
    flat.next(shown, flattened, row);
    int size = flattened.rowSize();
    for (int i = 0; i < size; i++) {
      seen.set(row * (size + 1) + i, flattened.get(row * size + i));
    }
    double time = normalizeTime ? (double) steps[row] / maxEpisodeSteps : steps[row];
    seen.set(row * (size + 1) + size, time);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    for (int step : steps) {
      out.writeInt(step);
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    for (int i = 0; i < steps.length; i++) {
      steps[i] = in.readInt();
    }
  }
}
