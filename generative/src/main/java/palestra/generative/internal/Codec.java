package palestra.generative.internal;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.generative.data.Data;
import palestra.networks.Initializer;
import palestra.networks.Scope;
import palestra.networks.bodies.Body;
import palestra.networks.bodies.MlpBody;
import palestra.networks.bodies.Norm;
import palestra.networks.decoders.Decoder;
import palestra.networks.decoders.MlpDecoder;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;
import palestra.networks.layers.Flatten;

/**
 * The two networks of an autoencoder as their texts say, for data of one shape. Scopes: {@code
 * encoder/body}, {@code encoder/head}, {@code decoder}.
 */
public final class Codec {
  /** The text that leaves the choice to the data. */
  public static final String AUTO = "auto";

  /** From this side on, pictures are seen by convolutions. */
  private static final int CONVOLUTION_SIDE = 16;

  /** Rows of a batch from which on its halves are worth a thread each. */
  private static final long LEAST_ROWS = 64;

  private static final String POINTS = "mlp widths=128,128 activation=relu";
  private static final String SMALL_PICTURES = "mlp widths=256,128 activation=relu";

  private final Body body;
  private final Decoder decoder;
  private final long[] shape;

  private Codec(Body body, Decoder decoder, long[] shape) {
    this.body = body;
    this.decoder = decoder;
    this.shape = shape;
  }

  /**
   * Reads both.
   *
   * @throws IllegalArgumentException if they cannot work with the data; says which and why
   */
  public static Codec of(String encoder, String decoder, Data data) {
    long[] shape = Arrays.stream(data.shape()).asLongStream().toArray();
    Codec codec =
        new Codec(
            body(encoder.equals(AUTO) ? autoEncoder(data) : encoder),
            decoder(decoder.equals(AUTO) ? autoDecoder(data) : decoder),
            shape);
    codec.check();
    return codec;
  }

  /**
   * Looks at texts before there are data.
   *
   * @throws IllegalArgumentException if one cannot be read
   */
  public static void check(String encoder, String decoder) {
    if (!encoder.equals(AUTO)) {
      body(encoder);
    }
    if (!decoder.equals(AUTO)) {
      decoder(decoder);
    }
  }

  private static Body body(String text) {
    try {
      return Body.valueOf(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("encoder: " + e.getMessage(), e);
    }
  }

  private static Decoder decoder(String text) {
    try {
      return Decoder.valueOf(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("decoder: " + e.getMessage(), e);
    }
  }

  private static String autoEncoder(Data data) {
    return large(data) ? "conv" : data.pictures() ? SMALL_PICTURES : POINTS;
  }

  private static String autoDecoder(Data data) {
    return large(data) ? "deconv" : data.pictures() ? "mlp widths=128,256" : "mlp widths=128,128";
  }

  private static boolean large(Data data) {
    return data.pictures() && Math.min(data.shape()[0], data.shape()[1]) >= CONVOLUTION_SIDE;
  }

  private void check() {
    try {
      switch (body.input()) {
        case VECTOR -> body.check(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
        case PICTURE -> body.check(shape);
        case SEQUENCE, GRAPH ->
            throw new IllegalArgumentException(
                body.text().split(" ", 2)[0] + " sees no points or pictures; mlp and conv do");
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("encoder: " + e.getMessage(), e);
    }
    try {
      decoder.check(shape);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("decoder: " + e.getMessage(), e);
    }
  }

  /** The encoder's body as text. */
  public String encoder() {
    return body.text();
  }

  /** The shape of a batch of examples. */
  public long[] rows(long batch) {
    long[] sizes = new long[shape.length + 1];
    sizes[0] = batch;
    System.arraycopy(shape, 0, sizes, 1, shape.length);
    return sizes;
  }

  /**
   * What the encoder's body sees.
   *
   * @param x {@code [batch, ...shape]}
   * @return {@code [batch, features]}
   */
  public Operand<TFloat32> features(Scope scope, Operand<TFloat32> x) {
    Scope at = scope.child("encoder").child("body");
    boolean flat = body.input() == Body.Input.VECTOR && shape.length > 1;
    Operand<TFloat32> in = flat ? new Flatten().apply(scope, x) : x;
    return shape.length > 1 && body instanceof MlpBody mlp && !mlp.spectral()
        ? halves(scope, in, half -> body.apply(at, half))
        : body.apply(at, in);
  }

  /**
   * What a stack of dense layers makes of a batch, half by half: TensorFlow leaves a matrix product
   * of this size to one thread, but two halves go side by side.
   */
  private static Operand<TFloat32> halves(
      Scope scope, Operand<TFloat32> x, UnaryOperator<Operand<TFloat32>> layers) {
    Ops tf = scope.tf();
    long rows = x.shape().get(0);
    if (rows % 2 != 0 || rows < LEAST_ROWS) {
      return layers.apply(x);
    }
    var both = tf.split(tf.constant(0), x, 2L).output();
    return tf.concat(List.of(layers.apply(both.get(0)), layers.apply(both.get(1))), tf.constant(0));
  }

  /** A dense layer on top of the features: the latents, or what they are drawn from. */
  public static Operand<TFloat32> head(
      Scope scope, Operand<TFloat32> features, int units, Activation activation) {
    return new Dense(units, activation, Initializer.glorotUniform())
        .apply(scope.child("encoder").child("head"), features);
  }

  /**
   * The way back.
   *
   * @param z {@code [batch, n]}
   * @return {@code [batch, numbers in an example]}, linear
   */
  public Operand<TFloat32> decode(Scope scope, Operand<TFloat32> z) {
    Scope at = scope.child("decoder");
    UnaryOperator<Operand<TFloat32>> layers =
        half -> new Flatten().apply(scope, decoder.apply(at, half, shape));
    return shape.length > 1 && decoder instanceof MlpDecoder mlp && mlp.norm() == Norm.NONE
        ? halves(scope, z, layers)
        : layers.apply(z);
  }
}
