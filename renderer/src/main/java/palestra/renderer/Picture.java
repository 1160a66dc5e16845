package palestra.renderer;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/**
 * A picture in memory.
 *
 * @param width pixels across
 * @param height pixels down
 * @param rgb {@code 0x00RRGGBB}, row by row from the top; shared, not copied
 */
public record Picture(int width, int height, int[] rgb) {

  public Picture {
    if (width < 1 || height < 1 || rgb.length != width * height) {
      throw new IllegalArgumentException(
          "a picture of " + width + "x" + height + " cannot have " + rgb.length + " pixels");
    }
  }

  /** A black picture. */
  public static Picture blank(int width, int height) {
    return new Picture(width, height, new int[width * height]);
  }

  /** The pixel at a place, {@code 0x00RRGGBB}. */
  public int at(int x, int y) {
    return rgb[y * width + x];
  }

  /** Puts another picture onto this one, its upper left corner at a place; it has to fit. */
  public void put(Picture other, int left, int top) {
    for (int y = 0; y < other.height; y++) {
      System.arraycopy(other.rgb, y * other.width, rgb, (top + y) * width + left, other.width);
    }
  }

  /** A picture with pixels of its own. */
  public Picture copy() {
    return new Picture(width, height, rgb.clone());
  }

  /** A copy as Java's own kind of picture. */
  public BufferedImage toImage() {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    System.arraycopy(rgb, 0, pixels, 0, rgb.length);
    return image;
  }
}
