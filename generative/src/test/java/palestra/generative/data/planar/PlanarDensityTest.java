package palestra.generative.data.planar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import palestra.generative.data.DataSets;
import palestra.generative.data.PlanarData;
import palestra.networks.random.SplitMix64;

/** Densities against integrals and against the samplers that they belong to. */
class PlanarDensityTest {

  private static PlanarData open(String text) {
    return (PlanarData) DataSets.load().open(text);
  }

  /** The midpoint rule over a square; for smooth densities that vanish at its rim it is exact. */
  private static double integral(PlanarData data, double half, double step) {
    double sum = 0;
    int n = (int) Math.round(2 * half / step);
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        sum += data.density((i + 0.5) * step - half, (k + 0.5) * step - half);
      }
    }
    return sum * step * step;
  }

  @Test
  void densitiesIntegrateToOne() {
    assertThat(integral(open("swiss-roll noise=0.1"), 3, 0.1)).isCloseTo(1, within(2e-6));
    assertThat(integral(open("moons noise=0.15"), 3.5, 0.1)).isCloseTo(1, within(2e-6));
    assertThat(integral(open("checkerboard"), 3, 0.05)).isCloseTo(1, within(1e-12));
    assertThat(integral(open("checkerboard squares=6"), 3.5, 0.05)).isCloseTo(1, within(1e-12));
  }

  /**
   * Chi-square over the cells of a grid that are expected to be hit ten times or more. Its standard
   * score is 0 for a sampler that agrees with the density, and above 50 for one whose noise is a
   * fifth too wide.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {"swiss-roll", "swiss-roll noise=0.1", "moons", "moons noise=0.3", "checkerboard"})
  void samplesAgreeWithTheDensity(String text) {
    assertThat(Math.abs(score(open(text), open(text)))).isLessThan(4);
  }

  @Test
  void samplesOfAnotherDistributionDoNot() {
    assertThat(score(open("moons noise=0.12"), open("moons"))).isGreaterThan(50);
    assertThat(score(open("swiss-roll noise=0.036"), open("swiss-roll"))).isGreaterThan(50);
  }

  private static double score(PlanarData drawn, PlanarData expected) {
    int points = 50_000;
    double half = 2.5;
    double cell = 0.1;
    int n = (int) Math.round(2 * half / cell);
    double[] counts = new double[n * n];
    float[] rows = new float[2 * points];
    drawn.draw(new SplitMix64(11), rows, null);
    for (int i = 0; i < rows.length; i += 2) {
      int x = (int) Math.floor((rows[i] + half) / cell);
      int y = (int) Math.floor((rows[i + 1] + half) / cell);
      if (x >= 0 && y >= 0 && x < n && y < n) {
        counts[x * n + y]++;
      }
    }
    double chiSquare = 0;
    int cells = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == 0) {
        continue; // ten are expected in e^10 cells before one is missed
      }
      int column = i / n;
      double share = share(expected, column * cell - half, (i % n) * cell - half, cell);
      if (share * points >= 10) {
        chiSquare += Math.pow(counts[i] - share * points, 2) / (share * points);
        cells++;
      }
    }
    return (chiSquare - cells) / Math.sqrt(2.0 * cells);
  }

  /** The probability of a cell: the midpoint rule on 5 x 5 places, where anything is there. */
  private static double share(PlanarData data, double x, double y, double cell) {
    int n = 5;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        sum += data.density(x + (i + 0.5) * cell / n, y + (k + 0.5) * cell / n);
      }
    }
    return sum * cell * cell / (n * n);
  }

  /** Against the same integral by two million steps of the midpoint rule. */
  @Test
  void quadratureIsExact() {
    double x = 0.55;
    double y = 0.8;
    double noise = 0.1;
    int steps = 2_000_000;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      double angle = Math.PI * (i + 0.5) / steps;
      double square = Math.pow(x - Math.cos(angle), 2) + Math.pow(y - Math.sin(angle), 2);
      sum += Math.exp(-square / (2 * noise * noise));
    }
    double density = sum / steps / (2 * Math.PI * noise * noise);
    assertThat(new Moons(noise).density(x, y, 0)).isCloseTo(density, within(1e-6 * density));
  }

  @Test
  void moonsHaveTwoClasses() {
    Moons moons = new Moons(0.05);
    assertThat(moons.classes()).isEqualTo(2);
    float[] rows = new float[2 * 4000];
    int[] labels = new int[4000];
    moons.draw(new SplitMix64(2), rows, labels);
    int upper = 0;
    for (int i = 0; i < labels.length; i++) {
      float x = rows[2 * i];
      float y = rows[2 * i + 1];
      upper += labels[i] == 0 ? 1 : 0;
      // the log density of the class is far above the other's
      assertThat(moons.density(x, y, labels[i])).isGreaterThan(moons.density(x, y, 1 - labels[i]));
    }
    assertThat(upper).isBetween(1850, 2150);
  }

  @Test
  void namesGiveTheSettingsBackAndBadOnesAreRefused() {
    assertThat(open("moons noise=0.2").name()).isEqualTo("moons noise=0.2");
    assertThat(open("swiss-roll").name()).isEqualTo("swiss-roll");
    assertThatThrownBy(() -> open("moons noise=0"))
        .hasMessage("moons: noise must be from 0.001 to 1, but is 0.0");
    assertThatThrownBy(() -> open("checkerboard squares=3"))
        .hasMessage("checkerboard: squares must be even and from 2 to 32, but is 3");
    assertThatThrownBy(() -> open("ring8 sigma=1"))
        .hasMessage("'ring8 sigma=1': ring8 takes no" + " settings");
  }
}
