package palestra.networks.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.Evaluate;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Precision;
import palestra.networks.Scope;
import palestra.networks.gradients.Gradients;
import palestra.networks.losses.Losses;

/** Layers of pictures: values by hand, shapes, refusals, gradients of both orders. */
class PictureLayersTest {
  private static final Offset<Float> CLOSE = within(1e-5f);

  /** A layer, and the shape that it is tried with. */
  private record Case(String name, Layer layer, long... shape) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static SeparableConv2d separable(Padding padding) {
    return new SeparableConv2d(
        4, 3, 1, padding, true, Activation.LINEAR, Initializer.glorotUniform());
  }

  private static TransposedConv2d transposed(Padding padding, int stride) {
    return new TransposedConv2d(
        3, 3, stride, padding, true, Activation.TANH, Initializer.heNormal());
  }

  private static DepthwiseConv2d depthwise(int multiplier, int stride) {
    return new DepthwiseConv2d(
        multiplier, 3, stride, Padding.SAME, true, Activation.LINEAR, Initializer.heNormal());
  }

  static Stream<Case> layers() {
    return Stream.of(
        new Case("conv", Conv2d.of(3, 3), 2, 5, 5, 2),
        new Case("conv tanh", Conv2d.of(3, 3).activation(Activation.TANH), 2, 5, 5, 2),
        new Case("conv leaky relu", Conv2d.of(3, 3).activation(Activation.LEAKY_RELU), 2, 5, 5, 2),
        new Case("conv in steps", Conv2d.of(3, 3).stride(2).withoutBias(), 2, 6, 5, 2),
        new Case("conv valid", Conv2d.of(3, 4).stride(2).padding(Padding.VALID), 2, 7, 6, 2),
        new Case("conv of one channel", Conv2d.of(3, 4).stride(2), 2, 6, 5, 1),
        new Case("conv of tiles", Conv2d.of(3, 2).stride(2).withoutBias(), 2, 4, 5, 3),
        new Case("conv with holes", Conv2d.of(3, 3).dilation(2), 2, 6, 6, 2),
        new Case("depthwise", depthwise(1, 1), 2, 5, 5, 3),
        new Case("depthwise twice, in steps", depthwise(2, 2), 2, 5, 5, 3),
        new Case("separable", separable(Padding.SAME), 2, 5, 5, 3),
        new Case("separable valid", separable(Padding.VALID), 2, 5, 5, 3),
        new Case("transposed", transposed(Padding.SAME, 1), 2, 4, 4, 2),
        new Case("transposed in steps", transposed(Padding.SAME, 2), 2, 3, 5, 2),
        new Case("transposed to one channel", TransposedConv2d.of(1, 4, 2), 2, 3, 4, 2),
        new Case("transposed to tiles", TransposedConv2d.of(2, 2, 2), 2, 3, 4, 2),
        new Case("transposed valid", transposed(Padding.VALID, 2), 2, 3, 4, 2),
        new Case("max pool", new MaxPool(2), 2, 4, 4, 2),
        new Case("max pool overlapping", new MaxPool(3, 2, Padding.SAME), 2, 5, 5, 2),
        new Case("average pool", new AveragePool(2), 2, 4, 4, 2),
        new Case("average pool padded", new AveragePool(3, 2, Padding.SAME), 2, 5, 5, 2),
        new Case("global average", GlobalPool.AVERAGE, 2, 3, 3, 2),
        new Case("global max", GlobalPool.MAX, 2, 3, 3, 2),
        new Case("nearest", new Upsample(2, Upsample.Kind.NEAREST), 2, 3, 3, 2),
        new Case("bilinear", new Upsample(2, Upsample.Kind.BILINEAR), 2, 3, 3, 2),
        new Case("layer norm of rows", new LayerNorm(), 3, 6),
        new Case("layer norm of pixels", new LayerNorm(), 2, 3, 3, 4),
        new Case("group norm", new GroupNorm(2), 2, 3, 3, 4),
        new Case("group norm of all", new GroupNorm(1), 2, 3, 3, 4),
        new Case("batch norm", new BatchNorm(), 3, 3, 3, 2),
        new Case("batch norm of rows", new BatchNorm(), 6, 4),
        new Case("dropout", new Dropout(0.3), 4, 12),
        new Case("residual", new Residual(Conv2d.of(2, 3)), 2, 4, 4, 2),
        new Case(
            "residual with projection",
            new Residual(Conv2d.of(3, 3).stride(2), Conv2d.of(3, 1).stride(2)),
            2,
            4,
            4,
            2),
        new Case("dense connection", new DenseConnection(Conv2d.of(3, 3)), 2, 4, 4, 2),
        new Case("squeeze and excitation", new SqueezeExcitation(3, Activation.SWISH), 2, 4, 4, 4),
        new Case("flatten", new Flatten(), 2, 2, 2, 3),
        new Case(
            "a critic",
            Sequential.of(
                Conv2d.of(3, 3).activation(Activation.LEAKY_RELU),
                new GroupNorm(1),
                Conv2d.of(4, 3).stride(2).activation(Activation.LEAKY_RELU),
                new Flatten(),
                new Dense(3, Activation.TANH, Initializer.glorotUniform())),
            2,
            4,
            4,
            2));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void gradients(Case what) {
    for (boolean training : new boolean[] {false, true}) {
      try (AlongLine line = new AlongLine(what.layer, training, false, what.shape)) {
        line.hold();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void gradientPenalty(Case what) {
    for (boolean training : new boolean[] {false, true}) {
      try (AlongLine line = new AlongLine(what.layer, training, true, what.shape)) {
        line.hold();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void convolutionsInHalfPrecision(int size) {
    float[] full = kernelGradient(size, Precision.FLOAT32);
    float[] half = kernelGradient(size, Precision.FLOAT16);
    assertThat(half).isNotEqualTo(full).containsExactly(full, within(0.02f));
  }

  private static float[] kernelGradient(int size, Precision precision) {
    Layer layer =
        Sequential.of(
            Conv2d.of(3, size).stride(2), TransposedConv2d.of(2, size, 2), Conv2d.of(2, 3));
    try (Model model = new Model(Device.CPU, 1)) {
      Scope scope = model.scope().with(precision);
      Shape shape = Shape.of(1, 4, 4, 2);
      Operand<TFloat32> x = scope.tf().fill(scope.tf().constant(shape), scope.tf().constant(1f));
      Operand<TFloat32> y = layer.apply(scope, x);
      Operand<TFloat32> loss = Losses.mean(scope, scope.tf().math.square(y));
      return Evaluate.floats(model, Gradients.of(scope, loss, scope.trainable()).get(0));
    }
  }

  static Stream<KernelLayer> kernelLayers() {
    return Stream.of(
        new Dense(4, Activation.TANH, Initializer.heNormal()),
        Conv2d.of(3, 2).activation(Activation.TANH));
  }

  /** Where power iteration has settled, to hold u and v constant is no approximation. */
  @ParameterizedTest
  @MethodSource("kernelLayers")
  void spectralNorm(KernelLayer layer) {
    long[] shape = layer instanceof Dense ? new long[] {3, 5} : new long[] {2, 3, 3, 2};
    for (boolean penalty : new boolean[] {false, true}) {
      SpectralNorm normed = new SpectralNorm(layer, 100);
      try (AlongLine line = new AlongLine(normed, false, penalty, shape)) {
        line.hold();
      }
    }
  }

  @Test
  void spectralNormDividesByTheLargestSingularValueOnceSettled() {
    // Singular values of [[3, 0], [4, 5]] are sqrt(45) and sqrt(5).
    Initializer kernel = values(3, 0, 4, 5);
    Layer layer = new SpectralNorm(new Dense(2, Activation.LINEAR, kernel));
    try (Model model = new Model(Device.CPU, 1)) {
      Scope scope = model.scope();
      Operand<TFloat32> x = scope.tf().constant(new float[][] {{1, 0}, {0, 1}});
      Operand<TFloat32> train = layer.apply(scope.forTraining(), x);
      Operand<TFloat32> use = layer.apply(scope, x);
      Evaluate.floats(model, use);
      float[] first = model.values().get("u");
      assertThat(Evaluate.floats(model, use)).isEqualTo(Evaluate.floats(model, use));
      assertThat(model.values().get("u")).isEqualTo(first);
      for (int i = 0; i < 40; i++) {
        Evaluate.floats(model, train);
      }
      float sigma = (float) Math.sqrt(45);
      assertThat(Evaluate.floats(model, use))
          .containsExactly(new float[] {3 / sigma, 0, 4 / sigma, 5 / sigma}, CLOSE);
      assertThat(model.values().get("u")).isNotEqualTo(first);
      assertThat(model.parameterCount()).isEqualTo(4 + 2);
    }
  }

  private static Initializer values(float... values) {
    return (tf, shape, seed) -> tf.constant(shape, DataBuffers.of(values));
  }

  private static float[] of(Layer layer, Shape shape, float... x) {
    return Evaluate.floats(
        scope -> layer.apply(scope, scope.tf().constant(shape, DataBuffers.of(x))));
  }

  @Test
  void convolutionByHand() {
    Conv2d conv = Conv2d.of(1, 2).kernel(values(1, 2, 3, 4));
    float[] x = {1, 0, 2, 0, 1, 0, 0, 0, 3};
    Shape shape = Shape.of(1, 3, 3, 1);
    // 1 of the pixel, 2 of the one to the right, 3 of the one below, 4 of the one across.
    assertThat(of(conv.padding(Padding.VALID), shape, x))
        .containsExactly(new float[] {5, 7, 2, 13}, CLOSE);
    assertThat(of(conv, shape, x)).hasSize(9).startsWith(5, 7, 2, 2, 13);
    assertThat(of(conv.stride(2).padding(Padding.VALID), shape, x))
        .containsExactly(new float[] {5}, CLOSE);
    assertThat(of(conv.dilation(2).padding(Padding.VALID), shape, x))
        .containsExactly(new float[] {1 + 2 * 2 + 4 * 3}, CLOSE);
  }

  @Test
  void transposedConvolutionByHand() {
    TransposedConv2d layer =
        new TransposedConv2d(1, 2, 1, Padding.VALID, true, Activation.LINEAR, values(1, 2, 3, 4));
    assertThat(of(layer, Shape.of(1, 1, 2, 1), 1, 10))
        .containsExactly(new float[] {1, 12, 20, 3, 34, 40}, CLOSE);
    TransposedConv2d steps =
        new TransposedConv2d(1, 2, 2, Padding.SAME, true, Activation.LINEAR, values(1, 2, 3, 4));
    assertThat(of(steps, Shape.of(1, 1, 2, 1), 1, 10))
        .containsExactly(new float[] {1, 2, 10, 20, 3, 4, 30, 40}, CLOSE);
  }

  /** Sides that the stride divides or not, windows as wide as the stride or some times that. */
  @ParameterizedTest
  @CsvSource({"4, 2, 6, 8, 1", "4, 2, 7, 5, 3", "2, 2, 5, 4, 2", "6, 3, 8, 7, 1", "6, 2, 5, 6, 2"})
  void patchesAreWhatTensorFlowsConvolutionsSee(
      int size, int stride, int height, int width, int channels) {
    try (Model model = new Model(Device.CPU, 1)) {
      Scope scope = model.scope();
      Ops tf = scope.tf();
      List<Long> steps = List.of(1L, (long) stride, (long) stride, 1L);
      Operand<TFloat32> x = scope.normal("x", Shape.of(3, height, width, channels));
      Operand<TFloat32> conv =
          Conv2d.of(5, size).stride(stride).withoutBias().apply(scope.child("conv"), x);
      assertThat(conv.op().type()).isEqualTo("Reshape");
      Operand<TFloat32> kernel = scope.child("conv").trainable().get(0);
      Operand<TFloat32> plain = tf.nn.conv2d(x, kernel, steps, "SAME");
      assertThat(conv.shape()).isEqualTo(plain.shape());
      Operand<TFloat32> most = largest(tf, tf.math.sub(conv, plain));

      Operand<TFloat32> z = scope.normal("z", Shape.of(3, height, width, 5));
      TransposedConv2d layer = TransposedConv2d.of(channels, size, stride).withoutBias();
      Operand<TFloat32> transposed = layer.apply(scope.child("transposed"), z);
      Operand<TFloat32> back = scope.child("transposed").trainable().get(0);
      int[] sizes = {3, height * stride, width * stride, channels};
      Operand<TFloat32> wide =
          tf.nn.conv2dBackpropInput(tf.constant(sizes), back, z, steps, "SAME");
      assertThat(transposed.shape()).isEqualTo(wide.shape());
      Operand<TFloat32> widest = largest(tf, tf.math.sub(transposed, wide));
      Operand<TFloat32> both = tf.stack(List.of(most, widest, largest(tf, plain)));
      float[] found = Evaluate.floats(model, both);
      assertThat(found[0]).isLessThan(1e-5f);
      assertThat(found[1]).isLessThan(1e-5f);
      assertThat(found[2]).isGreaterThan(0.1f);
    }
  }

  private static Operand<TFloat32> largest(Ops tf, Operand<TFloat32> x) {
    return tf.max(tf.math.abs(x), tf.constant(new int[] {0, 1, 2, 3}));
  }

  @Test
  void depthwiseKeepsChannelsApart() {
    DepthwiseConv2d layer =
        new DepthwiseConv2d(2, 1, 1, Padding.VALID, false, Activation.LINEAR, values(1, 2, 3, 4));
    assertThat(of(layer, Shape.of(1, 1, 1, 2), 1, 10))
        .containsExactly(new float[] {1, 2, 30, 40}, CLOSE);
  }

  @Test
  void poolingByHand() {
    Shape shape = Shape.of(1, 2, 3, 1);
    float[] x = {1, 2, 9, 4, 5, 6};
    assertThat(of(new MaxPool(2), shape, x)).containsExactly(5);
    assertThat(of(new MaxPool(2, 1, Padding.SAME), shape, x)).containsExactly(5, 9, 9, 5, 6, 6);
    assertThat(of(new AveragePool(2), shape, x)).containsExactly(new float[] {3}, CLOSE);
    assertThat(of(new AveragePool(2, 2, Padding.SAME), shape, x))
        .containsExactly(new float[] {3, 7.5f}, CLOSE);
    assertThat(of(GlobalPool.AVERAGE, shape, x)).containsExactly(new float[] {4.5f}, CLOSE);
    assertThat(of(GlobalPool.MAX, shape, x)).containsExactly(9);
  }

  @Test
  void upsamplingByHand() {
    Shape shape = Shape.of(1, 1, 2, 1);
    assertThat(of(new Upsample(2, Upsample.Kind.NEAREST), shape, 1, 5))
        .containsExactly(1, 1, 5, 5, 1, 1, 5, 5);
    assertThat(of(new Upsample(2, Upsample.Kind.BILINEAR), shape, 1, 5))
        .containsExactly(new float[] {1, 2, 4, 5, 1, 2, 4, 5}, CLOSE);
  }

  @Test
  void normalisationsByHand() {
    float r = (float) (1 / Math.sqrt(1 + 1e-5));
    assertThat(of(new LayerNorm(), Shape.of(2, 2), 1, 3, -5, -7))
        .containsExactly(new float[] {-r, r, r, -r}, CLOSE);
    assertThat(of(new GroupNorm(2), Shape.of(1, 1, 1, 4), 1, 3, -5, -7))
        .containsExactly(new float[] {-r, r, r, -r}, CLOSE);
    float s = (float) (1 / Math.sqrt(17 + 1e-5));
    assertThat(of(new GroupNorm(1), Shape.of(1, 1, 1, 4), 3, 5, -3, -5))
        .containsExactly(new float[] {3 * s, 5 * s, -3 * s, -5 * s}, CLOSE);
  }

  @Test
  void batchNormInTrainingAndOutOfIt() {
    Layer layer = new BatchNorm(0.75, 1e-5);
    try (Model model = new Model(Device.CPU, 1)) {
      Scope scope = model.scope();
      Operand<TFloat32> x = scope.tf().constant(new float[][] {{1}, {3}, {1}, {3}});
      Operand<TFloat32> train = layer.apply(scope.forTraining(), x);
      Operand<TFloat32> use = layer.apply(scope, x);
      float r = (float) (1 / Math.sqrt(1 + 1e-5));
      assertThat(Evaluate.floats(model, use))
          .containsExactly(new float[] {r, 3 * r, r, 3 * r}, CLOSE);
      assertThat(model.values().get("mean")).containsExactly(0);
      assertThat(Evaluate.floats(model, train)).containsExactly(new float[] {-r, r, -r, r}, CLOSE);
      // The running variance takes the unbiased one, 4 / 3, as PyTorch's does.
      assertThat(model.values().get("mean")).containsExactly(new float[] {0.5f}, CLOSE);
      assertThat(model.values().get("variance"))
          .containsExactly(new float[] {0.75f + 0.25f * 4 / 3}, CLOSE);
      assertThat(model.parameterCount()).isEqualTo(2);
    }
  }

  @Test
  void dropoutKeepsTheMeanAndRestsOutsideOfTraining() {
    Layer layer = new Dropout(0.25);
    try (Model model = new Model(Device.CPU, 1)) {
      Scope scope = model.scope();
      Operand<TFloat32> x =
          scope.tf().fill(scope.tf().constant(Shape.of(100, 100)), scope.tf().constant(3f));
      assertThat(layer.apply(scope, x)).isSameAs(x);
      float[] y = Evaluate.floats(model, layer.apply(scope.forTraining(), x));
      int dropped = 0;
      for (float value : y) {
        assertThat(value == 0 || value == 4).isTrue();
        dropped += value == 0 ? 1 : 0;
      }
      assertThat(dropped).isBetween(2300, 2700);
    }
  }

  @Test
  void initialisersCountWhatAnOutputSees() {
    Conv2d conv = Conv2d.of(64, 3);
    assertThat(variance(conv, Shape.of(1, 4, 4, 32))).isCloseTo(2.0 / (9 * 32), within(0.0005));
    assertThat(variance(DepthwiseConv2d.of(3, 1), Shape.of(1, 4, 4, 512)))
        .isCloseTo(2.0 / 9, within(0.02));
    assertThat(variance(TransposedConv2d.of(64, 3, 1), Shape.of(1, 4, 4, 16)))
        .isCloseTo(2.0 / (9 * 16), within(0.001));
  }

  @Test
  void orthogonalKernelsAreOrthogonalOverAllThatAnOutputSees() {
    Conv2d conv = Conv2d.of(3, 2).kernel(Initializer.orthogonal(2));
    try (Model model = new Model(Device.CPU, 1)) {
      conv.apply(model.scope(), model.input("x", TFloat32.class, 1, 4, 4, 5));
      float[] kernel = model.values().get("kernel");
      for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 3; b++) {
          double product = 0;
          for (int i = 0; i < 2 * 2 * 5; i++) {
            product += kernel[3 * i + a] * kernel[3 * i + b];
          }
          assertThat(product).isCloseTo(a == b ? 4 : 0, within(1e-5));
        }
      }
    }
  }

  private static double variance(Layer layer, Shape shape) {
    try (Model model = new Model(Device.CPU, 1)) {
      layer.apply(model.scope(), model.input("x", TFloat32.class, shape.asArray()));
      double sum = 0;
      float[] kernel = model.values().get("kernel");
      for (float w : kernel) {
        sum += w * w;
      }
      return sum / kernel.length;
    }
  }

  @Test
  void refusesInOneLine() {
    List<Supplier<Object>> wrong = new ArrayList<>();
    wrong.add(() -> Conv2d.of(0, 3));
    wrong.add(() -> Conv2d.of(3, 3).stride(2).dilation(2));
    wrong.add(() -> new Dropout(1));
    wrong.add(() -> new BatchNorm(1, 1e-5));
    wrong.add(() -> new LayerNorm(0));
    wrong.add(() -> of(Conv2d.of(1, 3).padding(Padding.VALID), Shape.of(1, 2, 2, 1), 1, 1, 1, 1));
    wrong.add(() -> of(Conv2d.of(1, 3), Shape.of(1, 4), 1, 1, 1, 1));
    wrong.add(() -> of(new MaxPool(3), Shape.of(1, 2, 2, 1), 1, 1, 1, 1));
    wrong.add(() -> of(new GroupNorm(3), Shape.of(1, 1, 1, 4), 1, 1, 1, 1));
    wrong.add(() -> of(new Residual(Conv2d.of(2, 1)), Shape.of(1, 2, 2, 1), 1, 1, 1, 1));
    wrong.add(() -> of(new DenseConnection(new AveragePool(2)), Shape.of(1, 2, 2, 1), 1, 1, 1, 1));
    for (Supplier<Object> call : wrong) {
      assertThatThrownBy(call::get)
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .hasLineCount(1);
    }
    assertThatThrownBy(wrong.get(5)::get)
        .hasMessageContaining("a window of 3 x 3 does not fit into a picture of 2 x 2");
  }
}
