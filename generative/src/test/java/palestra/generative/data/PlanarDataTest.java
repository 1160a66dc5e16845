package palestra.generative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import palestra.generative.data.PlanarData.Point;
import palestra.networks.random.SplitMix64;

class PlanarDataTest {

  @Test
  void ringIsThatOfThePaper() {
    GaussianMixture ring = GaussianMixture.ring8();
    assertThat(ring.sigma()).isEqualTo(0.01);
    assertThat(ring.modes()).hasSize(8);
    assertThat(ring.modes().get(0)).isEqualTo(new Point(1, 0));
    assertThat(ring.modes().get(1).x()).isCloseTo(Math.sqrt(0.5), within(1e-15));
    assertThat(ring.modes().get(1).y()).isCloseTo(Math.sqrt(0.5), within(1e-15));
    assertThat(ring.modes().get(6).y()).isCloseTo(-1, within(1e-15));
  }

  @Test
  void gridIsThatOfThePaper() {
    GaussianMixture grid = GaussianMixture.grid25();
    assertThat(grid.sigma()).isEqualTo(0.05);
    assertThat(grid.modes())
        .hasSize(25)
        .contains(new Point(-4, -4), new Point(0, 0), new Point(2, -4), new Point(4, 4));
  }

  @Test
  void samplesHaveEqualSharesAndTheirSpread() {
    GaussianMixture data = GaussianMixture.ring("pair", 2, 1, 0.1);
    float[] points = new float[2 * 100_000];
    data.draw(new SplitMix64(3), points, null);
    int right = 0;
    double squares = 0;
    for (int i = 0; i < points.length; i += 2) {
      right += points[i] > 0 ? 1 : 0;
      squares += data.modes().get(points[i] > 0 ? 0 : 1).squaredDistance(points[i], points[i + 1]);
    }
    assertThat(right / 100_000.0).isCloseTo(0.5, within(0.01));
    assertThat(squares / 200_000).isCloseTo(0.01, within(0.0002));
  }

  @Test
  void densityIsThatOfANormalDistributionAndIntegratesToOne() {
    GaussianMixture one = new GaussianMixture("one", List.of(new Point(0, 0)), 2);
    assertThat(one.density(0, 0)).isCloseTo(1 / (8 * Math.PI), within(1e-15));
    PlanarData ring = GaussianMixture.ring("three", 3, 1, 0.3);
    double sum = 0;
    double step = 0.02;
    for (double x = -3; x < 3; x += step) {
      for (double y = -3; y < 3; y += step) {
        sum += ring.density(x, y) * step * step;
      }
    }
    assertThat(sum).isCloseTo(1, within(1e-6));
  }

  @Test
  void refusesUnknownNamesAndBadSpreads() {
    assertThatThrownBy(() -> DataSets.load().open("ring9"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("unknown data 'ring9' (known: ring8, grid25");
    assertThatThrownBy(() -> GaussianMixture.ring("r", 8, 1, 0))
        .hasMessageContaining("sigma of r must be above 0");
    assertThatThrownBy(() -> GaussianMixture.ring("r", 0, 1, 1)).hasMessageContaining("modes of r");
  }
}
