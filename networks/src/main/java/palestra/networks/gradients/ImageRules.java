package palestra.networks.gradients;

import static palestra.networks.gradients.Parts.build;
import static palestra.networks.gradients.Parts.by;
import static palestra.networks.gradients.Parts.g;
import static palestra.networks.gradients.Parts.ints;
import static palestra.networks.gradients.Parts.number;
import static palestra.networks.gradients.Parts.x;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Sum;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TFloating;

/** Second-order rules of convolutions, poolings, resizing and batch normalisation. */
final class ImageRules {
  static final Map<String, GradientRule> ALL = rules();

  /** First-order rules that know the static shapes, and, unlike TensorFlow's, the dilation. */
  static final Map<String, GradientRule> LEAN = lean();

  private static final String[] CONVOLUTION = {
    "strides", "padding", "explicit_paddings", "data_format", "dilations"
  };
  private static final String[] POOLING = {"ksize", "strides", "padding", "data_format"};

  private ImageRules() {}

  private static Map<String, GradientRule> rules() {
    Map<String, GradientRule> rules = new HashMap<>();
    rules.put("Conv2DBackpropFilter", (tf, op, g) -> byFilter(tf, op, g(g), "Conv2D"));
    rules.put(
        "DepthwiseConv2dNativeBackpropFilter",
        (tf, op, g) -> byFilter(tf, op, g(g), "DepthwiseConv2dNative"));
    rules.put(
        "DepthwiseConv2dNativeBackpropInput",
        (tf, op, g) -> byInput(tf, op, g(g), "DepthwiseConv2dNative"));
    rules.put("MaxPoolGrad", ImageRules::maxPoolGrad);
    rules.put("MaxPoolGradV2", ImageRules::maxPoolGrad);
    rules.put(
        "AvgPoolGrad", (tf, op, g) -> by(null, build(tf, "AvgPool", List.of(g(g)), op, POOLING)));
    rules.put(
        "ResizeNearestNeighborGrad", (tf, op, g) -> resizeGrad(tf, op, g, "ResizeNearestNeighbor"));
    rules.put("ResizeBilinearGrad", (tf, op, g) -> resizeGrad(tf, op, g, "ResizeBilinear"));
    rules.put("FusedBatchNormGradV3", ImageRules::batchNormGrad);
    return Map.copyOf(rules);
  }

  private static Map<String, GradientRule> lean() {
    Map<String, GradientRule> rules = new HashMap<>();
    rules.put("Conv2D", (tf, op, g) -> convolution(tf, op, g(g), "Conv2D"));
    rules.put(
        "DepthwiseConv2dNative", (tf, op, g) -> convolution(tf, op, g(g), "DepthwiseConv2dNative"));
    rules.put("Conv2DBackpropInput", ImageRules::transposed);
    rules.put(
        "AvgPool",
        (tf, op, g) ->
            by(build(tf, "AvgPoolGrad", List.of(sizes(tf, x(op, 0)), g(g)), op, POOLING)));
    return Map.copyOf(rules);
  }

  /** Of (image, filter). */
  private static List<Operand<?>> convolution(
      Ops tf, GraphOperation op, Operand<TFloating> g, String type) {
    List<Operand<?>> forImage = List.of(sizes(tf, x(op, 0)), x(op, 1), g);
    List<Operand<?>> forFilter = List.of(x(op, 0), sizes(tf, x(op, 1)), g);
    return by(
        build(tf, type + "BackpropInput", forImage, op, CONVOLUTION),
        build(tf, type + "BackpropFilter", forFilter, op, CONVOLUTION));
  }

  /** Of (image's shape, filter, gradient), where it is a transposed convolution of the gradient. */
  private static List<Operand<?>> transposed(Ops tf, GraphOperation op, List<Output<?>> g) {
    List<Operand<?>> forFilter = List.of(g(g), sizes(tf, x(op, 1)), x(op, 2));
    return by(
        null,
        build(tf, "Conv2DBackpropFilter", forFilter, op, CONVOLUTION),
        build(tf, "Conv2D", List.of(g(g), x(op, 1)), op, CONVOLUTION));
  }

  private static Operand<TInt32> sizes(Ops tf, Operand<TFloating> x) {
    return tf.constant(LongStream.of(x.shape().asArray()).mapToInt(Math::toIntExact).toArray());
  }

  /** Of (gradient of the large picture, the small one's size, or itself): linear, so resized. */
  private static List<Operand<?>> resizeGrad(
      Ops tf, GraphOperation op, List<Output<?>> g, String resize) {
    Operand<TInt32> sides =
        tf.slice(tf.shape(x(op, 0)), tf.constant(new int[] {1}), tf.constant(new int[] {2}));
    return by(
        build(tf, resize, List.of(g(g), sides), op, "align_corners", "half_pixel_centers"), null);
  }

  /** Of (image, filter's shape, gradient): bilinear in image and gradient. */
  private static List<Operand<?>> byFilter(
      Ops tf, GraphOperation op, Operand<TFloating> gg, String convolution) {
    Operand<TFloating> image = x(op, 0);
    Operand<TFloating> gradient = x(op, 2);
    String back =
        convolution.equals("Conv2D") ? "Conv2DBackpropInput" : convolution + "BackpropInput";
    return by(
        build(tf, back, List.of(tf.shape(image), gg, gradient), op, CONVOLUTION),
        null,
        build(tf, convolution, List.of(image, gg), op, CONVOLUTION));
  }

  /** Of (image's shape, filter, gradient): bilinear in filter and gradient. */
  private static List<Operand<?>> byInput(
      Ops tf, GraphOperation op, Operand<TFloating> gg, String convolution) {
    Operand<TFloating> filter = x(op, 1);
    Operand<TFloating> gradient = x(op, 2);
    return by(
        null,
        build(
            tf,
            convolution + "BackpropFilter",
            List.of(gg, tf.shape(filter), gradient),
            op,
            CONVOLUTION),
        build(tf, convolution, List.of(gg, filter), op, CONVOLUTION));
  }

  /** Of (image, pooled, gradient): picks the gradients of the places that were largest. */
  private static List<Operand<?>> maxPoolGrad(Ops tf, GraphOperation op, List<Output<?>> g) {
    boolean sizesAreInputs = op.type().endsWith("V2");
    Operand<TFloating> picked =
        sizesAreInputs
            ? build(
                tf,
                "MaxPoolGradGradV2",
                List.of(x(op, 0), x(op, 1), g(g), ints(op, 3), ints(op, 4)),
                op,
                "padding",
                "data_format")
            : build(tf, "MaxPoolGradGrad", List.of(x(op, 0), x(op, 1), g(g)), op, POOLING);
    return sizesAreInputs ? by(null, null, picked, null, null) : by(null, null, picked);
  }

  /**
   * Of (a, x, scale, mean, variance, ..): with {@code r = 1 / sqrt(variance + epsilon)}, {@code n =
   * (x - mean) r} and {@code P(u) = u - mean(u) - n mean(u n)} over all axes but the channels', the
   * outputs are {@code scale r P(a)}, {@code sum(a n)} and {@code sum(a)}; outside training P is
   * the identity, since mean and variance are given. Differentiated once more by hand.
   */
  private static List<Operand<?>> batchNormGrad(
      Ops tf, GraphOperation op, List<Output<?>> gradients) {
    boolean training = op.attributes().getAttrBool("is_training");
    Channels channels = new Channels(tf, op.attributes().getAttrString("data_format"));
    Operand<TFloating> a = x(op, 0);
    Operand<TFloating> x = x(op, 1);
    Operand<TFloating> scale = channels.spread(x(op, 2));
    Operand<TFloating> mean = training ? channels.mean(x) : channels.spread(x(op, 3));
    Operand<TFloating> centred = tf.math.sub(x, mean);
    Operand<TFloating> variance =
        training ? channels.mean(tf.math.square(centred)) : channels.spread(x(op, 4));
    float epsilon = op.attributes().getAttrFloat("epsilon");
    Operand<TFloating> r = tf.math.rsqrt(tf.math.add(variance, number(tf, variance, epsilon)));
    Operand<TFloating> n = tf.math.mul(centred, r);

    Operand<TFloating> byX = zeroIfNone(tf, gradients.get(0), x);
    Operand<TFloating> byScale = channels.spread(zeroIfNone(tf, gradients.get(1), x(op, 2)));
    Operand<TFloating> byOffset = channels.spread(zeroIfNone(tf, gradients.get(2), x(op, 2)));
    Operand<TFloating> projected = training ? channels.project(a, n) : a;
    Operand<TFloating> gProjected = training ? channels.project(byX, n) : byX;
    Operand<TFloating> scaled = tf.math.mul(scale, r);
    Operand<TFloating> da =
        tf.math.add(
            tf.math.add(tf.math.mul(scaled, gProjected), tf.math.mul(byScale, n)), byOffset);
    Operand<TFloating> along = tf.math.mul(byX, projected);
    Operand<TFloating> dScale = channels.sum(tf.math.mul(r, along));
    Operand<TFloating> dx = tf.math.mul(tf.math.mul(byScale, r), projected);
    if (training) {
      Operand<TFloating> h =
          tf.math.add(
              tf.math.mul(byX, channels.mean(tf.math.mul(a, n))),
              tf.math.mul(a, channels.mean(tf.math.mul(byX, n))));
      Operand<TFloating> bend =
          tf.math.add(channels.project(h, n), tf.math.mul(n, channels.mean(along)));
      dx = tf.math.sub(dx, tf.math.mul(tf.math.mul(scaled, r), bend));
    }
    return by(da, dx, dScale, null, null, null);
  }

  private static Operand<TFloating> zeroIfNone(
      Ops tf, Output<?> gradient, Operand<TFloating> like) {
    return gradient == null ? tf.zerosLike(like) : Parts.as(gradient);
  }

  /** Sums and means for each channel, and numbers per channel laid along its axis. */
  private record Channels(Ops tf, String format) {
    private Operand<TInt32> others() {
      return tf.constant(
          IntStream.range(0, format.length()).filter(i -> i != format.indexOf('C')).toArray());
    }

    Operand<TFloating> mean(Operand<TFloating> x) {
      return tf.math.mean(x, others(), Mean.keepDims(true));
    }

    Operand<TFloating> sum(Operand<TFloating> x) {
      return tf.sum(x, others(), Sum.keepDims(false));
    }

    Operand<TFloating> spread(Operand<TFloating> perChannel) {
      int[] shape = new int[format.length()];
      Arrays.fill(shape, 1);
      shape[format.indexOf('C')] = -1;
      return tf.reshape(perChannel, tf.constant(shape));
    }

    /** {@code u - mean(u) - n mean(u n)}. */
    Operand<TFloating> project(Operand<TFloating> u, Operand<TFloating> n) {
      Operand<TFloating> along = tf.math.mul(n, mean(tf.math.mul(u, n)));
      return tf.math.sub(tf.math.sub(u, mean(u)), along);
    }
  }
}
