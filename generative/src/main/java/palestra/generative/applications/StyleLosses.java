package palestra.generative.applications;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.layers.AveragePool;
import palestra.networks.losses.Losses;

/**
 * How far a picture is from the content and from the style ({@link StyleTransfer}).
 *
 * @param content 0 is the same, 1 as far off as nothing at all
 * @param style the same
 */
record StyleLosses(Operand<TFloat32> content, Operand<TFloat32> style) {

  /**
   * Adds both to a model whose body is trained.
   *
   * @param picture {@code [1, height, width, 3]}, as are the others
   */
  static StyleLosses of(
      StyleConfig config,
      Model model,
      Operand<TFloat32> picture,
      Operand<TFloat32> content,
      Operand<TFloat32> style) {
    Scope scope = model.scope();
    AveragePool coarse = new AveragePool(config.contentScale());
    Operand<TFloat32> small = coarse.apply(scope, picture);
    Operand<TFloat32> smallContent = coarse.apply(scope, content);
    List<Operand<TFloat32>> contents = new ArrayList<>();
    contents.add(shapes(scope, small, smallContent));
    List<Operand<TFloat32>> seen = PatternClassifier.firstBlock(config, model, small);
    List<Operand<TFloat32>> wanted = PatternClassifier.firstBlock(config, model, smallContent);
    int last = seen.size() - 1;
    contents.add(shapes(scope, seen.get(last), wanted.get(last)));

    List<Operand<TFloat32>> ofPicture = PatternClassifier.body(config, model, picture);
    List<Operand<TFloat32>> ofStyle = PatternClassifier.body(config, model, style);
    List<Operand<TFloat32>> styles = new ArrayList<>();
    styles.add(look(scope, picture, style));
    for (int i = 0; i < ofPicture.size(); i++) {
      styles.add(look(scope, ofPicture.get(i), ofStyle.get(i)));
    }
    return new StyleLosses(mean(scope, contents), mean(scope, styles));
  }

  private static Operand<TFloat32> mean(Scope scope, List<Operand<TFloat32>> terms) {
    Ops tf = scope.tf();
    return tf.math.mul(tf.math.addN(terms), tf.constant(1f / terms.size()));
  }

  /** How far two are apart, whatever the means of their channels. */
  private static Operand<TFloat32> shapes(Scope scope, Operand<TFloat32> a, Operand<TFloat32> b) {
    return relative(scope, centred(scope, a), centred(scope, b));
  }

  /** {@code mean (a - b)^2 / mean b^2}; b is held. */
  private static Operand<TFloat32> relative(Scope scope, Operand<TFloat32> a, Operand<TFloat32> b) {
    Ops tf = scope.tf();
    Operand<TFloat32> held = tf.stopGradient(b);
    Operand<TFloat32> power = Losses.mean(scope, tf.math.square(held));
    return tf.math.div(
        Losses.meanSquaredError(scope, a, held), tf.math.add(power, tf.constant(1e-12f)));
  }

  /** How far means and covariances of channels are apart, half of each. */
  private static Operand<TFloat32> look(Scope scope, Operand<TFloat32> a, Operand<TFloat32> b) {
    Ops tf = scope.tf();
    Operand<TFloat32> sum =
        tf.math.add(
            relative(scope, mean(scope, a), mean(scope, b)),
            relative(scope, gram(scope, a), gram(scope, b)));
    return tf.math.mul(tf.constant(0.5f), sum);
  }

  /** {@code [1, 1, 1, channels]}: the mean over all places. */
  private static Operand<TFloat32> mean(Scope scope, Operand<TFloat32> seen) {
    Operand<TFloat32> mean = scope.tf().math.mean(seen, scope.tf().constant(new int[] {0, 1, 2}));
    long channels = seen.shape().get(3);
    return scope.tf().reshape(mean, scope.tf().constant(new long[] {1, 1, 1, channels}));
  }

  /** What is left without the means of the channels. */
  private static Operand<TFloat32> centred(Scope scope, Operand<TFloat32> seen) {
    return scope.tf().math.sub(seen, mean(scope, seen));
  }

  /** {@code [channels, channels]}: how channels vary together from place to place. */
  private static Operand<TFloat32> gram(Scope scope, Operand<TFloat32> seen) {
    Ops tf = scope.tf();
    long channels = seen.shape().get(3);
    long places = seen.shape().get(1) * seen.shape().get(2);
    Operand<TFloat32> rows =
        tf.reshape(
            tf.math.sub(seen, mean(scope, seen)), tf.constant(new long[] {places, channels}));
    return tf.math.mul(
        tf.linalg.matMul(rows, rows, MatMul.transposeA(true)), tf.constant(1f / places));
  }
}
