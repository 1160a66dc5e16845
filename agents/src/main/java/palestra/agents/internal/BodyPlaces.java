package palestra.agents.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.agents.BodyTraining;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.optimizers.FineTuning;
import palestra.networks.optimizers.MinimizerOptions;

/**
 * Where the bodies stand in an agent's model: one for the policy and one for each critic where they
 * share none, those of target networks too. All take the same weights, and learn alike.
 */
public final class BodyPlaces {
  private final BodyTraining training;
  private final Set<String> paths = new LinkedHashSet<>();

  BodyPlaces(BodyTraining training) {
    this.training = training;
  }

  /** Notes that a body stands in a scope; gives the scope as the body is to see it. */
  Scope add(Scope scope) {
    paths.add(scope.path());
    return training.frozen() ? scope.forInference() : scope;
  }

  boolean frozen() {
    return training.frozen();
  }

  /**
   * What a minimizer of these variables does: bodies among them are frozen, or learn at their rate.
   *
   * @param maxGradNorm upper limit of the gradients' global norm, above 0; infinity for none
   */
  public MinimizerOptions options(
      Model model, List<Operand<TFloat32>> variables, double maxGradNorm) {
    MinimizerOptions limited = MinimizerOptions.limited(maxGradNorm);
    if (training.equals(BodyTraining.PLAIN)) {
      return limited;
    }
    List<String> among =
        paths.stream()
            .filter(path -> variables.stream().anyMatch(v -> inside(path, model.path(v))))
            .toList();
    if (training.frozen()) {
      return limited.with(FineTuning.frozen(among.toArray(String[]::new)));
    }
    Map<String, Double> rates = new LinkedHashMap<>();
    among.forEach(path -> rates.put(path, training.rate()));
    return limited.with(new FineTuning(List.of(), rates, 1));
  }

  /** Those of the variables that learn. */
  public List<Operand<TFloat32>> learning(Model model, List<Operand<TFloat32>> variables) {
    List<Operand<TFloat32>> learning = new ArrayList<>(variables);
    if (training.frozen()) {
      learning.removeIf(v -> paths.stream().anyMatch(path -> inside(path, model.path(v))));
    }
    return learning;
  }

  /** Reads the part {@code fromPath} of saved weights into every body. */
  public void load(Model model, Path prefix, String fromPath) throws IOException {
    for (String path : paths) {
      model.loadWeights(prefix, fromPath, path);
    }
  }

  private static boolean inside(String path, String variable) {
    return variable.startsWith(path + "/");
  }
}
