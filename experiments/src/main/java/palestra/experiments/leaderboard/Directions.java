package palestra.experiments.leaderboard;

import java.util.Comparator;
import java.util.List;
import palestra.experiments.leaderboard.Leaderboard.ModelRow;

/**
 * Which way a model's figures are better. What a figure means is told in {@code docs/metrics.md}.
 */
final class Directions {
  private static final List<String> DOWN =
      List.of(
          "reverseKl",
          "frechet",
          "kernel",
          "energyDistance",
          "negativeLogLikelihood",
          "crossEntropy",
          "reconstruction",
          "mse",
          "mae",
          "distance",
          "commitment");
  private static final List<String> UP =
      List.of(
          "modes",
          "highQuality",
          "precision",
          "recall",
          "density",
          "coverage",
          "recognised",
          "classesPresent",
          "elbo",
          "iwae",
          "accuracy",
          "psnr",
          "ssim",
          "areaUnderRoc",
          "activeUnits",
          "perplexity",
          "diversity");

  private Directions() {}

  /** 1 where more is better, -1 where less is, 0 where nobody said. */
  static int of(String metric) {
    if (DOWN.stream().anyMatch(metric::startsWith)) {
      return -1;
    }
    return UP.stream().anyMatch(metric::startsWith) ? 1 : 0;
  }

  /** An arrow that points to the better side; empty where nobody said. */
  static String arrow(String metric) {
    return switch (of(metric)) {
      case 1 -> " ↑";
      case -1 -> " ↓";
      default -> "";
    };
  }

  /** The better row first, of two with the same metric. */
  static Comparator<ModelRow> better() {
    return Comparator.comparingDouble(
        row -> Double.isNaN(row.iqm()) ? Double.POSITIVE_INFINITY : -of(row.metric()) * row.iqm());
  }
}
