package palestra.generative.vqvae;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/**
 * The codes: vectors {@code e_k}, {@code [K, D]}, of which a row of numbers chooses the nearest.
 * Kept as running averages, they are {@code m_k / n_k} of the sums and numbers of rows that chose
 * them.
 */
final class Codebook {
  /** A code with fewer uses in a batch, on the running average, stays where it is. */
  private static final float UNUSED = 1e-3f;

  private final VqVaeConfig config;
  private final int size;
  private final int width;

  /**
   * What rows chose.
   *
   * @param codes {@code [rows]}
   * @param vectors {@code [rows, D]}
   */
  record Choice(Operand<TInt64> codes, Operand<TFloat32> vectors) {}

  Codebook(VqVaeConfig config) {
    this.config = config;
    this.size = config.codebookSize();
    this.width = config.codeSize();
  }

  private Scope at(Scope scope) {
    return scope.child("codebook");
  }

  private Operand<TFloat32> vectors(Scope scope) {
    Initializer start = Initializer.normal(1 / Math.sqrt(width));
    return config.codebookUpdate() == CodebookUpdate.GRADIENT
        ? at(scope).variable("vectors", Shape.of(size, width), start)
        : at(scope).state("vectors", Shape.of(size, width), start);
  }

  /** {@code argmin_k |z - e_k|}. */
  Choice choose(Scope scope, Operand<TFloat32> z) {
    Ops tf = scope.tf();
    Operand<TFloat32> e = vectors(scope);
    Operand<TFloat32> products = tf.linalg.matMul(z, e, MatMul.transposeB(true));
    Operand<TFloat32> distances =
        tf.math.sub(
            tf.sum(tf.math.square(e), tf.constant(1)), tf.math.mul(tf.constant(2f), products));
    Operand<TInt64> codes = tf.math.argMin(tf.stopGradient(distances), tf.constant(1));
    return new Choice(codes, look(scope, codes));
  }

  /** {@code e_k} of codes. */
  Operand<TFloat32> look(Scope scope, Operand<TInt64> codes) {
    return scope.tf().gather(vectors(scope), codes, scope.tf().constant(0));
  }

  /** One for the code that a row chose, {@code [rows, K]}. */
  Operand<TFloat32> oneHot(Scope scope, Operand<TInt64> codes) {
    Ops tf = scope.tf();
    return tf.oneHot(codes, tf.constant(size), tf.constant(1f), tf.constant(0f));
  }

  /** How many codes are in use, were they used evenly: {@code exp(-sum_k p_k log p_k)}. */
  static Operand<TFloat32> perplexity(Scope scope, Operand<TFloat32> oneHot) {
    Ops tf = scope.tf();
    Operand<TFloat32> p = tf.math.mean(oneHot, tf.constant(0));
    Operand<TFloat32> logs = tf.math.log(tf.math.add(p, tf.constant(Float.MIN_NORMAL)));
    return tf.math.exp(tf.math.neg(tf.sum(tf.math.mul(p, logs), tf.constant(0))));
  }

  /**
   * Moves the running averages, and from them the codes, when {@code result} is computed.
   *
   * @param z {@code [rows, D]}
   * @return result
   */
  Operand<TFloat32> average(
      Scope scope,
      Operand<TFloat32> z,
      Choice choice,
      Operand<TFloat32> oneHot,
      Operand<TFloat32> result) {
    // The codes are read before they move.
    Scope after = scope.after(List.of(choice.vectors()));
    Scope at = at(after);
    Ops tf = after.tf();
    Operand<TFloat32> uses = at.state("uses", Shape.of(size), Initializer.zeros());
    Operand<TFloat32> sums = at.state("sums", Shape.of(size, width), Initializer.zeros());
    Operand<TFloat32> n = moved(tf, uses, tf.sum(oneHot, tf.constant(0)));
    Operand<TFloat32> m = moved(tf, sums, tf.linalg.matMul(oneHot, z, MatMul.transposeA(true)));
    Operand<TFloat32> mean = tf.math.div(m, tf.math.maximum(column(tf, n), tf.constant(UNUSED)));
    Operand<TFloat32> e = tf.select(rows(tf, n, UNUSED), vectors(scope), mean);
    if (config.restartBelow() > 0) {
      float least = (float) config.restartBelow();
      Operand<TFloat32> fresh = anyRows(after, z);
      e = tf.select(rows(tf, n, least), fresh, e);
      m = tf.select(rows(tf, n, least), fresh, m);
      n = tf.select(tf.math.less(n, tf.constant(least)), tf.constant(1f), n);
    }
    Operand<TFloat32> done = at.assign(uses, n, result);
    done = at.assign(sums, m, done);
    return at.assign(vectors(scope), e, done);
  }

  private Operand<TFloat32> moved(Ops tf, Operand<TFloat32> average, Operand<TFloat32> now) {
    return tf.math.add(
        tf.math.mul(tf.constant((float) config.decay()), average),
        tf.math.mul(tf.constant((float) (1 - config.decay())), now));
  }

  /** Which codes have fewer uses than that, as a column. */
  private Operand<TBool> rows(Ops tf, Operand<TFloat32> uses, float least) {
    return tf.math.less(column(tf, uses), tf.constant(least));
  }

  private Operand<TFloat32> column(Ops tf, Operand<TFloat32> x) {
    return tf.reshape(x, tf.constant(new long[] {size, 1}));
  }

  /** A row of z for each code, drawn evenly. */
  private Operand<TFloat32> anyRows(Scope scope, Operand<TFloat32> z) {
    Ops tf = scope.tf();
    Operand<TFloat32> rows = tf.constant((float) z.shape().get(0));
    Operand<TFloat32> drawn = at(scope).uniform("restart", Shape.of(size));
    Operand<TInt64> places = tf.dtypes.cast(tf.math.mul(drawn, rows), TInt64.class);
    return tf.gather(z, places, tf.constant(0));
  }
}
