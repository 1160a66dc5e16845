package palestra.agents.internal;

import java.nio.FloatBuffer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Box;
import palestra.envs.vector.Batch;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.distributions.DiagonalGaussian;
import palestra.networks.distributions.Distribution;
import palestra.networks.distributions.StateDependentNoise;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;

/**
 * Numbers (Box) that are drawn from a normal distribution. As in Stable-Baselines3 the environment
 * gets them clipped to the bounds, and the policy learns from them as they were drawn.
 *
 * @param box their bounds
 * @param noise how they are explored
 */
record Continuous(Box<?> box, GaussianNoise noise) implements Actions {

  @Override
  public int size() {
    return box.size();
  }

  @Override
  public int maskSize() {
    return 0;
  }

  @Override
  public Operand<?> input(Model model, String name, int rows) {
    return model.input(name, TFloat32.class, rows, size());
  }

  /** Means from the layer, deviations that do not depend on the state, or on gSDE's terms. */
  @Override
  public Distribution head(
      Scope scope, Operand<TFloat32> features, Initializer kernel, Operand<TFloat32> masks) {
    return noise.useSde()
        ? stateDependent(scope, features, kernel).gaussian(scope)
        : new DiagonalGaussian(mean(scope, features, kernel), logStd(scope, Shape.of(size())));
  }

  StateDependentNoise stateDependent(Scope scope, Operand<TFloat32> features, Initializer kernel) {
    Shape matrix = Shape.of(features.shape().get(1), size());
    return new StateDependentNoise(mean(scope, features, kernel), features, logStd(scope, matrix));
  }

  private Operand<TFloat32> mean(Scope scope, Operand<TFloat32> features, Initializer kernel) {
    return new Dense(size(), Activation.LINEAR, kernel).apply(scope.child("head"), features);
  }

  private Operand<TFloat32> logStd(Scope scope, Shape shape) {
    return scope.variable("logStd", shape, Initializer.constant((float) noise.logStdInit()));
  }

  @Override
  public void sample(FloatBuffer parameters, int row, Pcg64 random, float[] action, int at) {
    for (int i = 0; i < size(); i++) {
      double normal = random.standardNormal();
      action[at + i] = (float) DiagonalGaussian.sample(parameters, row, size(), i, normal);
    }
  }

  @Override
  public void mode(FloatBuffer parameters, int row, float[] action, int at) {
    for (int i = 0; i < size(); i++) {
      action[at + i] = (float) DiagonalGaussian.mean(parameters, row, size(), i);
    }
  }

  @Override
  public double logProbability(FloatBuffer parameters, int row, float[] action, int at) {
    double sum = 0;
    for (int i = 0; i < size(); i++) {
      sum += DiagonalGaussian.logProbability(parameters, row, size(), i, action[at + i]);
    }
    return sum;
  }

  @Override
  public double entropy(FloatBuffer parameters, int row) {
    return DiagonalGaussian.entropy(parameters, row, size());
  }

  @Override
  public float[] probabilities(FloatBuffer parameters, int row) {
    return new float[0];
  }

  @Override
  public void write(float[] action, int at, Batch batch, int copy) {
    for (int i = 0; i < size(); i++) {
      double clipped = Math.max(box.low(i), Math.min(box.high(i), action[at + i]));
      batch.set(copy * size() + i, clipped);
    }
  }
}
