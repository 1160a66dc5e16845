package palestra.generative.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import palestra.generative.data.Data;
import palestra.generative.data.DrawnData;
import palestra.generative.data.GaussianMixture;
import palestra.generative.data.PlanarData;

class SampleMetricsTest {

  /** Evenly spread over the square from 0 to 1. */
  private static final PlanarData SQUARE =
      new PlanarData() {
        @Override
        public String name() {
          return "square";
        }

        @Override
        public int classes() {
          return 0;
        }

        @Override
        public void draw(RandomGenerator random, float[] rows, int[] labels) {
          for (int i = 0; i < rows.length; i++) {
            rows[i] = random.nextFloat();
          }
        }

        @Override
        public double density(double x, double y) {
          return x >= 0 && x < 1 && y >= 0 && y < 1 ? 1 : 0;
        }
      };

  /** Pictures of 4 x 4 pixels of which one is brighter, by the class, noise everywhere. */
  private static final DrawnData SPOTS =
      new DrawnData() {
        @Override
        public String name() {
          return "spots noise=0.2";
        }

        @Override
        public int[] shape() {
          return new int[] {4, 4, 1};
        }

        @Override
        public int classes() {
          return 16;
        }

        @Override
        public void draw(RandomGenerator random, float[] rows, int[] labels) {
          for (int start = 0; start < rows.length; start += 16) {
            for (int i = 0; i < 16; i++) {
              rows[start + i] = 0.2f * random.nextFloat();
            }
            int label = random.nextInt(16);
            rows[start + label] += 0.75f;
            if (labels != null) {
              labels[start / 16] = label;
            }
          }
        }
      };

  /** Sees the pixels, and is as sure as the brightest one is bright. */
  private static final Judge BRIGHTEST =
      new Judge() {
        @Override
        public String name() {
          return "spots-conv";
        }

        @Override
        public int classes() {
          return 16;
        }

        @Override
        public Seen see(float[][] rows) {
          float[][] probabilities = new float[rows.length][16];
          for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < 16; k++) {
              probabilities[i][k] = rows[i][k] > 0.5 ? 0.95f : 0.003f;
            }
          }
          return new Seen(rows, probabilities);
        }
      };

  private static final Judges JUDGES = data -> Optional.of(BRIGHTEST);

  @Test
  void mixturesGoByPacGansProtocol() {
    GaussianMixture ring = GaussianMixture.ring8();
    float[][] samples = real(ring, SampleMetrics.samples(ring));
    assertThat(samples).hasDimensions(2_500, 2);
    assertThat(SampleMetrics.of(ring, Judges.NONE, samples, 1))
        .isEqualTo(ModeCoverage.of(ring, samples).asMap())
        .containsOnlyKeys("modes", "highQuality", "reverseKl")
        .containsKey(SampleMetrics.headline(ring));
  }

  @Test
  void realPointsAreGood() {
    Map<String, Double> figures =
        SampleMetrics.of(SQUARE, Judges.NONE, real(SQUARE, SampleMetrics.samples(SQUARE)), 1);
    assertThat(figures)
        .containsOnlyKeys(
            "highQuality", "precision", "recall", "density", "coverage", "energyDistance")
        .containsKey(SampleMetrics.headline(SQUARE));
    assertThat(figures.get("highQuality")).isEqualTo(1);
    assertThat(figures.get("precision")).isGreaterThan(0.95);
    assertThat(figures.get("recall")).isGreaterThan(0.95);
    assertThat(figures.get("density")).isCloseTo(1, within(0.1));
    assertThat(figures.get("energyDistance")).isLessThan(0.05);
  }

  /** Of samples in twice the square, a quarter lies in it; of half the square, all do. */
  @Test
  void pointsElsewhereAreTold() {
    float[][] wide = real(SQUARE, 2_500);
    float[][] half = real(SQUARE, 2_500);
    for (int i = 0; i < wide.length; i++) {
      wide[i] = new float[] {2 * wide[i][0], 2 * wide[i][1]};
      half[i] = new float[] {half[i][0] / 2, half[i][1]};
    }
    Map<String, Double> ofWide = SampleMetrics.of(SQUARE, Judges.NONE, wide, 1);
    assertThat(ofWide.get("highQuality")).isCloseTo(0.25, within(0.03));
    assertThat(ofWide.get("precision")).isCloseTo(0.25, within(0.05));
    assertThat(ofWide.get("recall")).isGreaterThan(0.95);
    Map<String, Double> ofHalf = SampleMetrics.of(SQUARE, Judges.NONE, half, 1);
    assertThat(ofHalf.get("highQuality")).isEqualTo(1);
    assertThat(ofHalf.get("recall")).isCloseTo(0.5, within(0.05));
    assertThat(ofHalf.get("energyDistance")).isGreaterThan(0.1);
  }

  @Test
  void picturesGoByTheirJudge() {
    float[][] samples = real(SPOTS, SampleMetrics.samples(SPOTS));
    Map<String, Double> figures = SampleMetrics.of(SPOTS, JUDGES, samples, 1);
    assertThat(figures)
        .containsOnlyKeys(
            "frechetSpotsConv",
            "kernelSpotsConv",
            "precision",
            "recall",
            "density",
            "coverage",
            "recognised",
            "classesPresent")
        .containsKey(SampleMetrics.headline(SPOTS));
    assertThat(figures.get("frechetSpotsConv")).isLessThan(0.01);
    assertThat(figures.get("recognised")).isEqualTo(1);
    assertThat(figures.get("classesPresent")).isEqualTo(16);
    assertThat(SampleMetrics.of(SPOTS, JUDGES, samples, 1)).isEqualTo(figures);
    assertThat(SampleMetrics.of(SPOTS, JUDGES, samples, 2)).isNotEqualTo(figures);
  }

  @Test
  void missingClassesAndPaleSpotsAreTold() {
    float[][] samples = real(SPOTS, SampleMetrics.PICTURES);
    for (int i = 0; i < samples.length; i++) {
      int kept = i % 4;
      Arrays.fill(samples[i], 0.1f);
      samples[i][kept] = i < 500 ? 0.4f : 0.9f;
    }
    // Nine samples of a fifth class are too few to count.
    for (int i = 0; i < 9; i++) {
      Arrays.fill(samples[1_000 + i], 0.1f);
      samples[1_000 + i][9] = 0.9f;
    }
    Map<String, Double> figures = SampleMetrics.of(SPOTS, JUDGES, samples, 1);
    assertThat(figures.get("recognised")).isEqualTo(0.75);
    assertThat(figures.get("classesPresent")).isEqualTo(4);
    assertThat(figures.get("frechetSpotsConv")).isGreaterThan(0.1);
    assertThat(figures.get("recall")).isLessThan(0.1);
  }

  @Test
  void picturesWithoutAJudgeGoByPixels() {
    assertThat(SampleMetrics.of(SPOTS, Judges.NONE, real(SPOTS, 300), 1))
        .containsOnlyKeys("precision", "recall", "density", "coverage");
  }

  @Test
  void judgesHaveNamesBeforeTheyExist() {
    assertThat(JudgeNames.of(SPOTS)).isEqualTo("spots-conv");
    assertThat(JudgeNames.has(SPOTS)).isTrue();
    assertThat(JudgeNames.has(SQUARE)).isFalse();
    assertThat(JudgeNames.figure("kernel", "env-frames2-lenet5"))
        .isEqualTo("kernelEnvFrames2Lenet5");
  }

  private static float[][] real(Data data, int count) {
    return data.examples(Data.Part.TRAINING, count, 7).rows();
  }
}
