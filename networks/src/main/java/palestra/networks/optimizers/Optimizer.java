package palestra.networks.optimizers;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * How gradients change variables. Slots, update kernels and constants are those of
 * tensorflow-framework's optimisers. Its classes themselves are not used: they freeze the learning
 * rate in the graph, and its Adam advances the powers of its decay rates without waiting for the
 * updates that read them, so that results depend on the threads' timing.
 */
public sealed interface Optimizer permits Sgd, Momentum, RmsProp, Adam {

  /**
   * The optimiser of a name, with tensorflow-framework's settings.
   *
   * @param name {@code sgd}, {@code momentum} (0.9), {@code rmsprop} or {@code adam}
   * @throws IllegalArgumentException if it is another; says which there are
   */
  static Optimizer named(String name) {
    return switch (name) {
      case "sgd" -> new Sgd();
      case "momentum" -> new Momentum(0.9, false);
      case "rmsprop" -> new RmsProp();
      case "adam" -> new Adam();
      default ->
          throw new IllegalArgumentException(
              "optimizer must be sgd, momentum, rmsprop or adam, but is \"" + name + "\"");
    };
  }

  /**
   * Adds one update of each variable.
   *
   * @param scope where the slots live
   * @param tf adds operations after all gradients are there, since some still read the variables
   * @param stepSize what {@link #stepSize} gives at that step, a scalar
   */
  List<Op> apply(
      Scope scope,
      Ops tf,
      List<Operand<TFloat32>> variables,
      List<Operand<TFloat32>> gradients,
      Operand<TFloat32> stepSize);

  /**
   * The factor of the update's direction.
   *
   * @param step the number of this update, from 1
   */
  default double stepSize(double learningRate, long step) {
    return learningRate;
  }
}
