package palestra.networks.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Endpoint;
import palestra.networks.NotFiniteException;

/** Finds out which tensor it was that made an update not finite. */
final class Faults {
  private Faults() {}

  /**
   * Weights first, then inputs, losses, gradients: what is bad earlier spoils all that is later.
   */
  static NotFiniteException find(Endpoint endpoint, List<Minimizer> minimizers) {
    Minimizer first = minimizers.get(0);
    for (Map.Entry<String, float[]> variable : first.model().values().entrySet()) {
      float bad = worst(variable.getValue());
      if (!Float.isFinite(bad)) {
        return first.fault("weight " + variable.getKey(), String.valueOf(bad));
      }
    }
    var input = endpoint.notFiniteInput();
    if (input.isPresent()) {
      return first.fault("input " + input.get().getKey(), String.valueOf(input.get().getValue()));
    }
    Map.Entry<String, Float> largest = Map.entry("", -1f);
    for (Minimizer minimizer : minimizers) {
      Map.Entry<String, Float> worst = worstTensor(minimizer, endpoint);
      if (!Float.isFinite(worst.getValue())) {
        return minimizer.fault(worst.getKey(), String.valueOf(worst.getValue()));
      } else if (worst.getValue() > largest.getValue()) {
        largest = worst;
      }
    }
    return first.fault(largest.getKey(), largest.getValue() + ", too large for the norm");
  }

  /** The loss or the first gradient that is not finite; else the gradient of most magnitude. */
  private static Map.Entry<String, Float> worstTensor(Minimizer minimizer, Endpoint endpoint) {
    Map<String, Operand<TFloat32>> gradients = minimizer.gradients();
    List<Operand<TFloat32>> asked = new ArrayList<>(gradients.values());
    if (minimizer.loss() != null) {
      asked.add(minimizer.loss());
    }
    List<float[]> found = endpoint.inspect(asked);
    if (minimizer.loss() != null && !Float.isFinite(found.get(gradients.size())[0])) {
      return Map.entry("loss", found.get(gradients.size())[0]);
    }
    Map.Entry<String, Float> largest = Map.entry("", -1f);
    int i = 0;
    for (String path : gradients.keySet()) {
      Map.Entry<String, Float> one = Map.entry("gradient of " + path, worst(found.get(i++)));
      if (!Float.isFinite(one.getValue())) {
        return one;
      } else if (one.getValue() > largest.getValue()) {
        largest = one;
      }
    }
    return largest;
  }

  /** The first element that is not finite, or else the largest magnitude. */
  private static float worst(float[] values) {
    float largest = 0;
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return value;
      }
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
