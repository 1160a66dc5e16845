package palestra.generative.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import palestra.networks.random.SplitMix64;

class PrincipalComponentsTest {

  @Test
  void findsTheLongAxisOfACloud() {
    SplitMix64 random = new SplitMix64(4);
    float[][] rows = new float[4_000][];
    for (int i = 0; i < rows.length; i++) {
      double along = 3 * random.nextGaussian();
      double across = random.nextGaussian();
      rows[i] =
          new float[] {
            (float) (1 + 0.6 * along - 0.8 * across), (float) (0.8 * along + 0.6 * across)
          };
    }
    PrincipalComponents components = new PrincipalComponents(rows, 2);
    assertThat(components.share(0)).isCloseTo(0.9, within(0.01));
    assertThat(components.share(0) + components.share(1)).isCloseTo(1, within(1e-9));
    float[] origin = components.project(new float[][] {{1, 0}, {1.6f, 0.8f}})[1];
    assertThat((double) origin[0]).isCloseTo(1, within(0.1));
    assertThat((double) origin[1]).isCloseTo(0, within(0.1));
  }

  @Test
  void allComponentsRestoreTheRowsAndFewTheNearest() {
    float[][] rows = {{1, 2, 0}, {2, 4, 0}, {3, 6, 0}, {4, 8.5f, 0}};
    PrincipalComponents all = new PrincipalComponents(rows, 3);
    float[][] again = all.restore(all.project(rows));
    PrincipalComponents one = new PrincipalComponents(rows, 1);
    float[][] near = one.restore(one.project(rows));
    for (int r = 0; r < rows.length; r++) {
      for (int i = 0; i < 3; i++) {
        assertThat(again[r][i]).isCloseTo(rows[r][i], within(1e-5f));
        assertThat(near[r][i]).isCloseTo(rows[r][i], within(0.2f));
      }
    }
    assertThatThrownBy(() -> new PrincipalComponents(rows, 4))
        .hasMessage("principal components must be 1 to 3, but are 4");
  }

  @Test
  void longRowsHaveTheSameComponentsAsShortOnes() {
    Random random = new Random(5);
    float[][] few = new float[60][40];
    for (float[] row : few) {
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) (random.nextGaussian() * Math.pow(0.7, i));
      }
    }
    // Zeros behind change nothing but the way.
    float[][] padded = new float[few.length][];
    for (int r = 0; r < few.length; r++) {
      padded[r] = Arrays.copyOf(few[r], 300);
    }
    PrincipalComponents exact = new PrincipalComponents(few, 5);
    PrincipalComponents leading = new PrincipalComponents(padded, 5);
    float[][] a = exact.project(few);
    float[][] b = leading.project(padded);
    for (int k = 0; k < 5; k++) {
      assertThat(leading.share(k)).isCloseTo(exact.share(k), within(1e-6));
      for (int r = 0; r < few.length; r++) {
        assertThat(b[r][k]).isCloseTo(a[r][k], within(1e-3f));
      }
    }
  }
}
