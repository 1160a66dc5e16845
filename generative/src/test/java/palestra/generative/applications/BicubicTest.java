package palestra.generative.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import palestra.generative.applications.Holes.Hole;

/** Interpolation, of whole pictures and over holes. */
final class BicubicTest {
  /** By Pillow 13.0, {@code Image.fromarray(x).resize((width, height), Image.BICUBIC)}. */
  @Test
  void resizesAsPillowDoes() {
    float[] pixels = {0, 1, 4, 9, 1, 3, 5, 7, 2, 8, 1, 6, 0, 5, 5, 2};
    near(Bicubic.resize(pixels, 4, 4, 1, 2, 2), 1.7061505f, 5.8114710f, 3.5871353f, 4.0978246f);
    near(
        Bicubic.resize(new float[] {0, 1, 3, 2}, 2, 2, 1, 3, 4),
        -0.2972136f,
        0.0370301f,
        0.6998121f,
        1.0340557f,
        1.5f,
        1.5f,
        1.5f,
        1.5f,
        3.2972138f,
        2.9629700f,
        2.3001878f,
        1.9659443f);
  }

  private static void near(float[] found, float... expected) {
    assertThat(found).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(found[i]).as("pixel " + i).isCloseTo(expected[i], within(1e-5f));
    }
  }

  @Test
  void channelsAreKeptApart() {
    float[] two = new float[2 * 36];
    float[] one = new float[36];
    Random random = new Random(1);
    for (int i = 0; i < one.length; i++) {
      one[i] = random.nextFloat();
      two[2 * i] = one[i];
      two[2 * i + 1] = 0.25f;
    }
    float[] small = Bicubic.resize(two, 6, 6, 2, 3, 3);
    float[] alone = Bicubic.resize(one, 6, 6, 1, 3, 3);
    for (int i = 0; i < alone.length; i++) {
      assertThat(small[2 * i]).isCloseTo(alone[i], within(1e-6f));
      assertThat(small[2 * i + 1]).isCloseTo(0.25f, within(1e-6f));
    }
  }

  @Test
  void slopesGoOnThroughHoles() {
    int rows = 40;
    int columns = 44;
    Holes holes = new Holes(new int[] {rows, columns, 1}, 0.1, 0.25);
    float[] slope = new float[rows * columns];
    for (int i = 0; i < slope.length; i++) {
      slope[i] = 0.01f * Math.floorDiv(i, columns) + 0.01f * (i % columns);
    }
    Random random = new Random(2);
    int exact = 0;
    for (int n = 0; n < 50; n++) {
      Hole hole = holes.draw(random);
      assertThat(hole.top()).isPositive();
      assertThat(hole.left() + hole.width()).isLessThan(columns);
      assertThat(hole.height()).isBetween(4, 10);
      float[] filled = holes.bicubic(holes.cut(slope, hole), hole);
      // Where the picture ends within a gap of the hole, the outermost pixel stands for those
      // beyond.
      boolean inside =
          hole.top() - 1 >= hole.height() + 1
              && hole.left() - 1 >= hole.width() + 1
              && rows - hole.top() - hole.height() > hole.height() + 1
              && columns - hole.left() - hole.width() > hole.width() + 1;
      exact += inside ? 1 : 0;
      assertThat(holes.squaredError(filled, slope, hole)).isLessThan(inside ? 1e-12 : 2e-3);
      assertThat(holes.filled(filled, slope, hole)).containsExactly(slope);
    }
    assertThat(exact).as("holes far from the edges").isPositive();
  }
}
