package palestra.generative.applications;

import palestra.generative.metrics.PrincipalComponents;

/**
 * The line through the colours of a picture along which they vary most: of a pattern in two
 * colours, the one through both. Places on it are numbers, in the units of a colour.
 */
final class Palette {
  private static final int CHANNELS = 3;

  private final PrincipalComponents line;
  private final float[] places;

  /** The line of a picture {@code [pixels, 3]}. */
  Palette(float[] picture) {
    float[][] pixels = pixels(picture);
    line = new PrincipalComponents(pixels, 1);
    places = first(line.project(pixels));
  }

  /** The colour of place 0. */
  float[] middle() {
    return line.restore(new float[][] {{0}})[0];
  }

  /** From the colour of place 0 to that of place 1. */
  float[] direction() {
    float[] middle = middle();
    float[] one = line.restore(new float[][] {{1}})[0];
    for (int c = 0; c < CHANNELS; c++) {
      one[c] -= middle[c];
    }
    return one;
  }

  /** The least place that the picture has. */
  float least() {
    float least = Float.POSITIVE_INFINITY;
    for (float place : places) {
      least = Math.min(least, place);
    }
    return least;
  }

  /** The greatest. */
  float greatest() {
    float greatest = Float.NEGATIVE_INFINITY;
    for (float place : places) {
      greatest = Math.max(greatest, place);
    }
    return greatest;
  }

  /**
   * Where another picture's brightness lies on the line, once it has the mean and the deviation of
   * this one's places: what is lighter there is farther up here.
   *
   * @param picture {@code [pixels, 3]}
   */
  float[] placed(float[] picture) {
    float[] light = new float[picture.length / CHANNELS];
    for (int i = 0; i < light.length; i++) {
      int at = CHANNELS * i;
      light[i] = 0.299f * picture[at] + 0.587f * picture[at + 1] + 0.114f * picture[at + 2];
    }
    double[] from = moments(light);
    double[] to = moments(places);
    double stretch = from[1] > 0 ? to[1] / from[1] : 0;
    float least = least();
    float greatest = greatest();
    for (int i = 0; i < light.length; i++) {
      double place = to[0] + stretch * (light[i] - from[0]);
      light[i] = (float) Math.max(least, Math.min(greatest, place));
    }
    return light;
  }

  /** The colours of places, {@code [places, 3]}. */
  float[] colours(float[] places) {
    float[][] rows = new float[places.length][1];
    for (int i = 0; i < places.length; i++) {
      rows[i][0] = places[i];
    }
    float[] colours = new float[CHANNELS * places.length];
    float[][] restored = line.restore(rows);
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(restored[i], 0, colours, CHANNELS * i, CHANNELS);
    }
    return Bicubic.clipped(colours);
  }

  private static float[][] pixels(float[] picture) {
    float[][] pixels = new float[picture.length / CHANNELS][CHANNELS];
    for (int i = 0; i < pixels.length; i++) {
      System.arraycopy(picture, CHANNELS * i, pixels[i], 0, CHANNELS);
    }
    return pixels;
  }

  private static float[] first(float[][] rows) {
    float[] first = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      first[i] = rows[i][0];
    }
    return first;
  }

  /** Mean and deviation. */
  private static double[] moments(float[] values) {
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / values.length;
    return new double[] {mean, Math.sqrt(Math.max(0, squares / values.length - mean * mean))};
  }
}
