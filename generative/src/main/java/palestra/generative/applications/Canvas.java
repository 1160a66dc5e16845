package palestra.generative.applications;

/**
 * A picture with a margin around it, so that a network sees as much of pixels at the edge as of
 * others.
 *
 * @param height of the picture
 * @param width of the picture
 * @param margin pixels on each side
 */
record Canvas(int height, int width, int margin) {
  private static final int CHANNELS = 3;

  int high() {
    return height + 2 * margin;
  }

  int wide() {
    return width + 2 * margin;
  }

  /** The margin shows the picture mirrored. */
  float[] extended(float[] picture) {
    float[] all = new float[high() * wide() * CHANNELS];
    for (int y = 0; y < high(); y++) {
      int from = mirrored(y - margin, height);
      for (int x = 0; x < wide(); x++) {
        int at = (from * width + mirrored(x - margin, width)) * CHANNELS;
        System.arraycopy(picture, at, all, (y * wide() + x) * CHANNELS, CHANNELS);
      }
    }
    return all;
  }

  /** Without the margin. */
  float[] cropped(float[] all) {
    float[] picture = new float[height * width * CHANNELS];
    for (int y = 0; y < height; y++) {
      int from = ((y + margin) * wide() + margin) * CHANNELS;
      System.arraycopy(all, from, picture, y * width * CHANNELS, width * CHANNELS);
    }
    return picture;
  }

  private static int mirrored(int place, int length) {
    int cycle = 2 * length;
    int at = Math.floorMod(place, cycle);
    return at < length ? at : cycle - 1 - at;
  }
}
