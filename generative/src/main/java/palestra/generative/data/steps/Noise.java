package palestra.generative.data.steps;

import java.util.random.RandomGenerator;

/**
 * {@code noise}: adds normal noise to every number; pictures are cut off at 0 and 1.
 *
 * @param deviation the noise's standard deviation, at least 0
 */
public record Noise(double deviation) implements Augmentation {

  /** Checks the settings. */
  public Noise {
    Augmentation.check(
        deviation >= 0 && deviation < Double.POSITIVE_INFINITY,
        "noise: deviation",
        "at least 0",
        deviation);
  }

  static Noise defaults() {
    return new Noise(0.05);
  }

  @Override
  public boolean forPictures() {
    return false;
  }

  @Override
  public void change(
      RandomGenerator random, float[] rows, int example, int[] shape, float[] pixels) {
    boolean picture = shape.length == 3;
    for (int i = example; i < example + pixels.length; i++) {
      float noisy = (float) (rows[i] + deviation * random.nextGaussian());
      rows[i] = picture ? Math.max(0, Math.min(1, noisy)) : noisy;
    }
  }
}
