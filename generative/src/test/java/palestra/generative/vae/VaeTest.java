package palestra.generative.vae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palestra.generative.ConditionalModel;
import palestra.generative.GenerativeContext;
import palestra.generative.GenerativeModel;
import palestra.generative.data.Data;
import palestra.generative.data.DrawnData;
import palestra.generative.data.Examples;
import palestra.generative.data.GaussianMixture;
import palestra.generative.internal.TestPictures;
import palestra.generative.internal.With;
import palestra.generative.metrics.Judges;
import palestra.networks.Device;
import palestra.networks.schedules.Schedule;

class VaeTest {
  private static final Data PICTURES = new TestPictures(8);
  private static final double SIGMA = 0.5;

  /** Points along a line with noise around it: what a linear VAE with one latent can learn. */
  private record Line() implements DrawnData {
    @Override
    public String name() {
      return "line";
    }

    @Override
    public int[] shape() {
      return new int[] {2};
    }

    @Override
    public int classes() {
      return 0;
    }

    @Override
    public void draw(RandomGenerator random, float[] rows, int[] labels) {
      for (int i = 0; i < rows.length; i += 2) {
        double along = random.nextGaussian();
        rows[i] = (float) (1 + along + SIGMA * random.nextGaussian());
        rows[i + 1] = (float) (-2 * along + SIGMA * random.nextGaussian());
      }
    }
  }

  /**
   * With a linear decoder {@code x} is normal with the mean b and the covariance {@code W W^T +
   * sigma^2}, so that its density can be written down.
   */
  @Test
  void likelihoodOfALinearModelIsTheExactMarginal() {
    Data line = new Line();
    VaeConfig config =
        With.of(
            VaeConfig.VAE,
            "latentSize",
            1,
            "encoder",
            "mlp widths=",
            "decoder",
            "mlp widths=",
            "sigma",
            SIGMA,
            "learningRate",
            Schedule.valueOf(0.02),
            "likelihoodExamples",
            300,
            "likelihoodSamples",
            1_000);
    try (Vae vae = vae(config, line)) {
      for (int steps : new int[] {300, 100}) {
        vae.trainStep(steps);
        Map<String, Double> figures = vae.metrics(5);
        double exact =
            exactNegativeLogLikelihood(
                vae.weights(), line.examples(Data.Part.HELD_OUT, 300, 5).rows());
        assertThat(figures.get("negativeLogLikelihood")).isCloseTo(exact, within(0.01));
        assertThat(-figures.get("elbo")).isGreaterThan(exact);
      }
    }
  }

  private static double exactNegativeLogLikelihood(Map<String, float[]> weights, float[][] rows) {
    float[] w = weights.get("decoder/head/kernel");
    float[] b = weights.get("decoder/head/bias");
    double a = w[0] * w[0] + SIGMA * SIGMA;
    double c = w[1] * w[1] + SIGMA * SIGMA;
    double off = w[0] * w[1];
    double determinant = a * c - off * off;
    double sum = 0;
    for (float[] row : rows) {
      double x = row[0] - b[0];
      double y = row[1] - b[1];
      double square = (c * x * x - 2 * off * x * y + a * y * y) / determinant;
      sum += 0.5 * square + 0.5 * Math.log(determinant) + Math.log(2 * Math.PI);
    }
    return sum / rows.length;
  }

  /** Burda et al. 2015, theorem 1: the bound tightens with more samples. */
  @Test
  void moreImportanceSamplesTightenTheBound(@TempDir Path directory) throws IOException {
    try (Vae trained = vae(VaeConfig.VAE, PICTURES)) {
      trained.trainStep(100);
      trained.save(directory);
    }
    double last = Double.POSITIVE_INFINITY;
    for (int samples : new int[] {1, 10, 200}) {
      VaeConfig config =
          With.of(VaeConfig.VAE, "likelihoodExamples", 400, "likelihoodSamples", samples);
      try (Vae vae = vae(config, PICTURES)) {
        vae.loadWeights(directory);
        Map<String, Double> figures = vae.metrics(1);
        double bound = figures.get("negativeLogLikelihood");
        assertThat(bound).as("%d samples", samples).isLessThan(last - 0.02);
        if (samples == 1) {
          assertThat(bound).isCloseTo(-figures.get("elbo"), within(1.0));
        } else {
          assertThat(bound).isLessThan(-figures.get("elbo"));
        }
        last = bound;
      }
    }
  }

  @Test
  void conditionalModelMakesTheClassThatIsAsked() {
    try (ConditionalVae vae = new ConditionalVae(VaeConfig.CVAE, context(PICTURES, 10_000))) {
      vae.trainStep(1_200);
      assertThat(vae.classes()).isEqualTo(4);
      int[] labels = new int[200];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = i % 4;
      }
      assertThat(shareOfNearest(vae.sample(labels, 1), labels)).isGreaterThan(0.75);
      Examples held = PICTURES.examples(Data.Part.HELD_OUT, 200, 1);
      assertThat(shareOfNearest(held.rows(), held.labels())).isGreaterThan(0.9);
      assertThatThrownBy(() -> vae.sample(new int[] {4}, 1))
          .hasMessage("label must be from 0 to 3, but is 4");
    }
    GenerativeContext context = context(PICTURES, 10);
    try (GenerativeModel vae = new VaeProvider().create(VaeConfig.VAE, context);
        GenerativeModel told = new CvaeProvider().create(VaeConfig.CVAE, context)) {
      assertThat(vae).isNotInstanceOf(ConditionalModel.class);
      assertThat(told).isInstanceOf(ConditionalModel.class);
    }
  }

  /** The share of samples whose nearest example is of the class that was asked for. */
  private static double shareOfNearest(float[][] samples, int[] labels) {
    Examples examples = PICTURES.examples(Data.Part.TRAINING, 1_000, 1);
    int right = 0;
    for (int i = 0; i < samples.length; i++) {
      int nearest = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int k = 0; k < examples.size(); k++) {
        double distance = 0;
        for (int pixel = 0; pixel < 64; pixel++) {
          distance += Math.pow(samples[i][pixel] - examples.rows()[k][pixel], 2);
        }
        if (distance < least) {
          least = distance;
          nearest = examples.labels()[k];
        }
      }
      right += nearest == labels[i] ? 1 : 0;
    }
    return (double) right / samples.length;
  }

  @Test
  void moreBetaMeansLessDivergence() {
    double[] divergences = new double[2];
    for (int i = 0; i < 2; i++) {
      try (Vae vae = vae(i == 0 ? VaeConfig.VAE : VaeConfig.BETA_VAE, PICTURES)) {
        vae.trainStep(300);
        divergences[i] = vae.metrics(1).get("klDivergence");
      }
    }
    assertThat(divergences[1]).isLessThan(0.8 * divergences[0]);
  }

  @Test
  void betaWarmsUp() {
    VaeConfig config =
        With.of(VaeConfig.VAE, "beta", Schedule.valueOf("warmup 0.5 1"), "batchSize", 8);
    try (Vae vae = new Vae(config, context(GaussianMixture.ring8(), 20))) {
      assertThat(vae.trainStep(5)).containsEntry("beta", 0.5);
      assertThat(vae.trainStep(15)).containsEntry("beta", 1.0);
    }
  }

  @Test
  void binarisesByShareOrThreshold() {
    float[][] grey = {new float[10_000]};
    Arrays.fill(grey[0], 0.3f);
    float sum = 0;
    for (float value : Binarize.STOCHASTIC.apply(grey, 1)[0]) {
      assertThat(value == 0 || value == 1).isTrue();
      sum += value;
    }
    assertThat(sum / 10_000).isCloseTo(0.3f, within(0.03f));
    assertThat(Binarize.THRESHOLD.apply(grey, 1)[0]).containsOnly(0f);
    assertThat(Binarize.NONE.apply(grey, 1)).isDeepEqualTo(grey);
  }

  @ParameterizedTest
  @CsvSource({
    "latentSize, -1, latentSize must be 0 or more",
    "importanceSamples, 0, importanceSamples must be 1 or more",
    "batchSize, 0, batchSize must be 1 or more",
    "likelihoodExamples, 0, likelihoodExamples must be 1 or more",
    "likelihoodSamples, 0, likelihoodSamples must be 1 or more"
  })
  void refusesNumbersInOneLine(String name, int value, String message) {
    assertThatThrownBy(() -> With.of(VaeConfig.VAE, name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message + ", but is " + value);
  }

  @Test
  void refusesWhatDoesNotFitTheDataUnderItsOwnName() {
    assertThatThrownBy(() -> With.of(VaeConfig.VAE, "sigma", Double.NaN))
        .hasMessage("sigma must be 0 or more, but is NaN");
    assertThatThrownBy(() -> With.of(VaeConfig.VAE, "labelDropout", 1.0))
        .hasMessage("labelDropout must be 0 or more and below 1, but is 1.0");
    assertThatThrownBy(() -> With.of(VaeConfig.VAE, "encoder", "cnn"))
        .hasMessageStartingWith("encoder: there is no body \"cnn\"");
    assertThatThrownBy(() -> With.of(VaeConfig.VAE, "decoder", "conv"))
        .hasMessageStartingWith("decoder: there is no decoder \"conv\"");
    assertThatThrownBy(() -> new CvaeProvider().check(VaeConfig.CVAE, new Line()))
        .hasMessage("model 'cvae': learns data with classes, but 'line' has none");
    assertThatThrownBy(() -> new CvaeProvider().check(VaeConfig.VAE, PICTURES))
        .hasMessage("model 'cvae': conditional must be true; vae is the one without classes");
    assertThatThrownBy(() -> new IwaeProvider().check(VaeConfig.VAE, PICTURES))
        .hasMessageStartingWith("model 'iwae': importanceSamples must be 2 or more");
    assertThatThrownBy(
            () ->
                new BetaVaeProvider().check(With.of(VaeConfig.VAE, "encoder", "conv"), new Line()))
        .hasMessage(
            "model 'beta-vae': encoder: conv sees pictures [height, width, channels], not [2]");
    assertThatThrownBy(
            () ->
                new VaeProvider()
                    .check(With.of(VaeConfig.VAE, "likelihood", Likelihood.BERNOULLI), new Line()))
        .hasMessage(
            "model 'vae': likelihood bernoulli is for pictures; 'line' has points, use gaussian");
  }

  private static Vae vae(VaeConfig config, Data data) {
    return new Vae(config, context(data, 10_000));
  }

  private static GenerativeContext context(Data data, long steps) {
    return new GenerativeContext(data, steps, Device.CPU, 1, Judges.NONE);
  }
}
