package palestra.generative.metrics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import palestra.generative.data.Data;
import palestra.generative.data.GaussianMixture;
import palestra.generative.data.PlanarData;

/**
 * How good samples are, whatever made them: the figures that suit the data.
 *
 * <ul>
 *   <li>Mixtures of round normal distributions: {@link ModeCoverage}.
 *   <li>Other points: {@code highQuality} where the density is known, {@code precision}, {@code
 *       recall}, {@code density}, {@code coverage}, {@code energyDistance}, on the coordinates.
 *   <li>Pictures with a judge: {@code frechetNAME} and {@code kernelNAME} with the judge's name,
 *       {@code precision}, {@code recall}, {@code density}, {@code coverage}, on its features;
 *       {@code recognised}, {@code classesPresent}.
 *   <li>Pictures without: {@code precision}, {@code recall}, {@code density}, {@code coverage}, on
 *       the pixels.
 * </ul>
 *
 * <p>Real examples are held-out ones, as many as there are samples where there are so many; figures
 * by neighbours are made of equal numbers of both.
 */
public final class SampleMetrics {
  /** Pictures that are asked for; figures of fewer do not compare with those of as many. */
  public static final int PICTURES = 2_000;

  /** Pictures whose pixels are compared where no judge has features for them. */
  private static final int BY_PIXELS = 1_000;

  /** Points that the density of ordinary points is found from. */
  private static final int DENSITIES = 10_000;

  /** Share of real points that lie in thinner places than what counts as of high quality. */
  private static final double THINNEST = 0.01;

  /** The probability from which on a picture counts as recognised. */
  private static final double SURE = 0.9;

  /** The share of samples from which on a class counts as present. */
  private static final double PRESENT = 0.01;

  private SampleMetrics() {}

  /** How many samples the figures of these data are made from: 2,500 points or 2,000 pictures. */
  public static int samples(Data data) {
    return data.pictures() ? PICTURES : ModeCoverage.SAMPLES;
  }

  /**
   * The figure by which models of these data are told apart, one that {@link #of} gives: the
   * Frechet distance by the judge's name, the coverage where pictures have no labels, the energy
   * distance of points, and the modes of a mixture.
   */
  public static String headline(Data data) {
    if (data instanceof GaussianMixture) {
      return "modes";
    } else if (!data.pictures()) {
      return "energyDistance";
    }
    return JudgeNames.has(data) ? JudgeNames.figure("frechet", JudgeNames.of(data)) : "coverage";
  }

  /**
   * Measures samples against held-out data.
   *
   * @param samples a row each, {@link #samples} of them
   * @param seed of what is drawn of the data
   */
  public static Map<String, Double> of(Data data, Judges judges, float[][] samples, long seed) {
    if (data instanceof GaussianMixture mixture) {
      return ModeCoverage.of(mixture, samples).asMap();
    }
    float[][] real = data.examples(Data.Part.HELD_OUT, samples.length, seed).rows();
    if (!data.pictures()) {
      return ofPoints(data, real, samples, seed);
    }
    Optional<Judge> judge = judges.of(data);
    return judge.isPresent() ? judged(judge.get(), real, samples) : ofPixels(real, samples);
  }

  private static Map<String, Double> ofPoints(
      Data data, float[][] real, float[][] samples, long seed) {
    Map<String, Double> figures = new LinkedHashMap<>();
    if (data instanceof PlanarData planar) {
      figures.put("highQuality", highQuality(planar, samples, seed));
    }
    figures.putAll(neighbours(real, samples, samples.length));
    figures.put("energyDistance", EnergyDistance.of(real, samples));
    return figures;
  }

  /** The share of samples that lie where 99 % of real points do: in no thinner places. */
  private static double highQuality(PlanarData data, float[][] samples, long seed) {
    double[] densities = new double[DENSITIES];
    float[][] real = data.examples(Data.Part.HELD_OUT, DENSITIES, seed).rows();
    for (int i = 0; i < DENSITIES; i++) {
      densities[i] = data.density(real[i][0], real[i][1]);
    }
    Arrays.sort(densities);
    double least = densities[(int) (THINNEST * DENSITIES)];
    int good = 0;
    for (float[] sample : samples) {
      good += data.density(sample[0], sample[1]) >= least ? 1 : 0;
    }
    return (double) good / samples.length;
  }

  private static Map<String, Double> judged(Judge judge, float[][] real, float[][] samples) {
    Judge.Seen ofReal = judge.see(real);
    Judge.Seen seen = judge.see(samples);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(
        JudgeNames.figure("frechet", judge.name()),
        FrechetDistance.of(ofReal.features(), seen.features()));
    figures.put(
        JudgeNames.figure("kernel", judge.name()),
        KernelDistance.of(ofReal.features(), seen.features()));
    figures.putAll(neighbours(ofReal.features(), seen.features(), samples.length));
    int[] counts = new int[judge.classes()];
    int sure = 0;
    for (float[] probabilities : seen.probabilities()) {
      int likeliest = Classes.likeliest(probabilities);
      counts[likeliest]++;
      sure += probabilities[likeliest] >= SURE ? 1 : 0;
    }
    figures.put("recognised", (double) sure / samples.length);
    int present = 0;
    for (int count : counts) {
      present += count >= PRESENT * samples.length && count > 0 ? 1 : 0;
    }
    figures.put("classesPresent", (double) present);
    return figures;
  }

  private static Map<String, Double> ofPixels(float[][] real, float[][] samples) {
    return neighbours(real, samples, BY_PIXELS);
  }

  private static Map<String, Double> neighbours(float[][] real, float[][] samples, int most) {
    int count = Math.min(most, Math.min(real.length, samples.length));
    return ManifoldCoverage.of(Arrays.copyOf(real, count), Arrays.copyOf(samples, count)).asMap();
  }
}
