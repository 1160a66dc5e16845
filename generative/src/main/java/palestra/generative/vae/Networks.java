package palestra.generative.vae;

import java.util.Collections;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.generative.data.Data;
import palestra.generative.internal.Codec;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;

/** A VAE's encoder and decoder, and what they are told of classes. */
final class Networks {
  /**
   * Where the logarithm of a learned sigma starts: at 0.1, well inside most data, so that latents
   * are used from the first; from 1 on, a ring is learned as one broad cloud that needs none.
   */
  private static final float SIGMA_START = (float) Math.log(0.1);

  private final Model model;
  private final VaeConfig config;
  private final Data data;
  private final Codec codec;
  private final Likelihood likelihood;
  private final int latentSize;

  /** What an encoder says of latents: means and logarithms of variances, a row for each example. */
  record Posterior(Operand<TFloat32> mean, Operand<TFloat32> logVariance) {}

  Networks(Model model, VaeConfig config, Data data) {
    this.model = model;
    this.config = config;
    this.data = data;
    this.codec = Codec.of(config.encoder(), config.decoder(), data);
    this.likelihood = config.likelihood().of(data);
    this.latentSize = config.latentSize() > 0 ? config.latentSize() : data.pictures() ? 32 : 2;
  }

  Codec codec() {
    return codec;
  }

  Likelihood likelihood() {
    return likelihood;
  }

  int latentSize() {
    return latentSize;
  }

  /** What a Bernoulli likelihood needs: black and white. */
  Operand<TFloat32> binarized(Scope scope, Operand<TFloat32> x) {
    return likelihood == Likelihood.BERNOULLI ? config.binarize().apply(scope, x) : x;
  }

  /** The same outside the graph. */
  float[][] binarized(float[][] rows, long seed) {
    return likelihood == Likelihood.BERNOULLI ? config.binarize().apply(rows, seed) : rows;
  }

  /** An input of classes, -1 where none is told; null where the model is not conditional. */
  Operand<TInt64> labels(String name, long rows) {
    return config.conditional() ? model.input(name, TInt64.class, rows) : null;
  }

  /** A row of zeros where no class is told; null where the model is not conditional. */
  Operand<TFloat32> oneHot(Scope scope, Operand<TInt64> labels) {
    Ops tf = scope.tf();
    return labels == null
        ? null
        : tf.oneHot(labels, tf.constant(data.classes()), tf.constant(1f), tf.constant(0f));
  }

  /** Classes as training tells them: a share of them not. */
  Operand<TFloat32> withheld(Scope scope, Operand<TFloat32> y) {
    if (y == null || config.labelDropout() == 0) {
      return y;
    }
    Ops tf = scope.tf();
    Operand<TFloat32> drawn = scope.uniform("labelDropout", Shape.of(y.shape().get(0), 1));
    Operand<TFloat32> limit = tf.constant((float) config.labelDropout());
    return tf.math.mul(y, tf.dtypes.cast(tf.math.greaterEqual(drawn, limit), TFloat32.class));
  }

  /** {@code q(z | x)}. */
  Posterior posterior(Scope scope, Operand<TFloat32> x, Operand<TFloat32> y) {
    Operand<TFloat32> features = beside(scope, codec.features(scope, x), y);
    Operand<TFloat32> both = Codec.head(scope, features, 2 * latentSize, Activation.LINEAR);
    var halves = scope.tf().split(scope.tf().constant(1), both, 2L).output();
    return new Posterior(halves.get(0), halves.get(1));
  }

  /** The reparameterisation: {@code z = mu + sigma epsilon}, k times below each other. */
  static Operand<TFloat32> latents(Scope scope, Posterior q, Operand<TFloat32> noise, int k) {
    Ops tf = scope.tf();
    Operand<TFloat32> sigma =
        tf.math.exp(tf.math.mul(tf.constant(0.5f), repeated(scope, q.logVariance(), k)));
    return tf.math.add(repeated(scope, q.mean(), k), tf.math.mul(sigma, noise));
  }

  /** {@code log p(x | z)}, {@code [k batch]}. */
  Operand<TFloat32> logLikelihood(
      Scope scope, Operand<TFloat32> x, Operand<TFloat32> z, Operand<TFloat32> y, int k) {
    Ops tf = scope.tf();
    long[] flat = {x.shape().get(0), data.rowSize()};
    Operand<TFloat32> target = repeated(scope, tf.reshape(x, tf.constant(flat)), k);
    Operand<TFloat32> decoded = decoded(scope, z, y == null ? null : repeated(scope, y, k));
    return likelihood == Likelihood.BERNOULLI
        ? likelihood.logProbability(scope, target, decoded, null)
        : likelihood.logProbability(scope, target, mean(scope, decoded), logSigma());
  }

  Operand<TFloat32> decoded(Scope scope, Operand<TFloat32> z, Operand<TFloat32> y) {
    return codec.decode(scope, beside(scope, z, y));
  }

  /** The example that is expected, in the data's units. */
  Operand<TFloat32> mean(Scope scope, Operand<TFloat32> decoded) {
    return data.pictures() ? scope.tf().math.sigmoid(decoded) : decoded;
  }

  /** The Gaussian likelihood's, {@code [1]}. */
  Operand<TFloat32> logSigma() {
    return config.sigma() > 0
        ? model.scope().tf().constant(new float[] {(float) Math.log(config.sigma())})
        : model
            .scope()
            .child("decoder")
            .variable("logSigma", Shape.of(1), Initializer.constant(SIGMA_START));
  }

  private static Operand<TFloat32> beside(Scope scope, Operand<TFloat32> x, Operand<TFloat32> y) {
    return y == null ? x : scope.tf().concat(List.of(x, y), scope.tf().constant(1));
  }

  /** The same rows k times below each other. */
  static Operand<TFloat32> repeated(Scope scope, Operand<TFloat32> rows, int k) {
    return k == 1 ? rows : scope.tf().concat(Collections.nCopies(k, rows), scope.tf().constant(0));
  }
}
