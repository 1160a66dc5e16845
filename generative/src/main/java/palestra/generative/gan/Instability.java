package palestra.generative.gan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import palestra.generative.data.Data;
import palestra.generative.data.GaussianMixture;

/** What can go wrong with the game, told from its figures. */
final class Instability {
  /** Samples, and as many of the data, whose distances to each other are averaged. */
  static final int COMPARED = 256;

  private static final double FEW_MODES = 0.8;
  private static final double LOW_RECALL = 0.2;
  private static final double LOW_DIVERSITY = 0.5;
  private static final double SURELY = 0.99;
  private static final double LOST = 0.01;
  private static final double EXPLODED = 1e3;

  private final GanConfig config;
  private final Data data;

  Instability(GanConfig config, Data data) {
    this.config = config;
    this.data = data;
  }

  /** One line for each trouble that the figures of a log or of a judgement tell of. */
  List<String> warnings(Map<String, Double> figures) {
    List<String> lines = new ArrayList<>();
    collapse(figures, lines);
    discriminatorWins(figures, lines);
    for (String loss : List.of("discriminatorLoss", "generatorLoss")) {
      double value = figures.getOrDefault(loss, 0.0);
      if (!(Math.abs(value) < EXPLODED)) {
        lines.add(
            say(
                "divergence: %s is %.3g; lower learningRate and discriminatorLearningRate, or set"
                    + " r1Gamma or spectralNorm",
                loss, value));
      }
    }
    return lines;
  }

  private void collapse(Map<String, Double> figures, List<String> lines) {
    String found = null;
    Double modes = figures.get("modes");
    Double present = figures.get("classesPresent");
    Double recall = figures.get("recall");
    Double diversity = figures.get("diversity");
    if (modes != null && data instanceof GaussianMixture mixture) {
      int all = mixture.modes().size();
      found = modes < FEW_MODES * all ? say("%.0f of %d modes", modes, all) : null;
    }
    if (found == null && present != null && present < data.classes()) {
      found = say("%.0f of %d classes", present, data.classes());
    }
    if (found == null && recall != null && recall < LOW_RECALL) {
      found = say("recall %.2f", recall);
    }
    if (found == null && diversity != null && diversity < LOW_DIVERSITY) {
      found = say("samples differ by %.2f of what the data do", diversity);
    }
    if (found != null) {
      String help = config.packing() == 1 ? "set packing=2" : "set unrolledSteps=5";
      lines.add(say("mode collapse: %s; %s, an r1Gamma, or lower learning rates", found, help));
    }
  }

  private void discriminatorWins(Map<String, Double> figures, List<String> lines) {
    Double real = figures.get("realJudgedReal");
    Double fake = figures.get("fakeJudgedReal");
    if (real != null && fake != null && real > SURELY && fake < LOST) {
      lines.add(
          say(
              "the discriminator wins: it takes %.1f %% of the samples for real, its loss is %.3g;"
                  + " lower discriminatorLearningRate, or set r1Gamma, spectralNorm or"
                  + " instanceNoise",
              100 * fake, figures.getOrDefault("discriminatorLoss", Double.NaN)));
    }
  }

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** The mean distance between two samples over that between two examples of the data. */
  double diversity(float[][] samples, long seed) {
    int count = Math.min(COMPARED, samples.length);
    float[][] real = data.examples(Data.Part.HELD_OUT, count, seed).rows();
    double meanOfReal = meanDistance(real, real.length);
    return meanOfReal == 0 ? 1 : meanDistance(samples, count) / meanOfReal;
  }

  /** Over all pairs of the first rows. */
  static double meanDistance(float[][] rows, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < i; k++) {
        double square = 0;
        for (int j = 0; j < rows[i].length; j++) {
          double difference = rows[i][j] - rows[k][j];
          square += difference * difference;
        }
        sum += Math.sqrt(square);
      }
    }
    return count < 2 ? 0 : sum / (count * (count - 1) / 2.0);
  }
}
