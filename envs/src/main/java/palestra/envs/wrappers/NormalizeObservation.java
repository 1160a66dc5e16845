package palestra.envs.wrappers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * Shows {@code (x - mean) / sqrt(variance + epsilon)} of each number, by the running statistics of
 * all copies' observations, as Gymnasium's {@code NormalizeObservation}: {@code float32},
 * unbounded.
 *
 * <p>The statistics are part of what was learned. They can be shared: an evaluation's frozen
 * wrapper reads those that the training's updates. Where an episode is reset in the step that ends
 * it, its last observation is normalised but not counted.
 */
public final class NormalizeObservation implements ObservationTransform {
  /** Gymnasium's default for epsilon. */
  public static final double EPSILON = 1e-8;

  private final Box<float[]> space;
  private final RunningMeanStd statistics;
  private final double epsilon;
  private final boolean frozen;

  /**
   * For the observations of a space.
   *
   * @param statistics that {@link #statistics(Space)} made for that space
   * @param epsilon keeps the division away from zero; above 0
   * @param frozen whether to use the statistics without updating them
   */
  public NormalizeObservation(
      Space<?> shown, RunningMeanStd statistics, double epsilon, boolean frozen) {
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException("epsilon is above 0, but is " + epsilon);
    }
    space = Box.float32(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, box(shown).shape());
    this.statistics = statistics;
    this.epsilon = epsilon;
    this.frozen = frozen;
  }

  /** Fresh statistics for the observations of a space. */
  public static RunningMeanStd statistics(Space<?> shown) {
    Box<?> box = box(shown);
    return new RunningMeanStd(box.size(), box.dtype() == DType.FLOAT32);
  }

  private static Box<?> box(Space<?> shown) {
    Needs.require(shown instanceof Box<?>, "observations in a Box", shown);
    return (Box<?>) shown;
  }

  @Override
  public Space<?> space() {
    return space;
  }

  @Override
  public void look(Batch shown) {
    if (frozen) {
      return;
    }
    int rows = shown.rows();
    int size = shown.rowSize();
    for (int i = 0; i < size; i++) {
      double sum = 0;
      for (int row = 0; row < rows; row++) {
        sum = statistics.round(sum + shown.get(row * size + i));
      }
      double mean = statistics.round(sum / rows);
      double squares = 0;
      for (int row = 0; row < rows; row++) {
        double distance = statistics.round(shown.get(row * size + i) - mean);
        squares = statistics.round(squares + statistics.round(distance * distance));
      }
      statistics.update(i, mean, statistics.round(squares / rows), rows);
    }
    statistics.counted(rows);
  }

  @Override
  public void next(Batch shown, Batch seen, int row) {
    int size = shown.rowSize();
    for (int i = 0; i < size; i++) {
      double x = shown.get(row * size + i);
      seen.floats().put(row * size + i, (float) statistics.normalize(i, x, epsilon));
    }
  }

  @Override
  public void save(DataOutput out) throws IOException {
    statistics.save(out);
  }

  @Override
  public void load(DataInput in) throws IOException {
    statistics.load(in);
  }
}
