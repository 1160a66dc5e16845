package palestra.networks.optimizers;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Model;

/** A loss scale at work; saved with the model. */
final class DynamicScale {
  static final String PORT = "lossScale";

  final Operand<TFloat32> factor;
  private final int growthInterval;
  private final long[] exponent;
  private final long[] successes;

  DynamicScale(Model model, String name, LossScale settings) {
    this.factor = model.input(name + "_" + PORT, TFloat32.class);
    this.growthInterval = settings.growthInterval();
    this.exponent = model.counter(name + "/" + PORT);
    this.successes = model.counter(name + "/updatesSinceOverflow");
    this.exponent[0] = Math.getExponent(settings.initial());
  }

  double value() {
    return Math.scalb(1.0, (int) exponent[0]);
  }

  void succeeded() {
    if (++successes[0] >= growthInterval) {
      successes[0] = 0;
      exponent[0] = Math.min(LossScale.MAX_EXPONENT, exponent[0] + 1);
    }
  }

  /** False where the scale is 1 already, so that it is not the scale that overflows. */
  boolean halve() {
    successes[0] = 0;
    if (exponent[0] == 0) {
      return false;
    }
    exponent[0]--;
    return true;
  }
}
