package palestra.agents.internal;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;

/**
 * The temperature of a soft actor-critic, read from the setting {@code entCoef}: {@code auto} (from
 * 1 on), {@code auto_0.1} (from 0.1 on) or a number that stays.
 *
 * @param learned whether it changes
 * @param start what it is at first
 */
public record Temperature(boolean learned, double start) {
  private static final String AUTO = "auto";
  private static final String PATH = "temperature";

  /**
   * Reads the setting.
   *
   * @throws IllegalArgumentException if it is none of these; says what would be right
   */
  public static Temperature of(String entCoef) {
    if (entCoef.equals(AUTO)) {
      return new Temperature(true, 1);
    }
    boolean learned = entCoef.startsWith(AUTO + "_");
    String number = learned ? entCoef.substring(AUTO.length() + 1) : entCoef;
    try {
      double start = Double.parseDouble(number);
      if (Double.isFinite(start) && (learned ? start > 0 : start >= 0)) {
        return new Temperature(learned, start);
      }
    } catch (NumberFormatException e) {
      // Refused below.
    }
    throw new IllegalArgumentException(
        "entCoef must be auto, auto_0.1 or a number from 0 on, but is " + entCoef);
  }

  /** The temperature as it is at the start of a run, a scalar. */
  public Operand<TFloat32> value(Model model) {
    Ops tf = model.scope().tf();
    return learned ? tf.math.exp(logarithm(model)) : tf.constant((float) start);
  }

  private Operand<TFloat32> logarithm(Model model) {
    Initializer first = Initializer.constant((float) Math.log(start));
    return model.scope().child(PATH).variable("log", Shape.scalar(), first);
  }

  /**
   * {@code log alpha} times what there is too much of entropy: down it, the temperature falls where
   * there is, and rises where there is too little (Haarnoja et al. 2018, equation 18, with the
   * logarithm in alpha's place, as in the authors' code and Stable-Baselines3).
   *
   * @param value what {@link #value} gave: it is read before the temperature moves
   * @param surplus entropy above its target, a scalar that counts as constant
   */
  public Operand<TFloat32> loss(Model model, Operand<TFloat32> value, Operand<TFloat32> surplus) {
    Scope scope = model.scope().after(List.of(value));
    Ops tf = scope.tf();
    return tf.math.mul(logarithm(model), tf.stopGradient(tf.identity(surplus)));
  }
}
