package palestra.generative.gan;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.generative.data.Data;
import palestra.networks.Initializer;
import palestra.networks.Scope;
import palestra.networks.bodies.Body;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;
import palestra.networks.layers.KernelLayer;
import palestra.networks.layers.SpectralNorm;

/**
 * The two networks of the game, for data of one shape.
 *
 * <p>Shapes, with {@code m = packing}, k classes and {@code n} numbers in an example: noise {@code
 * [batch, latentSize]}, classes as numbers {@code [batch, k]}, samples {@code [batch, ...shape]},
 * packs for dense bodies {@code [batch / m, m n]}, for bodies that see pictures {@code [batch / m,
 * height, width, m channels]}; with labels as a condition k further numbers, or channels, of every
 * sample.
 */
final class Players {
  static final String GENERATOR = "generator";
  static final String DISCRIMINATOR = "discriminator";
  static final String AVERAGE = "average";

  private final GanConfig config;
  private final long[] shape;
  private final boolean pictures;
  private final int classes;
  private final Body body;

  /**
   * What the discriminator says.
   *
   * @param real of each pack: {@code [packs, 1]}
   * @param classes logits of each sample's class; null where it does not name them
   */
  record Judged(Operand<TFloat32> real, Operand<TFloat32> classes) {}

  Players(GanConfig config, Data data) {
    this.config = config;
    this.shape = Arrays.stream(data.shape()).asLongStream().toArray();
    this.pictures = data.pictures();
    this.classes = config.labels() == Labels.NONE ? 0 : data.classes();
    this.body =
        config.spectralNorm() ? Networks.spectral(config.discriminator()) : config.discriminator();
  }

  /**
   * Looks at both networks before anything is built.
   *
   * @throws IllegalArgumentException if one cannot work with the data; one line
   */
  void check() {
    config.generator().check(shape);
    switch (body.input()) {
      case VECTOR -> body.check(packed());
      case PICTURE -> {
        if (!pictures) {
          throw new IllegalArgumentException(
              "the discriminator '%s' sees pictures, but the data are points: take mlp"
                  .formatted(body.text()));
        }
        body.check(packed());
      }
      default ->
          throw new IllegalArgumentException(
              "the discriminator must be mlp or a body that sees pictures, not " + body.text());
    }
  }

  /** How many classes the generator is told; 0 where none. */
  int classes() {
    return classes;
  }

  long[] shape() {
    return shape.clone();
  }

  private long size() {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  private int conditions() {
    return config.labels() == Labels.CONDITION ? classes : 0;
  }

  /** Of one pack, as the body sees it. */
  private long[] packed() {
    return body.input() == Body.Input.VECTOR
        ? new long[] {config.packing() * (size() + conditions())}
        : new long[] {shape[0], shape[1], config.packing() * (shape[2] + conditions())};
  }

  /**
   * Samples, in the units of the data.
   *
   * @param at where its variables are
   * @param labels a one in the column of each sample's class; null where it is told none
   */
  Operand<TFloat32> generate(Scope at, Operand<TFloat32> z, Operand<TFloat32> labels) {
    Operand<TFloat32> in =
        labels == null ? z : at.tf().concat(List.of(z, labels), at.tf().constant(1));
    Operand<TFloat32> out = config.generator().apply(at, in, shape);
    return pictures ? at.tf().math.sigmoid(out) : out;
  }

  /** What the discriminator says of samples that lie in packs one after the other. */
  Judged judge(Scope root, Operand<TFloat32> samples, Operand<TFloat32> labels) {
    Scope scope = root.child(DISCRIMINATOR);
    Operand<TFloat32> packs = pack(scope.tf(), samples, conditions() > 0 ? labels : null);
    Operand<TFloat32> features = body.apply(scope.child("body"), packs);
    Operand<TFloat32> named =
        config.labels() == Labels.AUXILIARY ? head(scope, "classes", classes, features) : null;
    return new Judged(head(scope, "head", 1, features), named);
  }

  private Operand<TFloat32> head(Scope scope, String name, int units, Operand<TFloat32> features) {
    KernelLayer dense = new Dense(units, Activation.LINEAR, Initializer.glorotUniform());
    return (config.spectralNorm() ? new SpectralNorm(dense) : dense)
        .apply(scope.child(name), features);
  }

  private Operand<TFloat32> pack(Ops tf, Operand<TFloat32> samples, Operand<TFloat32> labels) {
    Operand<TFloat32> x =
        pictures ? tf.math.sub(tf.math.mul(samples, tf.constant(2f)), tf.constant(1f)) : samples;
    long batch = samples.shape().get(0);
    long packs = batch / config.packing();
    if (body.input() == Body.Input.VECTOR) {
      x = reshaped(tf, x, batch, size());
      x = labels == null ? x : tf.concat(List.of(x, labels), tf.constant(1));
      return reshaped(tf, x, packs, packed()[0]);
    }
    if (labels != null) {
      Operand<TFloat32> spread =
          tf.broadcastTo(
              reshaped(tf, labels, batch, 1, 1, classes),
              tf.constant(new long[] {batch, shape[0], shape[1], classes}));
      x = tf.concat(List.of(x, spread), tf.constant(3));
    }
    if (config.packing() == 1) {
      return x;
    }
    long channels = shape[2] + conditions();
    x = reshaped(tf, x, packs, config.packing(), shape[0], shape[1], channels);
    x = tf.linalg.transpose(x, tf.constant(new int[] {0, 2, 3, 1, 4}));
    return reshaped(tf, x, packs, shape[0], shape[1], config.packing() * channels);
  }

  static Operand<TFloat32> reshaped(Ops tf, Operand<TFloat32> x, long... to) {
    return x.shape().equals(Shape.of(to)) ? x : tf.reshape(x, tf.constant(to));
  }
}
