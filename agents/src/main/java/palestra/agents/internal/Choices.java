package palestra.agents.internal;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.distributions.Categorical;
import palestra.networks.distributions.Distribution;
import palestra.networks.distributions.Masks;
import palestra.networks.distributions.MultiCategorical;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;

/**
 * One choice (Discrete) or several at once (MultiDiscrete, a Tuple of Discretes), the logits of one
 * after the other's in a row.
 */
final class Choices implements Actions {
  /** More than this is a mistake rather than a wish; floats count exactly as far as 2^24. */
  private static final long MOST = 1 << 20;

  private final int[] counts;
  private final long[] starts;
  private final int logits;

  private Choices(int[] counts, long[] starts) {
    this.counts = counts;
    this.starts = starts;
    this.logits = Arrays.stream(counts).sum();
  }

  /** Empty if the space is none of choices, or of too many. */
  static Optional<Choices> of(Space<?> space) {
    List<Discrete> parts = Spaces.choices(space);
    if (parts.isEmpty() || parts.stream().mapToLong(Discrete::n).sum() > MOST) {
      return Optional.empty();
    }
    return Optional.of(
        new Choices(
            parts.stream().mapToInt(part -> (int) part.n()).toArray(),
            parts.stream().mapToLong(Discrete::start).toArray()));
  }

  @Override
  public int size() {
    return counts.length;
  }

  @Override
  public int maskSize() {
    return logits;
  }

  @Override
  public Operand<?> input(Model model, String name, int rows) {
    return counts.length == 1
        ? model.input(name, TInt64.class, rows)
        : model.input(name, TInt64.class, rows, counts.length);
  }

  @Override
  public Distribution head(
      Scope scope, Operand<TFloat32> features, Initializer kernel, Operand<TFloat32> masks) {
    Operand<TFloat32> all =
        new Dense(logits, Activation.LINEAR, kernel).apply(scope.child("head"), features);
    Operand<TFloat32> allowed = masks == null ? all : Masks.apply(scope, all, masks);
    return counts.length == 1
        ? new Categorical(allowed)
        : new MultiCategorical(allowed, Arrays.stream(counts).boxed().toList());
  }

  @Override
  public void sample(FloatBuffer parameters, int row, Pcg64 random, float[] action, int at) {
    int from = row * logits;
    for (int i = 0; i < counts.length; i++) {
      action[at + i] = MultiCategorical.sample(parameters, from, counts[i], random.random());
      from += counts[i];
    }
  }

  @Override
  public void mode(FloatBuffer parameters, int row, float[] action, int at) {
    int from = row * logits;
    for (int i = 0; i < counts.length; i++) {
      action[at + i] = MultiCategorical.mode(parameters, from, counts[i]);
      from += counts[i];
    }
  }

  @Override
  public double logProbability(FloatBuffer parameters, int row, float[] action, int at) {
    int from = row * logits;
    double sum = 0;
    for (int i = 0; i < counts.length; i++) {
      sum += MultiCategorical.logProbability(parameters, from, counts[i], (int) action[at + i]);
      from += counts[i];
    }
    return sum;
  }

  @Override
  public double entropy(FloatBuffer parameters, int row) {
    int from = row * logits;
    double sum = 0;
    for (int count : counts) {
      sum += MultiCategorical.entropy(parameters, from, count);
      from += count;
    }
    return sum;
  }

  @Override
  public float[] probabilities(FloatBuffer parameters, int row) {
    float[] probabilities = new float[logits];
    int at = 0;
    for (int count : counts) {
      for (int i = 0; i < count; i++) {
        probabilities[at + i] =
            (float)
                Math.exp(MultiCategorical.logProbability(parameters, row * logits + at, count, i));
      }
      at += count;
    }
    return probabilities;
  }

  @Override
  public void write(float[] action, int at, Batch batch, int copy) {
    for (int i = 0; i < counts.length; i++) {
      batch.longs().put(copy * counts.length + i, starts[i] + (long) action[at + i]);
    }
  }
}
