package palestra.agents.sac;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.agents.internal.Observations;
import palestra.agents.internal.Tower;
import palestra.networks.Scope;
import palestra.networks.bodies.Body;
import palestra.networks.distributions.SquashedGaussian;

/**
 * The policy of {@link Sac}: hidden ReLU layers with two heads, the mean and the logarithm of the
 * deviation, which is held within [-20, 2] as in the authors' code.
 */
record SoftPolicy(Observations observations, Body body, List<Integer> widths, int actionSize) {
  private static final float LEAST_LOG_STD = -20;
  private static final float MOST_LOG_STD = 2;

  /** Actions that were drawn, {@code [batch, n]}, and their log-density, {@code [batch]}. */
  record Draw(Operand<TFloat32> actions, Operand<TFloat32> logProbability) {}

  /** What the policy in this very scope thinks of observations. */
  SquashedGaussian apply(Scope scope, Operand<?> rows) {
    Ops tf = scope.tf();
    Operand<TFloat32> top = new Tower(observations, body, widths).apply(scope, rows);
    Operand<TFloat32> mean = Tower.head(scope.child("mean"), actionSize, top);
    Operand<TFloat32> logStd = Tower.head(scope.child("logStd"), actionSize, top);
    Operand<TFloat32> held =
        tf.math.minimum(
            tf.math.maximum(logStd, tf.constant(LEAST_LOG_STD)), tf.constant(MOST_LOG_STD));
    return new SquashedGaussian(mean, held);
  }

  /** Draws by the policy below {@code root}; every name draws for itself. */
  Draw draw(Scope root, String name, Operand<?> rows) {
    Scope scope = root.child("policy");
    SquashedGaussian chances = apply(scope, rows);
    Operand<TFloat32> noise = scope.normal(name, chances.mean().shape());
    Operand<TFloat32> unsquashed = chances.unsquashed(scope, noise);
    return new Draw(
        chances.squashed(scope, unsquashed), chances.logProbability(scope, noise, unsquashed));
  }
}
