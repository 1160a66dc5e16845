package palestra.generative.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import palestra.generative.data.GaussianMixture;
import palestra.generative.data.PlanarData.Point;
import palestra.networks.random.SplitMix64;

/** Tables computed by hand for four modes at the corners of a square, sigma 0.5. */
class ModeCoverageTest {
  private static final GaussianMixture SQUARE =
      new GaussianMixture(
          "square",
          List.of(new Point(0, 0), new Point(10, 0), new Point(0, 10), new Point(10, 10)),
          0.5);

  @Test
  void equalSharesAreWithoutDivergence() {
    check(new float[][] {{0, 0}, {10, 0}, {0, 10}, {10, 10}}, 4, 1, 0);
  }

  @Test
  void oneModeAloneIsLogFour() {
    check(new float[][] {{0, 0.1f}, {0.2f, 0}, {0, 0}}, 1, 1, Math.log(4));
  }

  /** Shares 3/4 and 1/4: 0.75 ln 3 + 0.25 ln 1. */
  @Test
  void unequalShares() {
    check(new float[][] {{0, 0}, {0, 0}, {0, 0}, {10, 10}}, 2, 1, 0.75 * Math.log(3));
  }

  /** Three standard deviations are 1.5: at 1.5 itself a sample is no longer good. */
  @Test
  void theLimitIsThreeStandardDeviationsOfTheDistance() {
    check(new float[][] {{1.5f, 0}, {10, 1.49f}}, 1, 0.5, Math.log(4));
    // Each axis is within two standard deviations, but the distance is 2.83 or 3.11 of them.
    check(new float[][] {{1, 1}, {1.1f, 1.1f}}, 1, 0.5, Math.log(4));
  }

  /** Bad samples neither recover a mode nor enter the divergence. */
  @Test
  void onlyHighQualitySamplesCount() {
    check(new float[][] {{0, 0}, {10, 0}, {5, 5}, {0, 8}, {Float.NaN, 0}}, 2, 0.4, Math.log(2));
  }

  @Test
  void withoutAnyGoodSampleTheDivergenceIsTheWorst() {
    check(new float[][] {{5, 5}}, 0, 0, Math.log(4));
  }

  @Test
  void realPointsAreGood() {
    GaussianMixture ring = GaussianMixture.ring8();
    float[] points = new float[2 * 20_000];
    ring.draw(new SplitMix64(1), points, null);
    float[][] samples = new float[points.length / 2][];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = new float[] {points[2 * i], points[2 * i + 1]};
    }
    ModeCoverage coverage = ModeCoverage.of(ring, samples);
    assertThat(coverage.modes()).isEqualTo(8);
    assertThat(coverage.highQuality()).isCloseTo(1 - Math.exp(-4.5), within(0.004));
    assertThat(coverage.reverseKl()).isLessThan(0.001);
  }

  @Test
  void refusesNothing() {
    assertThatThrownBy(() -> ModeCoverage.of(SQUARE, new float[0][]))
        .hasMessageContaining("at least one sample");
  }

  private static void check(float[][] samples, int modes, double highQuality, double reverseKl) {
    ModeCoverage coverage = ModeCoverage.of(SQUARE, samples);
    assertThat(coverage.modes()).isEqualTo(modes);
    assertThat(coverage.highQuality()).isCloseTo(highQuality, within(1e-12));
    assertThat(coverage.reverseKl()).isCloseTo(reverseKl, within(1e-12));
  }
}
