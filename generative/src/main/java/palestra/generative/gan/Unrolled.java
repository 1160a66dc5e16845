package palestra.generative.gan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.gradients.Gradients;

/**
 * The discriminator as it will be after some more steps (Metz et al. 2016, equations 3 to 5): its
 * weights as functions of what the generator makes, so that the generator's gradient contains how
 * the discriminator answers. The steps are those of its own optimiser from where it stands, Adam's
 * moments included, all with the step size of the step just made; none is taken.
 */
final class Unrolled {
  /** Adam's root has no slope at zero; this gives it one, far below its epsilon. */
  private static final float TINY = 1e-20f;

  private final Model model;
  private final GanConfig config;
  private final String optimizerName;

  Unrolled(Model model, GanConfig config, String optimizerName) {
    this.model = model;
    this.config = config;
    this.optimizerName = optimizerName;
  }

  /**
   * Weights after the steps by the path of the variable that each stands in for.
   *
   * @param scope where operations are added
   * @param loss the discriminator's loss for such weights
   * @param stepSize of the discriminator's optimiser
   */
  Map<String, Operand<TFloat32>> weights(
      Scope scope,
      Function<Map<String, Operand<TFloat32>>, Operand<TFloat32>> loss,
      Operand<TFloat32> stepSize) {
    List<Operand<TFloat32>> variables = model.scope().child(Players.DISCRIMINATOR).trainable();
    List<String> paths = variables.stream().map(model::path).toList();
    List<Operand<TFloat32>> now = new ArrayList<>(variables);
    Moments moments = new Moments(scope, variables);
    for (int k = 0; k < config.unrolledSteps(); k++) {
      Operand<TFloat32> value = loss.apply(byPath(paths, now));
      List<Operand<TFloat32>> gradients = Gradients.of(scope, value, now);
      for (int i = 0; i < now.size(); i++) {
        Operand<TFloat32> direction =
            config.optimizer() == GanOptimizer.ADAM
                ? moments.direction(i, gradients.get(i))
                : gradients.get(i);
        Ops tf = scope.tf();
        now.set(i, tf.math.sub(now.get(i), tf.math.mul(stepSize, direction)));
      }
    }
    return byPath(paths, now);
  }

  private static Map<String, Operand<TFloat32>> byPath(
      List<String> paths, List<Operand<TFloat32>> values) {
    Map<String, Operand<TFloat32>> map = new LinkedHashMap<>();
    for (int i = 0; i < paths.size(); i++) {
      map.put(paths.get(i), values.get(i));
    }
    return map;
  }

  /** Adam's moments as they go on from the optimiser's own. */
  private final class Moments {
    private final Ops tf;
    private final List<Operand<TFloat32>> means = new ArrayList<>();
    private final List<Operand<TFloat32>> squares = new ArrayList<>();

    Moments(Scope scope, List<Operand<TFloat32>> variables) {
      tf = scope.tf();
      Scope slots = model.scope().child(optimizerName);
      for (int i = 0; config.optimizer() == GanOptimizer.ADAM && i < variables.size(); i++) {
        var shape = variables.get(i).shape();
        means.add(slots.slot("m" + i, shape, Initializer.zeros()));
        squares.add(slots.slot("v" + i, shape, Initializer.zeros()));
      }
    }

    /** {@code m / (sqrt(v) + epsilon)} after one more gradient. */
    Operand<TFloat32> direction(int i, Operand<TFloat32> gradient) {
      means.set(i, decayed(means.get(i), config.beta1(), gradient));
      squares.set(i, decayed(squares.get(i), config.beta2(), tf.math.square(gradient)));
      Operand<TFloat32> root = tf.math.sqrt(tf.math.add(squares.get(i), tf.constant(TINY)));
      return tf.math.div(
          means.get(i), tf.math.add(root, tf.constant((float) config.adamEpsilon())));
    }

    private Operand<TFloat32> decayed(Operand<TFloat32> mean, double decay, Operand<TFloat32> x) {
      return tf.math.add(
          tf.math.mul(tf.constant((float) decay), mean),
          tf.math.mul(tf.constant((float) (1 - decay)), x));
    }
  }
}
