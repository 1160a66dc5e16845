package palestra.generative.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import palestra.generative.data.GaussianMixture;
import palestra.generative.data.PlanarData;

/**
 * How well samples cover the modes of a known distribution, by the protocol of PacGAN (Lin et al.
 * 2018, section 4.1, and their code): a sample belongs to its nearest mode, and is of high quality
 * if it lies less than three standard deviations from it (distance over sigma, over both axes
 * together: real points are so with probability {@code 1 - exp(-9/2) = 0.989}); a mode is recovered
 * if at least one high-quality sample belongs to it; the reverse divergence is {@code KL(p, u) =
 * sum_i p_i ln(p_i n)} from the shares {@code p} of the n modes among the high-quality samples,
 * which alone count here as in their code, to equal shares {@code u}. They take 2,500 samples.
 *
 * @param modes how many modes are recovered
 * @param highQuality the share of high-quality samples, from 0 to 1
 * @param reverseKl 0 for equal shares, {@code ln n} for one mode alone; also {@code ln n}, the
 *     worst, where no sample is of high quality and the divergence is not defined
 */
public record ModeCoverage(int modes, double highQuality, double reverseKl) {

  /** Samples in the protocol. */
  public static final int SAMPLES = 2_500;

  private static final double STANDARD_DEVIATIONS = 3;

  /**
   * Measures samples.
   *
   * @param samples a row {@code {x, y}} each, at least one
   */
  public static ModeCoverage of(GaussianMixture data, float[][] samples) {
    if (samples.length == 0) {
      throw new IllegalArgumentException("mode coverage needs at least one sample");
    }
    int[] counts = new int[data.modes().size()];
    int good = 0;
    for (float[] sample : samples) {
      int nearest = nearest(data.modes(), sample);
      double distance = Math.sqrt(data.modes().get(nearest).squaredDistance(sample[0], sample[1]));
      if (distance / data.sigma() < STANDARD_DEVIATIONS) {
        counts[nearest]++;
        good++;
      }
    }
    int recovered = 0;
    for (int count : counts) {
      recovered += count > 0 ? 1 : 0;
    }
    return new ModeCoverage(recovered, (double) good / samples.length, reverseKl(counts, good));
  }

  /** The figures by name, in a fixed order. */
  public Map<String, Double> asMap() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("modes", (double) modes);
    figures.put("highQuality", highQuality);
    figures.put("reverseKl", reverseKl);
    return figures;
  }

  private static int nearest(List<PlanarData.Point> modes, float[] sample) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < modes.size(); i++) {
      double distance = modes.get(i).squaredDistance(sample[0], sample[1]);
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }

  private static double reverseKl(int[] counts, int total) {
    if (total == 0) {
      return Math.log(counts.length);
    }
    double divergence = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / total;
        divergence += share * Math.log(share * counts.length);
      }
    }
    return divergence;
  }
}
