package palestra.generative.data.steps;

import java.util.random.RandomGenerator;

/**
 * {@code colour}: changes brightness, contrast and saturation of pictures, in this order, each by a
 * factor drawn from 1 less to 1 plus its setting, and cuts off at 0 and 1. Contrast is about the
 * picture's mean brightness; saturation about each pixel's own, and left out of pictures that have
 * not three channels. Brightness of a pixel is 0.299 R + 0.587 G + 0.114 B.
 *
 * @param brightness from 0 to 1
 * @param contrast from 0 to 1
 * @param saturation from 0 to 1
 */
public record Colour(double brightness, double contrast, double saturation)
    implements Augmentation {

  /** Checks the settings. */
  public Colour {
    check("brightness", brightness);
    check("contrast", contrast);
    check("saturation", saturation);
  }

  private static void check(String name, double value) {
    Augmentation.check(value >= 0 && value <= 1, "colour: " + name, "from 0 to 1", value);
  }

  static Colour defaults() {
    return new Colour(0.2, 0.2, 0.2);
  }

  @Override
  public void change(
      RandomGenerator random, float[] rows, int example, int[] shape, float[] pixels) {
    float brighter = factor(random, brightness);
    float starker = factor(random, contrast);
    float fuller = factor(random, saturation);
    int channels = shape[2];
    int end = example + shape[0] * shape[1] * channels;
    for (int i = example; i < end; i++) {
      rows[i] = clip(rows[i] * brighter);
    }
    double sum = 0;
    for (int i = example; i < end; i += channels) {
      sum += grey(rows, i, channels);
    }
    float mean = (float) (sum / (shape[0] * shape[1]));
    for (int i = example; i < end; i++) {
      rows[i] = clip(mean + starker * (rows[i] - mean));
    }
    for (int i = example; i < end && channels == 3; i += 3) {
      float grey = grey(rows, i, channels);
      for (int c = 0; c < 3; c++) {
        rows[i + c] = clip(grey + fuller * (rows[i + c] - grey));
      }
    }
  }

  private static float factor(RandomGenerator random, double range) {
    return (float) (1 + range * (2 * random.nextDouble() - 1));
  }

  private static float grey(float[] rows, int i, int channels) {
    if (channels == 3) {
      return 0.299f * rows[i] + 0.587f * rows[i + 1] + 0.114f * rows[i + 2];
    }
    float sum = 0;
    for (int c = 0; c < channels; c++) {
      sum += rows[i + c];
    }
    return sum / channels;
  }

  private static float clip(float value) {
    return Math.max(0, Math.min(1, value));
  }
}
