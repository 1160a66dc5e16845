package palestra.generative.classifier;

import palestra.networks.bodies.Body;
import palestra.networks.schedules.Schedule;

/**
 * Settings of {@link Classifier}.
 *
 * @param body the network from examples to what the features are made of
 * @param featureUnits features: units of the last hidden layer, between body and classes; usually
 *     64 to 128. More tell more apart, and distances on them need more examples
 * @param batchSize examples in a step
 * @param learningRate Adam's step size
 * @param beta1 Adam's decay of the mean of gradients, in [0, 1)
 * @param beta2 Adam's decay of the mean of squared gradients, in [0, 1)
 * @param adamEpsilon keeps Adam's divisor away from zero
 */
public record ClassifierConfig(
    Body body,
    int featureUnits,
    int batchSize,
    Schedule learningRate,
    double beta1,
    double beta2,
    double adamEpsilon) {

  public ClassifierConfig {
    atLeast("featureUnits", featureUnits, 2);
    atLeast("batchSize", batchSize, 1);
    share("beta1", beta1);
    share("beta2", beta2);
    if (!(adamEpsilon > 0 && adamEpsilon < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("adamEpsilon must be above 0, but is " + adamEpsilon);
    }
  }

  /** What holds where nothing is set. */
  public static ClassifierConfig defaults() {
    return new ClassifierConfig(
        Body.valueOf("lenet5"), 64, 64, Schedule.linear(2e-3, 0), 0.9, 0.999, 1e-8);
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be " + least + " or more, but is " + value);
    }
  }

  private static void share(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must be 0 or more and below 1, but is " + value);
    }
  }
}
