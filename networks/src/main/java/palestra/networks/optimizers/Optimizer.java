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
public sealed interface Optimizer permits Sgd, Momentum, RmsProp, Adam, AdamW {

  /**
   * The optimiser of a name, with tensorflow-framework's settings.
   *
   * @param name {@code sgd}, {@code momentum} (0.9), {@code nesterov} (0.9), {@code rmsprop},
   *     {@code adam} or {@code adamw} (0.01)
   * @throws IllegalArgumentException if it is another; says which there are
   */
  static Optimizer named(String name) {
    return switch (name) {
      case "sgd" -> new Sgd();
      case "momentum" -> new Momentum(0.9, false);
      case "nesterov" -> new Momentum(0.9, true);
      case "rmsprop" -> new RmsProp();
      case "adam" -> new Adam();
      case "adamw" -> new AdamW();
      default ->
          throw new IllegalArgumentException(
              "optimizer must be sgd, momentum, nesterov, rmsprop, adam or adamw, but is \""
                  + name
                  + "\"");
    };
  }

  /**
   * One variable's part of an update.
   *
   * @param variable that changes
   * @param gradient of the loss by it
   * @param stepSize what {@link #stepSize} gives at that step, times the variable's multiplier
   * @param learningRate times the multiplier; null unless {@link #usesLearningRate}
   */
  record Change(
      Operand<TFloat32> variable,
      Operand<TFloat32> gradient,
      Operand<TFloat32> stepSize,
      Operand<TFloat32> learningRate) {}

  /**
   * Adds one update of each variable.
   *
   * @param scope where the slots live
   * @param tf adds operations after all gradients are there, since some still read the variables
   */
  List<Op> apply(Scope scope, Ops tf, List<Change> changes);

  /** Whether the update needs the learning rate beside the step size. */
  default boolean usesLearningRate() {
    return false;
  }

  /**
   * The factor of the update's direction.
   *
   * @param step the number of this update, from 1
   */
  default double stepSize(double learningRate, long step) {
    return learningRate;
  }
}
