package palestra.renderer.pictures;

/**
 * A small picture among others.
 *
 * @param label what stands below it; empty for nothing
 * @param width in pixels
 * @param height in pixels
 * @param rgb three bytes a pixel, row by row from the top
 */
public record Tile(String label, int width, int height, byte[] rgb) {
  /** Hues of the channels of a picture that is neither grey nor coloured, as MinAtar's. */
  private static final int[] HUES = {
    0x4E79A7, 0xF28E2B, 0x59A14F, 0xE15759, 0x76B7B2, 0xEDC948, 0xB07AA1, 0xFF9DA7, 0x9C755F,
    0xBAB0AC
  };

  public Tile {
    if (width < 1 || height < 1 || rgb.length != 3 * width * height) {
      throw new IllegalArgumentException(
          "a tile of " + width + "x" + height + " cannot have " + rgb.length + " bytes");
    }
  }

  /**
   * From numbers between 0 and 1; what lies beyond is cut off.
   *
   * @param pixels {@code [height, width, channels]}, row-major; one channel is grey, three are red,
   *     green and blue, others get a hue each
   */
  public static Tile of(String label, float[] pixels, int height, int width, int channels) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      for (int c = 0; c < 3; c++) {
        double value =
            switch (channels) {
              case 1 -> pixels[i];
              case 3 -> pixels[3 * i + c];
              default -> mixed(pixels, i * channels, channels, 16 - 8 * c);
            };
        rgb[3 * i + c] = (byte) Math.round(255 * Math.max(0, Math.min(1, value)));
      }
    }
    return new Tile(label, width, height, rgb);
  }

  private static double mixed(float[] pixels, int offset, int channels, int shift) {
    double sum = 0;
    for (int k = 0; k < channels; k++) {
      sum += pixels[offset + k] * ((HUES[k % HUES.length] >> shift) & 0xFF) / 255.0;
    }
    return sum;
  }
}
