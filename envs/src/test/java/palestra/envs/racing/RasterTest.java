package palestra.envs.racing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is drawn on the large picture, and how it is shrunk. */
final class RasterTest {
  private static final int COLOR = 1;
  private final Raster raster = new Raster(0);

  private int count(int color) {
    int count = 0;
    for (byte pixel : raster.pixels) {
      count += pixel == color ? 1 : 0;
    }
    return count;
  }

  @Test
  void aPartOfTheCarIncludesItsEdges() {
    raster.part(new int[] {10, 19, 19, 10}, new int[] {20, 20, 24, 24}, 4, COLOR, false);
    assertThat(count(COLOR)).isEqualTo(10 * 5);
    assertThat(raster.pixels[20 * Raster.WIDTH + 10]).isEqualTo((byte) COLOR);
    assertThat(raster.pixels[24 * Raster.WIDTH + 19]).isEqualTo((byte) COLOR);
  }

  @Test
  void theGroundPointsUpAndIsCutOffAtTheBorders() {
    raster.ground(new int[] {-50, 9, 9, -50}, new int[] {-50, -50, 4, 4}, 4, COLOR);
    assertThat(raster.pixels[(Raster.HEIGHT - 1) * Raster.WIDTH]).isEqualTo((byte) COLOR);
    assertThat(raster.pixels[(Raster.HEIGHT - 5) * Raster.WIDTH + 9]).isEqualTo((byte) COLOR);
    assertThat(raster.pixels[(Raster.HEIGHT - 6) * Raster.WIDTH]).isEqualTo((byte) 0);
    assertThat(count(COLOR)).isEqualTo(10 * 5);
  }

  @Test
  void outlinesAreMixedWithWhatIsBelow() {
    raster.color(COLOR, 0xff8000);
    raster.ground(new int[] {100, 200, 150}, new int[] {100, 130, 300}, 3, COLOR);
    int mixed = 0;
    for (int i = 0; i < raster.pixels.length; i++) {
      if (raster.pixels[i] == Raster.MIXED) {
        mixed++;
        int red = raster.mixtures[i] >> 16;
        int green = (raster.mixtures[i] >> 8) & 0xff;
        assertThat(red).isBetween(0, 255);
        assertThat(Math.abs(red - 2 * green)).isLessThan(3);
      }
    }
    assertThat(mixed).isGreaterThan(50);
  }

  @Test
  void oneColourStaysItselfWhenShrunkUpToRounding() {
    raster.color(COLOR, 0x66cc33);
    raster.clear(COLOR);
    byte[] rgb = new byte[Shrinking.SIZE * Shrinking.SIZE * 3];
    Shrinking.shrink(raster, rgb);
    for (int i = 0; i < rgb.length; i += 3) {
      assertThat(rgb[i] & 0xff).isBetween(0x66 - 2, 0x66);
      assertThat(rgb[i + 1] & 0xff).isBetween(0xcc - 2, 0xcc);
      assertThat(rgb[i + 2] & 0xff).isBetween(0x33 - 2, 0x33);
    }
  }

  @Test
  void evenAndUnevenPixelsAreRoundedAlike() {
    raster.color(COLOR, 0x66cc33);
    raster.color(2, 0x66cc33);
    raster.clear(COLOR);
    byte[] even = new byte[Shrinking.SIZE * Shrinking.SIZE * 3];
    Shrinking.shrink(raster, even);
    // The same colour under another number: no pixel is even any more.
    for (int i = 0; i < raster.pixels.length; i += 3) {
      raster.pixels[i] = 2;
    }
    byte[] uneven = new byte[even.length];
    Shrinking.shrink(raster, uneven);
    assertThat(uneven).isEqualTo(even);
  }

  @Test
  void aPixelIsTheMeanOfWhatItCovers() {
    raster.color(COLOR, 0xffffff);
    // The left half of what target pixel 0 covers along x: 5 of 10.4 columns, all 8.3 rows.
    raster.part(new int[] {0, 4, 4, 0}, new int[] {0, 0, 50, 50}, 4, COLOR, false);
    byte[] rgb = new byte[Shrinking.SIZE * Shrinking.SIZE * 3];
    Shrinking.shrink(raster, rgb);
    assertThat(rgb[0] & 0xff).isBetween(120, 123);
    assertThat(rgb[3]).isZero();
  }

  @Test
  void numbersHaveFourPlacesAndTheirSign() {
    Digits digits = new Digits();
    digits.draw(raster, 0);
    int[] zeros = columns();
    raster.clear(0);
    digits.draw(raster, -0.3);
    assertThat(columns()).isNotEqualTo(zeros);
    raster.clear(0);
    digits.draw(raster, 0.4);
    assertThat(columns()).isEqualTo(zeros);
    raster.clear(0);
    digits.draw(raster, 12_345);
    assertThat(columns()[1]).isGreaterThan(zeros[1]);
  }

  /** First and last column that is not black. */
  private int[] columns() {
    int first = Raster.WIDTH;
    int last = -1;
    for (int i = 0; i < raster.pixels.length; i++) {
      if (raster.pixels[i] != 0) {
        first = Math.min(first, i % Raster.WIDTH);
        last = Math.max(last, i % Raster.WIDTH);
      }
    }
    return new int[] {first, last};
  }
}
