package palestra.networks.gradients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Squeeze;
import org.tensorflow.op.core.Sum;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.math.Mean;
import org.tensorflow.op.nn.BiasAdd;
import org.tensorflow.op.nn.FusedBatchNorm;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.op.sparse.SparseTensorDenseMatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import palestra.networks.gradients.FiniteDifferences.Case;

/** Each rule, first and second order, and what has no rule here but one in TensorFlow. */
class GradientRulesTest {
  private static final Shape M = Shape.of(3, 4);
  private static final Shape ROW = Shape.of(4);
  private static final Shape COLUMN = Shape.of(3, 1);
  private static final Shape SCALAR = Shape.scalar();
  private static final Shape IMAGE = Shape.of(1, 4, 4, 2);

  private interface Unary {
    Operand<TFloat64> apply(Ops tf, Operand<TFloat64> x);
  }

  private interface Binary {
    Operand<TFloat64> apply(Ops tf, Operand<TFloat64> a, Operand<TFloat64> b);
  }

  private static Case unary(String name, Unary f, Shape shape) {
    return Case.of(name, (scope, x) -> f.apply(scope.tf(), x.get(0)), shape);
  }

  private static Case binary(String name, Binary f, Shape a, Shape b) {
    return Case.of(
        name + " " + a + " " + b, (scope, x) -> f.apply(scope.tf(), x.get(0), x.get(1)), a, b);
  }

  /** Away from where the slope jumps. */
  private static double notNearZero(double x) {
    return x + Math.copySign(0.1, x);
  }

  private static double positive(double x) {
    return Math.abs(x) + 0.5;
  }

  static Stream<Case> elementwise() {
    return Stream.of(
        unary("identity", (tf, x) -> tf.identity(x), M),
        unary("neg", (tf, x) -> tf.math.neg(x), M),
        unary("exp", (tf, x) -> tf.math.exp(x), M),
        unary("log", (tf, x) -> tf.math.log(x), M).within(GradientRulesTest::positive),
        unary("abs", (tf, x) -> tf.math.abs(x), M).within(GradientRulesTest::notNearZero),
        unary("sqrt", (tf, x) -> tf.math.sqrt(x), M).within(GradientRulesTest::positive),
        unary("rsqrt", (tf, x) -> tf.math.rsqrt(x), M).within(GradientRulesTest::positive),
        unary("reciprocal", (tf, x) -> tf.math.reciprocal(x), M)
            .within(GradientRulesTest::positive),
        unary("square", (tf, x) -> tf.math.square(x), M),
        unary("tanh", (tf, x) -> tf.math.tanh(x), M),
        unary("sigmoid", (tf, x) -> tf.math.sigmoid(x), M),
        unary("relu", (tf, x) -> tf.nn.relu(x), M).within(GradientRulesTest::notNearZero),
        unary("relu of a product", (tf, x) -> tf.nn.relu(tf.math.mul(x, x)), M)
            .within(GradientRulesTest::notNearZero),
        unary("relu6", (tf, x) -> tf.nn.relu6(tf.math.mul(x, x)), M)
            .within(GradientRulesTest::notNearZero),
        unary("leaky relu", (tf, x) -> tf.nn.leakyRelu(x, LeakyRelu.alpha(0.2f)), M)
            .within(GradientRulesTest::notNearZero),
        unary("elu", (tf, x) -> tf.nn.elu(x), M).within(GradientRulesTest::notNearZero),
        unary("selu", (tf, x) -> tf.nn.selu(x), M).within(GradientRulesTest::notNearZero),
        unary("softplus", (tf, x) -> tf.math.softplus(x), M),
        unary("erf", (tf, x) -> tf.math.erf(x), M),
        unary("x times x", (tf, x) -> tf.math.mul(x, x), M),
        unary("used four times", (tf, x) -> tf.math.addN(List.of(x, tf.math.exp(x), x, x)), M),
        unary("onesLike is flat", (tf, x) -> tf.math.mul(x, tf.onesLike(tf.math.exp(x))), M));
  }

  static Stream<Case> broadcasting() {
    Stream.Builder<Case> cases = Stream.builder();
    Shape[][] pairs = {
      {M, M},
      {M, ROW},
      {ROW, M},
      {M, COLUMN},
      {COLUMN, ROW},
      {M, SCALAR},
      {SCALAR, M},
      {Shape.of(2, 1, 4), Shape.of(3, 1)},
      {Shape.of(1, 1), M},
      {SCALAR, SCALAR}
    };
    for (Shape[] pair : pairs) {
      cases.add(binary("add", (tf, a, b) -> tf.math.add(a, b), pair[0], pair[1]));
      cases.add(binary("sub", (tf, a, b) -> tf.math.sub(a, b), pair[0], pair[1]));
      cases.add(binary("mul", (tf, a, b) -> tf.math.mul(a, b), pair[0], pair[1]));
      cases.add(
          binary("div", (tf, a, b) -> tf.math.div(a, b), pair[0], pair[1])
              .within(GradientRulesTest::positive));
      cases.add(
          binary(
              "squared difference",
              (tf, a, b) -> tf.math.squaredDifference(a, b),
              pair[0],
              pair[1]));
      cases.add(binary("maximum", (tf, a, b) -> tf.math.maximum(a, b), pair[0], pair[1]));
      cases.add(binary("minimum", (tf, a, b) -> tf.math.minimum(a, b), pair[0], pair[1]));
      cases.add(
          binary(
              "select",
              (tf, a, b) -> tf.select(tf.math.greater(a, b), tf.math.square(a), tf.math.exp(b)),
              pair[0],
              pair[1]));
    }
    return cases.build();
  }

  static Stream<Case> tensors() {
    Stream.Builder<Case> cases = Stream.builder();
    for (boolean ta : new boolean[] {false, true}) {
      for (boolean tb : new boolean[] {false, true}) {
        cases.add(
            binary(
                "matMul " + ta + " " + tb,
                (tf, a, b) -> tf.linalg.matMul(a, b, MatMul.transposeA(ta), MatMul.transposeB(tb)),
                ta ? Shape.of(4, 3) : Shape.of(3, 4),
                tb ? Shape.of(2, 4) : Shape.of(4, 2)));
      }
    }
    for (int[] axes : new int[][] {{0}, {1}, {-1}, {0, 1}, {}, {-2, 2}}) {
      Shape shape = axes.length > 1 && axes[1] == 2 ? Shape.of(2, 3, 2) : M;
      String name = " over " + java.util.Arrays.toString(axes);
      for (boolean keep : new boolean[] {false, true}) {
        cases.add(
            unary(
                "mean" + name + keep,
                (tf, x) -> squared(tf, tf.math.mean(x, tf.constant(axes), Mean.keepDims(keep))),
                shape));
        cases.add(
            unary(
                "sum" + name + keep,
                (tf, x) -> squared(tf, tf.sum(x, tf.constant(axes), Sum.keepDims(keep))),
                shape));
      }
    }
    return Stream.concat(
        cases.build(),
        Stream.of(
            binary("biasAdd", (tf, x, b) -> squared(tf, tf.nn.biasAdd(x, b)), M, ROW),
            binary(
                "biasAdd of channels first",
                (tf, x, b) -> squared(tf, tf.nn.biasAdd(x, b, BiasAdd.dataFormat("NCHW"))),
                Shape.of(2, 3, 2, 2),
                Shape.of(3)),
            unary("l2Loss", (tf, x) -> tf.nn.l2Loss(x), M),
            unary("softmax", (tf, x) -> tf.nn.softmax(x), M),
            unary("logSoftmax", (tf, x) -> tf.nn.logSoftmax(x), M),
            unary(
                "reshape", (tf, x) -> squared(tf, tf.reshape(x, tf.constant(new int[] {2, 6}))), M),
            unary("expandDims", (tf, x) -> squared(tf, tf.expandDims(x, tf.constant(1))), M),
            unary(
                "squeeze",
                (tf, x) -> squared(tf, tf.squeeze(x, Squeeze.axis(List.of(1L)))),
                COLUMN),
            unary(
                "broadcastTo",
                (tf, x) -> squared(tf, tf.broadcastTo(x, tf.constant(new int[] {3, 4}))),
                COLUMN),
            unary("fill", (tf, x) -> squared(tf, tf.fill(tf.constant(M), x)), SCALAR),
            unary(
                "sparse cross-entropy",
                (tf, x) ->
                    tf.nn
                        .sparseSoftmaxCrossEntropyWithLogits(x, tf.constant(new long[] {0, 3, 1}))
                        .loss(),
                M)));
  }

  /** What TensorFlow differentiates once by itself, and here twice. */
  static Stream<Case> missing() {
    List<Long> ones = List.of(1L, 1L, 1L, 1L);
    List<Long> twos = List.of(1L, 2L, 2L, 1L);
    List<Long> threes = List.of(1L, 3L, 3L, 1L);
    Shape filter = Shape.of(2, 2, 2, 3);
    return Stream.of(
        unary(
            "stridedSlice",
            (tf, x) ->
                squared(
                    tf,
                    tf.stridedSlice(
                        x,
                        tf.constant(new int[] {0, 1}),
                        tf.constant(new int[] {3, 4}),
                        tf.constant(new int[] {2, 1}))),
            M),
        unary(
            "gather with the old operation",
            (tf, x) -> squared(tf, oldGather(tf, x, tf.constant(new int[][] {{0, 2}, {2, 1}}))),
            M),
        unary(
            "topK",
            (tf, x) -> squared(tf, tf.nn.topK(x, tf.constant(2), TInt32.class).values()),
            M),
        binary(
            "sparse product",
            (tf, v, b) -> sparseProduct(tf, v, b, false, false),
            Shape.of(3),
            Shape.of(4, 2)),
        binary(
            "sparse product, left adjoint",
            (tf, v, b) -> sparseProduct(tf, v, b, true, false),
            Shape.of(3),
            Shape.of(3, 2)),
        binary(
            "sparse product, right adjoint",
            (tf, v, b) -> sparseProduct(tf, v, b, false, true),
            Shape.of(3),
            Shape.of(2, 4)),
        binary(
            "sparse product, both adjoint",
            (tf, v, b) -> sparseProduct(tf, v, b, true, true),
            Shape.of(3),
            Shape.of(2, 3)),
        binary("conv2d", (tf, x, f) -> tf.nn.conv2d(x, f, ones, "SAME"), IMAGE, filter),
        binary("conv2d in steps", (tf, x, f) -> tf.nn.conv2d(x, f, twos, "VALID"), IMAGE, filter),
        binary(
            "depthwise",
            (tf, x, f) -> tf.nn.depthwiseConv2dNative(x, f, ones, "SAME"),
            IMAGE,
            filter),
        unary(
            "maxPool",
            (tf, x) ->
                squared(
                    tf,
                    tf.nn.maxPool(
                        x,
                        tf.constant(new int[] {1, 2, 2, 1}),
                        tf.constant(new int[] {1, 2, 2, 1}),
                        "VALID")),
            IMAGE),
        unary("avgPool", (tf, x) -> squared(tf, tf.nn.avgPool(x, twos, twos, "VALID")), IMAGE),
        // Not with holes: TensorFlow's own rule forgets them. PictureLayersTest has differences.
        binary(
            "depthwise in steps",
            (tf, x, f) -> squared(tf, tf.nn.depthwiseConv2dNative(x, f, twos, "VALID")),
            IMAGE,
            filter),
        binary(
            "transposed conv2d",
            (tf, x, f) ->
                squared(
                    tf,
                    tf.nn.conv2dBackpropInput(
                        tf.constant(new int[] {1, 8, 8, 3}), f, x, twos, "SAME")),
            IMAGE,
            Shape.of(3, 3, 3, 2)),
        unary(
            "avgPool padded",
            (tf, x) -> squared(tf, tf.nn.avgPool(x, threes, twos, "SAME")),
            IMAGE),
        unary(
            "nearest neighbours",
            (tf, x) ->
                squared(tf, tf.image.resizeNearestNeighbor(x, tf.constant(new int[] {8, 8}))),
            IMAGE),
        unary(
                "bilinear",
                (tf, x) ->
                    tf.dtypes.cast(
                        tf.math.square(
                            tf.image.resizeBilinear(
                                tf.dtypes.cast(x, TFloat32.class),
                                tf.constant(new int[] {8, 8}),
                                ResizeBilinear.halfPixelCenters(true))),
                        TFloat64.class),
                IMAGE)
            .singlePrecision(),
        batchNorm(true),
        batchNorm(false));
  }

  /** Only TensorFlow has rules for these; inputs that depend on each other must not count twice. */
  static Stream<Case> tensorFlowsOwn() {
    return Stream.of(
        unary("sin", (tf, x) -> tf.math.sin(x), M),
        binary("pow", (tf, a, b) -> tf.math.pow(a, b), M, ROW).within(GradientRulesTest::positive),
        unary("x to the exp x", (tf, x) -> tf.math.pow(x, tf.math.exp(x)), M)
            .within(GradientRulesTest::positive),
        unary("x to the x", (tf, x) -> tf.math.pow(x, x), M).within(GradientRulesTest::positive),
        unary(
            "concat with a function of itself",
            (tf, x) ->
                squared(tf, tf.concat(List.of(x, tf.math.exp(x), tf.math.sin(x)), tf.constant(1))),
            M),
        unary(
            "one of two halves",
            (tf, x) -> squared(tf, tf.split(tf.constant(1), x, 2L).output().get(1)),
            M),
        unary(
            "both halves",
            (tf, x) -> {
              var halves = tf.split(tf.constant(1), x, 2L).output();
              return tf.math.mul(halves.get(0), halves.get(1));
            },
            M),
        unary(
            "one row of a stack taken apart",
            (tf, x) -> squared(tf, tf.unstack(x, 3L).output().get(1)),
            M),
        unary(
            "rows by number",
            (tf, x) -> squared(tf, tf.gather(x, tf.constant(new int[] {2, 0, 2}), tf.constant(0))),
            M),
        unary(
                "by way of single precision",
                (tf, x) ->
                    tf.dtypes.cast(tf.math.tanh(tf.dtypes.cast(x, TFloat32.class)), TFloat64.class),
                M)
            .singlePrecision());
  }

  @ParameterizedTest
  @MethodSource({"elementwise", "broadcasting", "tensors", "missing", "tensorFlowsOwn"})
  void agreesWithDifferences(Case what) {
    FiniteDifferences.check(what);
  }

  /** This list is DESIGN.md's; it fails when a later TensorFlow brings rules of its own. */
  @Test
  void registersWhatTensorFlowLacks() {
    assertThat(RegisteredGradients.ensure())
        .containsExactlyInAnyOrderElementsOf(MissingRules.ALL.keySet())
        .contains("BiasAddGrad", "ReluGrad", "EluGrad", "TanhGrad", "SigmoidGrad", "SoftplusGrad")
        .contains("OnesLike", "SqrtGrad", "RsqrtGrad", "StridedSliceGrad", "Conv2DBackpropFilter")
        .contains("DepthwiseConv2dNativeBackpropFilter", "DepthwiseConv2dNativeBackpropInput")
        .contains("ResizeNearestNeighborGrad", "ResizeBilinearGrad")
        .contains("MaxPoolGrad", "AvgPoolGrad", "FusedBatchNormGradV3", "Gather", "TopKV2")
        .contains("SparseSoftmaxCrossEntropyWithLogits", "SparseTensorDenseMatMul");
  }

  private static Operand<TFloat64> squared(Ops tf, Operand<TFloat64> x) {
    return tf.math.square(x);
  }

  private static Operand<TFloat64> oldGather(Ops tf, Operand<TFloat64> x, Operand<TInt32> rows) {
    return tf.scope()
        .opBuilder("Gather", "OldGather")
        .addInput(x.asOutput())
        .addInput(rows.asOutput())
        .build()
        .output(0);
  }

  /** A 3 x 4 matrix with three entries. */
  private static Operand<TFloat64> sparseProduct(
      Ops tf, Operand<TFloat64> values, Operand<TFloat64> b, boolean turnA, boolean turnB) {
    Operand<TInt64> places = tf.constant(new long[][] {{0, 1}, {2, 0}, {2, 3}});
    return SparseTensorDenseMatMul.create(
        tf.scope(),
        places,
        values,
        tf.constant(new long[] {3, 4}),
        b,
        SparseTensorDenseMatMul.adjointA(turnA),
        SparseTensorDenseMatMul.adjointB(turnB));
  }

  /** TensorFlow has this kernel in single precision only. */
  private static Case batchNorm(boolean training) {
    return Case.of(
            "batch normalisation " + training,
            (scope, x) -> {
              Ops tf = scope.tf();
              Operand<TFloat32> none = tf.constant(new float[0]);
              var mean = training ? none : tf.constant(new float[] {0.5f, -0.5f});
              var variance = training ? none : tf.constant(new float[] {2, 0.5f});
              Operand<TFloat32> y =
                  tf.nn
                      .fusedBatchNorm(
                          tf.dtypes.cast(x.get(0), TFloat32.class),
                          tf.dtypes.cast(x.get(1), TFloat32.class),
                          tf.dtypes.cast(x.get(2), TFloat32.class),
                          mean,
                          variance,
                          FusedBatchNorm.isTraining(training),
                          FusedBatchNorm.epsilon(0.01f))
                      .y();
              return tf.dtypes.cast(tf.math.square(y), TFloat64.class);
            },
            Shape.of(2, 2, 2, 2),
            Shape.of(2),
            Shape.of(2))
        .singlePrecision();
  }
}
