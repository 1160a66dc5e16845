package palestra.generative.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import palestra.networks.random.SplitMix64;

/** Distances of sets of features against SciPy and scikit-learn, and by hand. */
class FeatureDistancesTest {

  static List<JsonNode> sets() {
    return Reference.cases("sets");
  }

  @ParameterizedTest
  @MethodSource("sets")
  void frechetAsScipy(JsonNode set) {
    double expected = set.get("frechet").asDouble();
    assertThat(FrechetDistance.of(first(set), second(set))).isCloseTo(expected, near(expected));
    assertThat(FrechetDistance.of(second(set), first(set))).isCloseTo(expected, near(expected));
    if (set.has("frechetBySqrtm")) {
      double bySqrtm = set.get("frechetBySqrtm").asDouble();
      assertThat(FrechetDistance.of(first(set), second(set))).isCloseTo(bySqrtm, near(bySqrtm));
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void kernelAsScikitLearn(JsonNode set) {
    double expected = set.get("kernel").asDouble();
    assertThat(KernelDistance.of(first(set), second(set))).isCloseTo(expected, near(expected));
  }

  @ParameterizedTest
  @MethodSource("sets")
  void energyAsScikitLearn(JsonNode set) {
    double expected = set.get("energy").asDouble();
    assertThat(EnergyDistance.of(first(set), second(set))).isCloseTo(expected, near(expected));
  }

  @Test
  void energyOnALineAsScipy() {
    JsonNode line = Reference.one("line");
    double expected = line.get("energy").asDouble();
    assertThat(
            EnergyDistance.of(
                column(Reference.row(line.get("first"))),
                column(Reference.row(line.get("second")))))
        .isCloseTo(expected, near(expected));
  }

  @Test
  void frechetByHand() {
    // Variances 2 and 8, covariances none, means 3 apart on one axis.
    float[][] narrow = {{0, 1}, {2, 1}};
    float[][] wide = {{2, 1}, {6, 1}};
    assertThat(FrechetDistance.of(narrow, wide)).isCloseTo(9 + 2 + 8 - 2 * 4, within(1e-12));
    // The same line of points, crossed: no root of the product but zero.
    float[][] across = {{1, 0}, {1, 2}};
    assertThat(FrechetDistance.of(narrow, across)).isCloseTo(2 + 2, within(1e-12));
  }

  @Test
  void kernelByHand() {
    // One feature: k(x, y) = (xy + 1)^3; pairs within are 27 and 1, those across 1, 1, 1 and 1.
    float[][] first = {{1}, {2}};
    float[][] second = {{0}, {0}};
    assertThat(KernelDistance.of(first, second)).isCloseTo(27 + 1 - 2 * 1, within(1e-12));
  }

  @Test
  void sameFeaturesAreNotApart() {
    float[][] rows = normal(200, 40, 1);
    assertThat(FrechetDistance.of(rows, rows)).isCloseTo(0, within(1e-9));
    assertThat(EnergyDistance.of(rows, rows)).isZero();
    assertThat(KernelDistance.of(rows, normal(200, 40, 2))).isCloseTo(0, within(0.05));
  }

  @Test
  void whatIsNotANumberHasNoFrechetDistance() {
    float[][] rows = normal(20, 4, 1);
    float[][] bad = normal(20, 4, 2);
    bad[3][1] = Float.NaN;
    assertThat(FrechetDistance.of(rows, bad)).isNaN();
    bad[3][1] = Float.POSITIVE_INFINITY;
    assertThat(FrechetDistance.of(rows, bad)).isNaN();
    assertThat(KernelDistance.of(rows, bad)).isNotEqualTo(0);
  }

  @Test
  void eigenvaluesOfManyFeaturesAddUpAndVectorsAreRight() {
    int n = 128;
    float[][] rows = normal(60, n, 3);
    double[][] c = FrechetDistance.covariances(rows, FrechetDistance.means(rows));
    SymmetricEigen eigen = new SymmetricEigen(c);
    double trace = 0;
    double sum = 0;
    int positive = 0;
    for (int i = 0; i < n; i++) {
      trace += c[i][i];
      sum += eigen.value(i);
      positive += eigen.value(i) > 1e-9 ? 1 : 0;
      double[] v = eigen.vector(i);
      for (int k = 0; k < n; k++) {
        double image = 0;
        for (int j = 0; j < n; j++) {
          image += c[k][j] * v[j];
        }
        assertThat(image).isCloseTo(eigen.value(i) * v[k], within(1e-10));
      }
    }
    assertThat(sum).isCloseTo(trace, within(1e-9));
    assertThat(positive).as("60 rows span 59 directions").isEqualTo(59);
  }

  @Test
  void subsetsAgreeWithAllPairs() {
    float[][] first = normal(60, 5, 4);
    float[][] second = normal(50, 5, 5);
    for (float[] row : second) {
      row[0] += 1;
    }
    double all = KernelDistance.of(first, second);
    KernelDistance.OfSubsets subsets = KernelDistance.ofSubsets(first, second, 2_000, 20, 1);
    assertThat(subsets.mean()).isCloseTo(all, within(4 * subsets.std() / Math.sqrt(2_000)));
    assertThat(subsets.std()).isGreaterThan(0);
    assertThat(KernelDistance.ofSubsets(first, second, 7, 20, 9))
        .isEqualTo(KernelDistance.ofSubsets(first, second, 7, 20, 9))
        .isNotEqualTo(KernelDistance.ofSubsets(first, second, 7, 20, 10));
    KernelDistance.OfSubsets whole =
        KernelDistance.ofSubsets(normal(30, 5, 6), normal(30, 5, 7), 3, 30, 1);
    assertThat(whole.mean())
        .isCloseTo(KernelDistance.of(normal(30, 5, 6), normal(30, 5, 7)), within(1e-12));
  }

  @Test
  void saysWhatIsWrongWithRows() {
    float[][] two = {{1, 2}, {3, 4}};
    assertThatThrownBy(() -> FrechetDistance.of(two, new float[][] {{1, 2}}))
        .hasMessage("the Frechet distance needs at least 2 examples on either side, not 1");
    assertThatThrownBy(() -> KernelDistance.of(two, new float[][] {{1, 2}, {1}}))
        .hasMessage("the kernel distance needs rows of the same size, not of 2 and 1");
    assertThatThrownBy(() -> KernelDistance.ofSubsets(two, two, 0, 2, 1))
        .hasMessage("subsets must be 1 or more, but is 0");
  }

  private static Offset<Double> near(double expected) {
    return within(1e-6 * Math.max(1, Math.abs(expected)));
  }

  private static float[][] first(JsonNode set) {
    return Reference.rows(set.get("first"));
  }

  private static float[][] second(JsonNode set) {
    return Reference.rows(set.get("second"));
  }

  private static float[][] column(float[] values) {
    float[][] rows = new float[values.length][1];
    for (int i = 0; i < values.length; i++) {
      rows[i][0] = values[i];
    }
    return rows;
  }

  private static float[][] normal(int count, int features, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    float[][] rows = new float[count][features];
    for (float[] row : rows) {
      for (int i = 0; i < features; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return rows;
  }
}
