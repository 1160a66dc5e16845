package palestra.generative.data.files;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture from a file.
 *
 * @param height in pixels
 * @param width in pixels
 * @param channels 1 or 3
 * @param pixels from 0 to 1, row by row, channels together
 */
record Picture(int height, int width, int channels, float[] pixels) {

  /**
   * Reads a PNG or JPEG file. What is transparent is laid on white; grey is 0.299 R + 0.587 G +
   * 0.114 B.
   *
   * @throws IllegalArgumentException if it is damaged; names the file and, where known, the offset
   */
  static Picture read(Path file, int channels) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
    }
    PictureCheck.check(file, bytes);
    BufferedImage image;
    try {
      image = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException | RuntimeException e) {
      // decoders answer damage with whatever they stumble over
      throw new IllegalArgumentException(file + ": is damaged: " + e.getMessage(), e);
    }
    if (image == null) {
      throw new IllegalArgumentException(file + ": offset 0: is neither PNG nor JPEG");
    }
    return of(image, channels);
  }

  private static Picture of(BufferedImage image, int channels) {
    int height = image.getHeight();
    int width = image.getWidth();
    int[] colours = image.getRGB(0, 0, width, height, null, 0, width);
    float[] pixels = new float[height * width * channels];
    for (int i = 0; i < colours.length; i++) {
      float alpha = (colours[i] >>> 24) / 255f;
      float red = laid(colours[i] >> 16, alpha);
      float green = laid(colours[i] >> 8, alpha);
      float blue = laid(colours[i], alpha);
      if (channels == 1) {
        pixels[i] = Math.min(1, 0.299f * red + 0.587f * green + 0.114f * blue);
      } else {
        pixels[3 * i] = red;
        pixels[3 * i + 1] = green;
        pixels[3 * i + 2] = blue;
      }
    }
    return new Picture(height, width, channels, pixels);
  }

  private static float laid(int colour, float alpha) {
    return alpha * ((colour & 0xff) / 255f) + (1 - alpha);
  }

  /** Height and width as text. */
  String size() {
    return height + " x " + width;
  }

  /**
   * In another size: linear between pixels where it grows, the mean under a triangle where it
   * shrinks.
   */
  Picture scaled(int newHeight, int newWidth) {
    Picture wide = newWidth == width ? this : transposed().stretched(newWidth).transposed();
    return newHeight == height ? wide : wide.stretched(newHeight);
  }

  private Picture stretched(int newHeight) {
    int line = width * channels;
    float[] to = new float[newHeight * line];
    double by = (double) height / newHeight;
    double reach = Math.max(1, by);
    for (int y = 0; y < newHeight; y++) {
      double middle = (y + 0.5) * by - 0.5;
      int first = Math.max(0, (int) Math.ceil(middle - reach));
      int last = Math.min(height - 1, (int) Math.floor(middle + reach));
      double[] weights =
          IntStream.rangeClosed(first, last)
              .mapToDouble(i -> Math.max(0, 1 - Math.abs(i - middle) / reach))
              .toArray();
      double sum = IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).sum();
      for (int i = first; i <= last; i++) {
        float weight = (float) (weights[i - first] / sum);
        for (int k = 0; k < line; k++) {
          to[y * line + k] += weight * pixels[i * line + k];
        }
      }
    }
    for (int k = 0; k < to.length; k++) {
      to[k] = Math.min(1, to[k]); // weights are rounded
    }
    return new Picture(newHeight, width, channels, to);
  }

  private Picture transposed() {
    float[] to = new float[pixels.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        System.arraycopy(
            pixels, (y * width + x) * channels, to, (x * height + y) * channels, channels);
      }
    }
    return new Picture(width, height, channels, to);
  }

  /** The part in the middle. */
  Picture middle(int newHeight, int newWidth) {
    float[] to = new float[newHeight * newWidth * channels];
    int top = (height - newHeight) / 2;
    int left = (width - newWidth) / 2;
    for (int y = 0; y < newHeight; y++) {
      System.arraycopy(
          pixels,
          ((top + y) * width + left) * channels,
          to,
          y * newWidth * channels,
          newWidth * channels);
    }
    return new Picture(newHeight, newWidth, channels, to);
  }
}
