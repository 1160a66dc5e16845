package palestra.generative.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import palestra.generative.data.Data;
import palestra.generative.data.GaussianMixture;

/** How good samples are, whatever made them: the figures that suit the data. */
public final class SampleMetrics {
  private SampleMetrics() {}

  /**
   * Measures samples against held-out data.
   *
   * @param samples a row each
   * @param seed of what is drawn of the data
   */
  public static Map<String, Double> of(Data data, Judges judges, float[][] samples, long seed) {
    Map<String, Double> figures = new LinkedHashMap<>();
    if (data instanceof GaussianMixture mixture) {
      figures.putAll(ModeCoverage.of(mixture, samples).asMap());
    }
    return figures;
  }
}
