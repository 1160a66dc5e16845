package palestra.networks.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Precision;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Conv2d;
import palestra.networks.layers.Dense;
import palestra.networks.layers.Mlp;
import palestra.networks.losses.Losses;

/** Clipping, fine-tuning and loss scaling do what they say, to each variable they should. */
class MinimizerOptionsTest {
  private static final List<String> PATHS =
      List.of(
          "body/dense0/kernel",
          "body/dense0/bias",
          "body/dense1/kernel",
          "body/dense1/bias",
          "head/kernel",
          "head/bias");

  @Test
  void clipsByValueElementByElement() {
    try (Model model = new Model(Device.CPU, 1)) {
      Scope scope = model.scope();
      Ops tf = scope.tf();
      Operand<TFloat32> w = scope.variable("w", Shape.of(3), Initializer.zeros());
      Operand<TFloat32> slopes = tf.constant(new float[] {-3, 0.25f, 7});
      Operand<TFloat32> loss = tf.sum(tf.math.mul(w, slopes), tf.constant(0));
      Minimizer minimizer =
          new Minimizer(
              model,
              "sgd",
              new Sgd(),
              loss,
              List.of(w),
              MinimizerOptions.DEFAULTS.with(Clipping.value(0.5)));
      Endpoint learn =
          minimizer.addTo(model.endpoint("learn")).output("norm", minimizer.gradientNorm()).build();
      minimizer.run(learn, 1);
      assertThat(model.values().get("w")).containsExactly(0.5f, -0.25f, -0.5f);
      assertThat(learn.result("norm").get(0))
          .as("before clipping")
          .isCloseTo((float) Math.sqrt(9 + 0.0625 + 49), within(1e-5f));
    }
  }

  @Test
  void refusesLimitsThatLimitNothing() {
    assertThatThrownBy(() -> Clipping.value(0)).hasMessageContaining("must be above 0, but is 0");
    assertThatThrownBy(() -> Clipping.globalNorm(-1)).hasMessageContaining("must be above 0");
    assertThat(Clipping.globalNorm(Double.POSITIVE_INFINITY)).isEqualTo(Clipping.none());
  }

  /** By hand: layers from the top are head 1, dense1 0.5, dense0 0.25. */
  @Test
  void everyLayerLearnsMoreSlowlyThanTheOneAbove() {
    assertThat(FineTuning.layerwise(0.5).multipliers(PATHS).values())
        .containsExactly(0.25, 0.25, 0.5, 0.5, 1.0, 1.0);
    assertThat(
            new FineTuning(List.of("body/dense0"), Map.of("body", 0.1, "head/bias", 2.0), 1)
                .multipliers(PATHS))
        .isEqualTo(
            Map.of(
                "body/dense1/kernel", 0.1,
                "body/dense1/bias", 0.1,
                "head/kernel", 1.0,
                "head/bias", 2.0));
  }

  @Test
  void refusesPathsThatFitNothing() {
    assertThatThrownBy(() -> FineTuning.frozen("bod").multipliers(PATHS))
        .hasMessageContaining("no variable is under bod; there are [body/dense0/kernel");
    assertThatThrownBy(() -> FineTuning.frozen("body", "head").multipliers(PATHS))
        .hasMessageContaining("every variable is frozen");
    assertThatThrownBy(() -> FineTuning.layerwise(0)).hasMessageContaining("layerDecay");
    assertThatThrownBy(() -> new FineTuning(List.of(), Map.of("body", -1.0), 1))
        .hasMessageContaining("the rate of body must be 0 or more");
  }

  /** With plain descent a step is proportional to the rate; frozen weights keep their bits. */
  @Test
  void ratesAndFreezingReachTheWeights() {
    Map<String, float[]> start = afterOneStep(FineTuning.NONE, 0);
    Map<String, float[]> plain = afterOneStep(FineTuning.NONE, 0.1);
    Map<String, float[]> tuned =
        afterOneStep(new FineTuning(List.of("body/dense0"), Map.of("body/dense1", 0.1), 1), 0.1);
    assertThat(tuned.get("body/dense0/kernel")).isEqualTo(start.get("body/dense0/kernel"));
    assertThat(tuned.get("head/kernel")).isEqualTo(plain.get("head/kernel"));
    float[] from = start.get("body/dense1/kernel");
    float[] whole = plain.get("body/dense1/kernel");
    float[] tenth = tuned.get("body/dense1/kernel");
    assertThat(whole).isNotEqualTo(from);
    for (int i = 0; i < from.length; i++) {
      assertThat((double) tenth[i]).isCloseTo(from[i] + 0.1 * (whole[i] - from[i]), within(1e-6));
    }
  }

  private static Map<String, float[]> afterOneStep(FineTuning tuning, double learningRate) {
    try (Model model = new Model(Device.CPU, 1)) {
      Network network = new Network(model, model.scope(), MinimizerOptions.DEFAULTS.with(tuning));
      network.step(learningRate);
      return model.values();
    }
  }

  /** An encoder that one model trained starts another's body, under another path. */
  @Test
  void loadsAPartOfTheWeightsUnderAnotherPath(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("weights");
    Map<String, float[]> trained;
    try (Model teacher = new Model(Device.CPU, 1)) {
      Network network = new Network(teacher, teacher.scope(), MinimizerOptions.DEFAULTS);
      network.step(0.1);
      teacher.save(file);
      trained = teacher.values();
    }
    try (Model heir = new Model(Device.CPU, 2)) {
      Network network = new Network(heir, heir.scope().child("policy"), MinimizerOptions.DEFAULTS);
      Map<String, float[]> before = heir.values();
      heir.loadWeights(file, "body", "policy/body");
      Map<String, float[]> after = heir.values();
      assertThat(after.get("policy/body/dense1/kernel"))
          .isEqualTo(trained.get("body/dense1/kernel"))
          .isNotEqualTo(before.get("policy/body/dense1/kernel"));
      assertThat(after.get("policy/head/kernel")).isEqualTo(before.get("policy/head/kernel"));
      network.step(0.1);
      assertThatThrownBy(() -> heir.loadWeights(file, "body", "policy/bodi"))
          .hasMessageContaining("no variable under policy/bodi; it has [policy/body/dense0/kernel");
      assertThatThrownBy(() -> heir.loadWeights(file, "encoder", "policy/body"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("encoder/dense0/");
      assertThatThrownBy(() -> heir.loadWeights(file, "head", "policy/body/dense0"))
          .isInstanceOf(IOException.class)
          .hasMessageMatching(".*head/(kernel|bias): Assign requires shapes of both tensors .*");
    }
  }

  /** Running statistics are part of what was learned; an optimiser's slots are not. */
  @Test
  void weightsAreLoadedWithStatisticsAndWithoutSlots(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("weights");
    try (Model teacher = new Model(Device.CPU, 1)) {
      slotsAndStatistics(teacher, 1);
      teacher.save(file);
    }
    try (Model heir = new Model(Device.CPU, 1)) {
      slotsAndStatistics(heir, 2);
      heir.loadWeights(file);
      assertThat(heir.values().get("statistics/mean")).containsExactly(1);
      assertThat(heir.values().get("optimizer/m0")).containsExactly(2);
    }
  }

  private static void slotsAndStatistics(Model model, float value) {
    Initializer start = Initializer.constant(value);
    model.scope().child("statistics").state("mean", Shape.of(1), start);
    model.scope().child("optimizer").slot("m0", Shape.of(1), start);
  }

  /** 8 bits of fraction are off by up to 1/256 in each factor of a product. */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT16", "BFLOAT16"})
  void halfPrecisionTrainsNearlyAsFloat32(Precision precision) {
    List<Double> exact = losses(Precision.FLOAT32, MinimizerOptions.DEFAULTS);
    List<Double> half = losses(precision, MinimizerOptions.DEFAULTS.with(new LossScale()));
    assertThat(half).isNotEqualTo(exact);
    assertThat(exact.get(59)).isLessThan(0.2 * exact.get(0));
    for (int i = 0; i < exact.size(); i++) {
      assertThat(half.get(i)).as("step %s", i).isCloseTo(exact.get(i), within(0.02 * exact.get(0)));
    }
  }

  /** A convolution's loss and update in fewer bits, nearly those of float32, and not the same. */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT16", "BFLOAT16"})
  void convolutionsMultiplyInThePrecisionOfTheirScope(Precision precision) {
    float[] exact = convolved(Precision.FLOAT32);
    float[] half = convolved(precision);
    assertThat(half).isNotEqualTo(exact);
    for (int i = 0; i < exact.length; i++) {
      assertThat(half[i]).isCloseTo(exact[i], within(0.02f));
    }
  }

  private static float[] convolved(Precision precision) {
    try (Model model = new Model(Device.CPU, 1)) {
      Scope scope = model.scope().with(precision);
      Operand<TFloat32> x = model.input("x", TFloat32.class, 2, 6, 6, 1);
      Operand<TFloat32> y = Conv2d.of(2, 3).apply(scope.child("conv"), x);
      Operand<TFloat32> loss = Losses.meanSquaredError(scope, y, scope.tf().constant(0.5f));
      Minimizer minimizer =
          new Minimizer(
              model,
              "optimizer",
              new Sgd(),
              loss,
              scope.trainable(),
              MinimizerOptions.DEFAULTS.with(new LossScale(1024, 10)));
      Endpoint learn = minimizer.addTo(model.endpoint("learn").input("x", x)).build();
      for (int i = 0; i < 72; i++) {
        learn.floats("x").put(i, (float) Math.sin(i));
      }
      minimizer.run(learn, 0.5);
      return model.values().get("conv/kernel");
    }
  }

  /** A power of two times a float32 loses nothing: the very same weights. */
  @Test
  void scalingAloneChangesNothing() {
    assertThat(losses(Precision.FLOAT32, MinimizerOptions.DEFAULTS.with(new LossScale(1024, 7))))
        .isEqualTo(losses(Precision.FLOAT32, MinimizerOptions.DEFAULTS));
  }

  private static List<Double> losses(Precision precision, MinimizerOptions options) {
    try (Model model = new Model(Device.CPU, 1)) {
      Network network = new Network(model, model.scope().with(precision), options);
      List<Double> losses = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        losses.add(network.step(0.1));
      }
      return losses;
    }
  }

  /** Gradients near 1 times 2^24 are beyond float16's 65,504; 2^10 or so is not. */
  @Test
  void lossScaleFallsUntilNothingOverflowsAndGrowsAgain(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("weights");
    try (Model model = new Model(Device.CPU, 1)) {
      Network network =
          new Network(
              model,
              model.scope().with(Precision.FLOAT16),
              MinimizerOptions.DEFAULTS.with(new LossScale(1 << 24, 5)));
      double first = network.step(0.01);
      double fallen = network.minimizer.lossScale();
      assertThat(network.minimizer.steps()).as("made again, not skipped").isEqualTo(1);
      assertThat(first).isPositive();
      assertThat(fallen).isBetween(1.0, (double) (1 << 20));
      for (int i = 1; i < 5; i++) {
        network.step(0.01);
      }
      assertThat(network.minimizer.lossScale()).isEqualTo(2 * fallen);
      model.save(file);
    }
    try (Model model = new Model(Device.CPU, 1)) {
      Network network =
          new Network(
              model,
              model.scope().with(Precision.FLOAT16),
              MinimizerOptions.DEFAULTS.with(new LossScale(1 << 24, 5)));
      double started = network.minimizer.lossScale();
      model.load(file);
      assertThat(network.minimizer.lossScale()).isLessThan(started);
    }
  }

  @Test
  void refusesScalesThatRound() {
    assertThatThrownBy(() -> new LossScale(1000, 1)).hasMessageContaining("power of two");
    assertThatThrownBy(() -> new LossScale(0.5, 1)).hasMessageContaining("power of two");
    assertThatThrownBy(() -> new LossScale(2, 0)).hasMessageContaining("growthInterval");
  }

  /** A small regression: 8 rows of 3 features. */
  private static final class Network {
    private final Minimizer minimizer;
    private final Endpoint learn;

    Network(Model model, Scope scope, MinimizerOptions options) {
      Operand<TFloat32> x = model.input("x", TFloat32.class, 8, 3);
      Operand<TFloat32> t = model.input("t", TFloat32.class, 8, 1);
      Operand<TFloat32> h =
          new Mlp(List.of(8, 8), Activation.TANH, Initializer.orthogonal(1))
              .apply(scope.child("body"), x);
      Operand<TFloat32> y =
          new Dense(1, Activation.LINEAR, Initializer.orthogonal(1)).apply(scope.child("head"), h);
      Operand<TFloat32> loss = Losses.meanSquaredError(scope, y, t);
      minimizer = new Minimizer(model, "optimizer", new Sgd(), loss, scope.trainable(), options);
      learn =
          minimizer
              .addTo(model.endpoint("learn").input("x", x).input("t", t))
              .output("loss", loss)
              .build();
      for (int i = 0; i < 24; i++) {
        learn.floats("x").put(i, (float) Math.sin(i * 1.7));
      }
      for (int i = 0; i < 8; i++) {
        learn.floats("t").put(i, (float) Math.cos(i));
      }
    }

    double step(double learningRate) {
      minimizer.run(learn, learningRate);
      return learn.result("loss").get(0);
    }
  }
}
