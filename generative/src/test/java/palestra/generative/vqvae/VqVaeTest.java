package palestra.generative.vqvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.generative.GenerativeContext;
import palestra.generative.data.Data;
import palestra.generative.data.GaussianMixture;
import palestra.generative.internal.Graphs;
import palestra.generative.internal.TestPictures;
import palestra.generative.internal.With;
import palestra.generative.metrics.Judges;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.gradients.Gradients;
import palestra.networks.layers.Memory;

class VqVaeTest {
  private static final Data PICTURES = new TestPictures(8);
  private static final VqVaeConfig TWO_CODES =
      With.of(
          VqVaeConfig.DEFAULTS,
          "codebookSize",
          3,
          "codeSize",
          1,
          "decay",
          0.5,
          "restartBelow",
          0.0);

  /**
   * By hand: with a decay of a half, all of n and m come from the batches, so that a code is the
   * mean of what chose it, newer batches counting twice as much as those before.
   */
  @Test
  void codesAreRunningMeansOfWhatChoseThem() {
    try (Model model = new Model(Device.CPU, 1)) {
      Scope scope = model.scope().forTraining();
      Codebook codebook = new Codebook(TWO_CODES);
      Operand<TFloat32> z = model.input("z", TFloat32.class, 4, 1);
      Codebook.Choice choice = codebook.choose(scope, z);
      Operand<TFloat32> result =
          codebook.average(
              scope, z, choice, codebook.oneHot(scope, choice.codes()), scope.tf().constant(0f));
      Endpoint move =
          model
              .endpoint("move")
              .input("z", z)
              .output("result", result)
              .output("chosen", choice.vectors())
              .build();
      model.initialize();
      float[] start = model.values().get("codebook/vectors");
      // Far apart, so that each batch has its code: the highest and the lowest of the start.
      float high = Math.max(start[0], Math.max(start[1], start[2]));
      float low = Math.min(start[0], Math.min(start[1], start[2]));
      move.feed("z", 10, 12, -10, -14).run();
      // What was chosen is read before it moves.
      assertThat(move.result("chosen").get(0)).isEqualTo(high);
      assertThat(move.result("chosen").get(2)).isEqualTo(low);
      assertThat(model.values().get("codebook/vectors")).contains(11f, -12f);
      move.feed("z", 20, 20, -20, -20).run();
      float[] moved = model.values().get("codebook/vectors");
      assertThat(moved).contains((0.5f * 11 + 20) / 1.5f, (0.5f * -12 - 20) / 1.5f);
      // The code in the middle was never chosen and stays.
      assertThat(moved).contains(start[0] + start[1] + start[2] - high - low);
    }
  }

  @Test
  void codesWithoutUseStartAgainWhereTheEncoderIs() {
    try (Model model = new Model(Device.CPU, 1)) {
      Scope scope = model.scope().forTraining();
      Codebook codebook = new Codebook(With.of(TWO_CODES, "restartBelow", 0.5));
      Operand<TFloat32> z = model.input("z", TFloat32.class, 2, 1);
      Codebook.Choice choice = codebook.choose(scope, z);
      Operand<TFloat32> result =
          codebook.average(
              scope, z, choice, codebook.oneHot(scope, choice.codes()), scope.tf().constant(0f));
      Endpoint move = model.endpoint("move").input("z", z).output("result", result).build();
      move.feed("z", 100, 100).run();
      assertThat(model.values().get("codebook/vectors")).containsOnly(100f);
    }
  }

  /** The value is the code's; the gradient passes as if nothing had been replaced. */
  @Test
  void gradientsPassStraightThrough() {
    float[] passed =
        Graphs.values(
            scope -> {
              Operand<TFloat32> z =
                  scope.tf().identity(scope.tf().constant(new float[][] {{0.9f}, {-5}}));
              Codebook.Choice choice = new Codebook(TWO_CODES).choose(scope, z);
              Operand<TFloat32> through = VqVae.straightThrough(scope, z, choice);
              Operand<TFloat32> loss =
                  scope
                      .tf()
                      .sum(scope.tf().math.square(through), scope.tf().constant(new int[] {0, 1}));
              Operand<TFloat32> slope = Gradients.of(scope, loss, List.of(z)).get(0);
              return scope
                  .tf()
                  .math
                  .sub(slope, scope.tf().math.mul(scope.tf().constant(2f), choice.vectors()));
            });
    assertThat(passed[0]).isCloseTo(0, within(1e-6f));
    assertThat(passed[1]).isCloseTo(0, within(1e-5f));
  }

  @Test
  void distanceAndPerplexity() {
    float[] distance =
        Graphs.values(
            scope ->
                VqVae.distance(
                    scope,
                    scope.tf().constant(new float[][] {{1, 2}, {0, 0}}),
                    scope.tf().constant(new float[][] {{0, 0}, {0, 3}}),
                    2));
    assertThat(distance).containsExactly(7);
    float[] perplexity =
        Graphs.values(
            scope ->
                Codebook.perplexity(
                    scope, scope.tf().constant(new float[][] {{1, 0, 0}, {0, 1, 0}})));
    assertThat(perplexity[0]).isCloseTo(2, within(1e-5f));
    assertThat(VqVae.perplexity(new double[] {3, 0, 3, 3})).isCloseTo(3, within(1e-12));
  }

  /** A prior that knows nothing yet gives every code about the same probability. */
  @Test
  void usesItsCodesAndLearnsTheirOrder() {
    for (CodebookUpdate update : CodebookUpdate.values()) {
      VqVaeConfig config =
          With.of(
              VqVaeConfig.DEFAULTS,
              "codebookUpdate",
              update,
              "codesPerExample",
              4,
              "codebookSize",
              32,
              "prior",
              Memory.valueOf("gru 32"));
      try (VqVae model = model(config)) {
        double untrained = model.metrics(1).get("priorLoss");
        assertThat(untrained).isCloseTo(4 * Math.log(32), within(1.0));
        model.trainStep(500);
        Map<String, Double> figures = model.metrics(1);
        assertThat(figures.get("perplexity")).as("%s", update).isGreaterThan(5);
        assertThat(figures.get("priorLoss")).isLessThan(0.8 * untrained);
        assertThat(figures.get("reconstructionError")).isLessThan(0.04);
        assertThat(meanOfNearest(model.sample(100, 1))).isLessThan(0.06);
      }
    }
  }

  /** How far samples are from the nearest example, a mean over pixels. */
  private static double meanOfNearest(float[][] samples) {
    float[][] examples = PICTURES.examples(Data.Part.TRAINING, 1_000, 1).rows();
    double sum = 0;
    for (float[] sample : samples) {
      double least = Double.POSITIVE_INFINITY;
      for (float[] example : examples) {
        double distance = 0;
        for (int i = 0; i < 64; i++) {
          distance += Math.pow(sample[i] - example[i], 2) / 64;
        }
        least = Math.min(least, distance);
      }
      sum += least / samples.length;
    }
    return sum;
  }

  @Test
  void refusesInOneLine() {
    VqVaeConfig defaults = VqVaeConfig.DEFAULTS;
    assertThatThrownBy(() -> With.of(defaults, "codebookSize", 1))
        .hasMessage("codebookSize must be 2 or more, but is 1");
    assertThatThrownBy(() -> With.of(defaults, "codeSize", 0))
        .hasMessage("codeSize must be 1 or more, but is 0");
    assertThatThrownBy(() -> With.of(defaults, "decay", 1.0))
        .hasMessage("decay must be 0 or more and below 1, but is 1.0");
    assertThatThrownBy(() -> With.of(defaults, "prior", Memory.NONE))
        .hasMessage("prior must be a recurrent layer such as gru 128, but is none");
    assertThatThrownBy(
            () ->
                new VqVaeProvider()
                    .check(With.of(defaults, "encoder", "conv"), GaussianMixture.ring8()))
        .hasMessageStartingWith("model 'vq-vae': encoder: conv sees pictures");
  }

  private static VqVae model(VqVaeConfig config) {
    return new VqVae(config, new GenerativeContext(PICTURES, 1_000, Device.CPU, 1, Judges.NONE));
  }
}
