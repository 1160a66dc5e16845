package palestra.networks.optimizers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which variables stay as they were loaded, and which learn more slowly: for networks that were
 * trained before. Paths are those of scopes, such as {@code policy/body}, and stand for all below.
 *
 * <p>A variable's learning rate is multiplied by the rate of its longest path in {@code rates}, 1
 * without one, and by {@code layerDecay} once for every layer above its own (Howard and Ruder 2018,
 * section 3.2; Clark et al. 2020). A layer is a scope that holds variables, counted in the order in
 * which they were made, frozen ones not among them.
 *
 * @param frozen paths of what does not learn at all
 * @param rates multipliers by path, 0 or more
 * @param layerDecay multiplier from one layer to the one below it, in (0, 1]; 1 for none
 */
public record FineTuning(List<String> frozen, Map<String, Double> rates, double layerDecay) {
  /** Everything learns at the same rate. */
  public static final FineTuning NONE = new FineTuning(List.of(), Map.of(), 1);

  public FineTuning {
    frozen = List.copyOf(frozen);
    rates = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(rates));
    rates.forEach(
        (path, rate) -> {
          if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                "the rate of " + path + " must be 0 or more, but is " + rate);
          }
        });
    if (!(layerDecay > 0 && layerDecay <= 1)) {
      throw new IllegalArgumentException("layerDecay must be in (0, 1], but is " + layerDecay);
    }
  }

  /** What is under these paths does not learn; all else does as before. */
  public static FineTuning frozen(String... paths) {
    return new FineTuning(List.of(paths), Map.of(), 1);
  }

  /** Every layer learns {@code decay} times as fast as the one above it. */
  public static FineTuning layerwise(double decay) {
    return new FineTuning(List.of(), Map.of(), decay);
  }

  /**
   * The multiplier of each variable that learns, in the order given.
   *
   * @param paths of all variables, in the order in which they were made
   * @throws IllegalArgumentException if a path fits no variable, or all are frozen
   */
  Map<String, Double> multipliers(List<String> paths) {
    List<String> named = new ArrayList<>(frozen);
    named.addAll(rates.keySet());
    for (String path : named) {
      if (paths.stream().noneMatch(variable -> below(path, variable))) {
        throw new IllegalArgumentException("no variable is under " + path + "; there are " + paths);
      }
    }
    List<String> learning =
        paths.stream()
            .filter(variable -> frozen.stream().noneMatch(path -> below(path, variable)))
            .toList();
    if (learning.isEmpty()) {
      throw new IllegalArgumentException("every variable is frozen: nothing is left to learn");
    }
    List<String> layers = learning.stream().map(FineTuning::layer).distinct().toList();
    Map<String, Double> multipliers = new LinkedHashMap<>();
    for (String variable : learning) {
      int above = layers.size() - 1 - layers.indexOf(layer(variable));
      multipliers.put(variable, rate(variable) * Math.pow(layerDecay, above));
    }
    return multipliers;
  }

  private double rate(String variable) {
    return rates.entrySet().stream()
        .filter(entry -> below(entry.getKey(), variable))
        .max(java.util.Comparator.comparingInt(entry -> entry.getKey().length()))
        .map(Map.Entry::getValue)
        .orElse(1.0);
  }

  private static String layer(String variable) {
    return variable.substring(0, Math.max(0, variable.lastIndexOf('/')));
  }

  private static boolean below(String path, String variable) {
    return path.isEmpty() || variable.equals(path) || variable.startsWith(path + "/");
  }
}
