package palestra.generative.autoencoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import palestra.generative.GenerativeContext;
import palestra.generative.data.Data;
import palestra.generative.data.GaussianMixture;
import palestra.generative.internal.Graphs;
import palestra.generative.internal.TestPictures;
import palestra.generative.internal.With;
import palestra.generative.metrics.Judges;
import palestra.networks.Device;
import palestra.networks.Initializer;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Mlp;
import palestra.networks.random.SplitMix64;

class AutoencoderTest {
  private static final Data PICTURES = new TestPictures(8);

  @Test
  void divergenceFromTheTarget() {
    float[] kl =
        Graphs.values(
            scope ->
                Autoencoder.divergence(
                    scope, scope.tf().constant(new float[][] {{0.2f, 0.1f}, {0.8f, 0.1f}}), 0.1));
    double first = 0.1 * Math.log(0.1 / 0.5) + 0.9 * Math.log(0.9 / 0.5);
    assertThat(kl[0]).isCloseTo((float) first, within(1e-4f));
    float[] l1 =
        Graphs.values(
            scope ->
                Autoencoder.magnitude(scope, scope.tf().constant(new float[][] {{1, -2}, {0, 4}})));
    assertThat(l1).containsExactly(3.5f);
  }

  @Test
  void reconstructionLosses() {
    float[] squared =
        Graphs.values(
            scope ->
                Reconstruction.SQUARED.loss(
                    scope,
                    GaussianMixture.ring8(),
                    scope.tf().constant(new float[][] {{1, 2}, {0, 0}}),
                    scope.tf().constant(new float[][] {{1, 0}, {3, 1}})));
    assertThat(squared).containsExactly(4, 10);
    float[] entropy =
        Graphs.values(
            scope ->
                Reconstruction.AUTO.loss(
                    scope,
                    PICTURES,
                    scope.tf().constant(new float[][] {{0, (float) Math.log(3)}}),
                    scope.tf().constant(new float[][] {{1, 0.5f}})));
    double second = -0.5 * Math.log(0.75) - 0.5 * Math.log(0.25);
    assertThat(entropy[0]).isCloseTo((float) (Math.log(2) + second), within(1e-6f));
  }

  private static final float[][] X = {{0.3f, -0.5f, 1}, {-1, 0.2f, 0.4f}};

  private static Operand<TFloat32> network(Scope scope, Operand<TFloat32> x) {
    return new Mlp(List.of(4, 3), Activation.TANH, Initializer.normal(1))
        .apply(scope.child("network"), x);
  }

  /** The encoder's Jacobian by moving each input a little. */
  @Test
  void jacobiansNormIsThatOfDifferences() {
    float[] exact = Graphs.values(scope -> norm(scope, 0));
    double h = 1e-2;
    double sum = 0;
    for (int example = 0; example < 2; example++) {
      for (int input = 0; input < 3; input++) {
        float[] above = moved(example, input, h);
        float[] below = moved(example, input, -h);
        for (int i = 0; i < above.length; i++) {
          sum += Math.pow((above[i] - below[i]) / (2 * h), 2);
        }
      }
    }
    assertThat(exact[0]).isCloseTo((float) (sum / 2), within(2e-3f * exact[0]));
    // Hutchinson's estimate is without bias, and nears it with the number of probes.
    float[] estimate = Graphs.values(scope -> norm(scope, 60));
    assertThat(estimate[0]).isCloseTo(exact[0], within(0.2f * exact[0]));
  }

  private static Operand<TFloat32> norm(Scope scope, int probes) {
    Operand<TFloat32> x = scope.tf().identity(scope.tf().constant(X));
    return Autoencoder.jacobianNorm(scope, x, network(scope, x), probes);
  }

  private static float[] moved(int example, int input, double by) {
    float[][] x = {X[0].clone(), X[1].clone()};
    x[example][input] += (float) by;
    return Graphs.values(scope -> network(scope, scope.tf().constant(x)));
  }

  @Test
  void gradientsOfTheTermsAreDifferences() {
    double[] contraction = Graphs.slopes(scope -> norm(scope, 0), 1e-3);
    assertThat(contraction[0])
        .isCloseTo(contraction[1], within(1e-2 * (1 + Math.abs(contraction[1]))));
    double[] sparsity =
        Graphs.slopes(
            scope ->
                Autoencoder.divergence(
                    scope,
                    scope
                        .tf()
                        .math
                        .sigmoid(scope.variable("w", Shape.of(4, 3), Initializer.normal(1))),
                    0.05),
            1e-2);
    assertThat(sparsity[0]).isCloseTo(sparsity[1], within(1e-2 * (1 + Math.abs(sparsity[1]))));
  }

  @ParameterizedTest
  @EnumSource(
      value = Corruption.class,
      names = {"GAUSSIAN", "MASKING"})
  void denoises(Corruption corruption) {
    AutoencoderConfig config = With.of(AutoencoderConfig.DENOISING, "corruption", corruption);
    try (Autoencoder model = model(config)) {
      model.trainStep(400);
      Map<String, Double> figures = model.metrics(1);
      assertThat(figures.get("denoisedError"))
          .isLessThan(0.5 * figures.get("corruptedError"))
          .isGreaterThan(figures.get("reconstructionError"));
    }
  }

  @Test
  void sparseLatentsReachTheirTarget() {
    try (Autoencoder plain =
            model(With.of(AutoencoderConfig.AE, "latentActivation", Activation.SIGMOID));
        Autoencoder kl = model(With.of(AutoencoderConfig.SPARSE, "sparsityTarget", 0.1));
        Autoencoder l1 =
            model(
                With.of(
                    AutoencoderConfig.SPARSE,
                    "sparsity",
                    Sparsity.L1,
                    "latentActivation",
                    Activation.RELU))) {
      plain.trainStep(300);
      kl.trainStep(600);
      assertThat(plain.metrics(1).get("meanActivation")).isGreaterThan(0.25);
      assertThat(kl.metrics(1).get("meanActivation")).isCloseTo(0.1, within(0.03));
      double first = l1.trainStep(1).get("sparsity");
      l1.trainStep(300);
      assertThat(l1.trainStep(1).get("sparsity")).isLessThan(first / 2);
    }
  }

  @Test
  void contractiveEncoderMovesLess() {
    double[] norms = new double[2];
    for (int i = 0; i < 2; i++) {
      AutoencoderConfig config = i == 0 ? AutoencoderConfig.AE : AutoencoderConfig.CONTRACTIVE;
      try (Autoencoder model = model(With.of(config, "latentSize", 8))) {
        model.trainStep(150);
        norms[i] = model.metrics(1).get("jacobianNorm");
      }
    }
    assertThat(norms[1]).isLessThan(0.5 * norms[0]);
  }

  @Test
  void normalThatIsFittedHasTheLatentsMomentsAndNoMore() {
    float[][] rows = new float[4_000][3];
    SplitMix64 random = new SplitMix64(1);
    for (float[] row : rows) {
      double common = random.nextGaussian();
      row[0] = (float) (1 + 2 * common);
      row[1] = (float) (common + random.nextGaussian());
      row[2] = 7;
    }
    float[][] drawn = LatentNormal.of(rows).draw(20_000, new SplitMix64(2));
    double[] mean = new double[3];
    double covariance = 0;
    for (float[] row : drawn) {
      for (int i = 0; i < 3; i++) {
        mean[i] += row[i] / drawn.length;
      }
      covariance += (row[0] - 1) * row[1] / drawn.length;
    }
    assertThat(mean[0]).isCloseTo(1, within(0.1));
    assertThat(covariance).isCloseTo(2, within(0.15));
    assertThat(drawn[0][2]).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource({
    "sparsityTarget, 1, sparsityTarget must be above 0 and below 1",
    "sparsityWeight, -1, sparsityWeight must be 0 or more",
    "contractionWeight, NaN, contractionWeight must be 0 or more",
    "corruptionLevel, -0.1, corruptionLevel must be 0 or more"
  })
  void refusesInOneLine(String name, double value, String message) {
    assertThatThrownBy(() -> With.of(AutoencoderConfig.AE, name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message + ", but is " + value);
  }

  @Test
  void refusesWhatDoesNotGoTogetherUnderItsOwnName() {
    AutoencoderConfig ae = AutoencoderConfig.AE;
    assertThatThrownBy(() -> With.of(ae, "sparsity", Sparsity.KL))
        .hasMessage("latentActivation must be sigmoid where sparsity is kl, but is linear");
    assertThatThrownBy(() -> With.of(ae, "corruption", Corruption.MASKING, "corruptionLevel", 1.0))
        .hasMessage("corruptionLevel must be 0 or more and below 1, but is 1.0");
    assertThatThrownBy(() -> new SparseAutoencoderProvider().check(ae, PICTURES))
        .hasMessage("model 'sparse-ae': sparsity must be kl or l1; ae is the one without");
    assertThatThrownBy(() -> new DenoisingAutoencoderProvider().check(ae, PICTURES))
        .hasMessageStartingWith("model 'denoising-ae': corruption must be gaussian or masking");
    assertThatThrownBy(() -> new ContractiveAutoencoderProvider().check(ae, PICTURES))
        .hasMessageStartingWith("model 'contractive-ae': contractionWeight must be above 0");
    assertThatThrownBy(
            () ->
                new AutoencoderProvider()
                    .check(
                        With.of(ae, "reconstruction", Reconstruction.CROSS_ENTROPY),
                        GaussianMixture.ring8()))
        .hasMessageStartingWith("model 'ae': reconstruction cross_entropy is for pictures");
    assertThatThrownBy(
            () -> new AutoencoderProvider().check(With.of(ae, "encoder", "gru"), PICTURES))
        .hasMessage("model 'ae': encoder: gru sees no points or pictures; mlp and conv do");
  }

  private static Autoencoder model(AutoencoderConfig config) {
    return new Autoencoder(
        config, new GenerativeContext(PICTURES, 1_000, Device.CPU, 1, Judges.NONE));
  }
}
