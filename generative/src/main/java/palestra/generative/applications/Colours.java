package palestra.generative.applications;

/** The colours of one picture in another, channel by channel. */
final class Colours {
  private static final int CHANNELS = 3;

  private Colours() {}

  /**
   * A picture whose channels have the means and deviations of another's, cut to the range from 0 to
   * 1.
   *
   * @param picture {@code [places, 3]}
   * @param other {@code [places, 3]}
   */
  static float[] matched(float[] picture, float[] other) {
    float[] matched = new float[picture.length];
    for (int c = 0; c < CHANNELS; c++) {
      double[] from = moments(picture, c);
      double[] to = moments(other, c);
      double stretch = from[1] > 0 ? to[1] / from[1] : 0;
      for (int i = c; i < picture.length; i += CHANNELS) {
        matched[i] = (float) (to[0] + stretch * (picture[i] - from[0]));
      }
    }
    return Bicubic.clipped(matched);
  }

  /** Mean and deviation of a channel. */
  private static double[] moments(float[] picture, int channel) {
    double sum = 0;
    double squares = 0;
    int count = picture.length / CHANNELS;
    for (int i = channel; i < picture.length; i += CHANNELS) {
      sum += picture[i];
      squares += (double) picture[i] * picture[i];
    }
    double mean = sum / count;
    return new double[] {mean, Math.sqrt(Math.max(0, squares / count - mean * mean))};
  }
}
