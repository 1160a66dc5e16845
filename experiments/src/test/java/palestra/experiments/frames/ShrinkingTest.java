package palestra.experiments.frames;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Means over areas, worked out by hand. */
final class ShrinkingTest {
  private static final int WHITE = 0xFFFFFF;

  @Test
  void halvesAreMeansOfFour() {
    int[] rgb = {
      0, WHITE, 0x100000, 0x100000, //
      0, WHITE, 0x300000, 0x300000, 0x0000FF, 0x0000FF, 0, 0, 0x0000FF, 0x0000FF, 0, 0
    };
    assertThat(new Shrinking(2, 3).of(rgb, 4, 4))
        .containsExactly(128, 128, 128, 0x20, 0, 0, 0, 0, 255, 0, 0, 0);
    // 0.299 * 32 = 9.57 and 0.114 * 255 = 29.07
    assertThat(new Shrinking(2, 1).of(rgb, 4, 4)).containsExactly(128, 10, 29, 0);
  }

  @Test
  void partsOfPixelsCountByTheirShare() {
    // Three pixels across become two: the one in the middle counts half as much in each.
    int[] rgb = {0x30, 0x60, 0x90, 0x30, 0x60, 0x90};
    assertThat(new Shrinking(2, 3).of(rgb, 3, 2))
        .containsExactly(0, 0, 0x40, 0, 0, 0x80, 0, 0, 0x40, 0, 0, 0x80);
  }

  @Test
  void aSmallPictureIsMadeLarger() {
    assertThat(new Shrinking(2, 3).of(new int[] {0x010203}, 1, 1))
        .containsExactly(1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3);
  }
}
