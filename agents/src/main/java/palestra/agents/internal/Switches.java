package palestra.agents.internal;

import java.nio.FloatBuffer;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.envs.seeding.Pcg64;
import palestra.envs.vector.Batch;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.distributions.Bernoulli;
import palestra.networks.distributions.Distribution;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;

/**
 * Switches that are on or off, each by itself (MultiBinary).
 *
 * @param size how many
 */
record Switches(int size) implements Actions {

  @Override
  public int maskSize() {
    return 0;
  }

  @Override
  public Operand<?> input(Model model, String name, int rows) {
    return model.input(name, TFloat32.class, rows, size);
  }

  @Override
  public Distribution head(
      Scope scope, Operand<TFloat32> features, Initializer kernel, Operand<TFloat32> masks) {
    return new Bernoulli(
        new Dense(size, Activation.LINEAR, kernel).apply(scope.child("head"), features));
  }

  @Override
  public void sample(FloatBuffer parameters, int row, Pcg64 random, float[] action, int at) {
    for (int i = 0; i < size; i++) {
      boolean on = random.random() < Bernoulli.probability(parameters, row * size + i);
      action[at + i] = on ? 1 : 0;
    }
  }

  @Override
  public void mode(FloatBuffer parameters, int row, float[] action, int at) {
    for (int i = 0; i < size; i++) {
      action[at + i] = parameters.get(row * size + i) > 0 ? 1 : 0;
    }
  }

  @Override
  public double logProbability(FloatBuffer parameters, int row, float[] action, int at) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += Bernoulli.logProbability(parameters, row * size + i, action[at + i] == 1);
    }
    return sum;
  }

  @Override
  public double entropy(FloatBuffer parameters, int row) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += Bernoulli.entropy(parameters, row * size + i);
    }
    return sum;
  }

  @Override
  public float[] probabilities(FloatBuffer parameters, int row) {
    float[] probabilities = new float[size];
    for (int i = 0; i < size; i++) {
      probabilities[i] = (float) Bernoulli.probability(parameters, row * size + i);
    }
    return probabilities;
  }

  @Override
  public void write(float[] action, int at, Batch batch, int copy) {
    for (int i = 0; i < size; i++) {
      batch.bytes().put(copy * size + i, (byte) action[at + i]);
    }
  }
}
