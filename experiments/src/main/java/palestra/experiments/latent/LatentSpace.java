package palestra.experiments.latent;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import palestra.generative.EncodingModel;
import palestra.generative.LatentModel;
import palestra.generative.data.Data;
import palestra.generative.data.Examples;
import palestra.networks.random.SplitMix64;

/**
 * Where a model's latents lie: around 0 with deviation 1 for one that only decodes, else where its
 * encoder puts held-out examples.
 */
final class LatentSpace {
  private static final int EXAMPLES = 1_000;
  private static final int WALK_STOPS = 5;

  private final LatentModel model;
  private final double[] mean;
  private final double[] deviation;
  private final float[][] codes;
  private final int[] labels;

  LatentSpace(LatentModel model, Data data, long seed) {
    this.model = model;
    int size = model.latentSize();
    mean = new double[size];
    deviation = new double[size];
    if (model instanceof EncodingModel encoder) {
      Examples examples = data.examples(Data.Part.HELD_OUT, EXAMPLES, seed);
      codes = encoder.encode(examples.rows());
      labels = examples.labels();
      for (int i = 0; i < size; i++) {
        double sum = 0;
        double squares = 0;
        for (float[] code : codes) {
          sum += code[i];
          squares += (double) code[i] * code[i];
        }
        mean[i] = sum / codes.length;
        deviation[i] = Math.sqrt(Math.max(0, squares / codes.length - mean[i] * mean[i]));
      }
    } else {
      SplitMix64 random = new SplitMix64(seed);
      codes = new float[EXAMPLES][size];
      labels = new int[EXAMPLES];
      for (float[] code : codes) {
        for (int i = 0; i < size; i++) {
          code[i] = (float) random.nextGaussian();
        }
      }
      Arrays.fill(deviation, 1);
    }
  }

  /** Codes of held-out examples, or draws from the prior. */
  float[][] codes() {
    return codes;
  }

  /** Classes of the codes; 0 of draws. */
  int[] labels() {
    return labels;
  }

  /** The dimensions that vary most, the most varied first. */
  List<Integer> dimensions(int most) {
    return IntStream.range(0, deviation.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -deviation[i]).thenComparing(i -> i))
        .limit(most)
        .toList();
  }

  /** One dimension moved over so many deviations about its mean, the others at theirs. */
  float[][] traversal(int dimension, int steps, double reach) {
    float[][] latents = new float[steps][mean.length];
    for (int k = 0; k < steps; k++) {
      for (int i = 0; i < mean.length; i++) {
        latents[k][i] = (float) mean[i];
      }
      double at = steps == 1 ? 0 : 2.0 * k / (steps - 1) - 1;
      latents[k][dimension] += (float) (reach * at * deviation[dimension]);
    }
    return model.decode(latents);
  }

  /**
   * A way round through some codes and back, by spherical interpolation (White 2016): the middle of
   * two draws of many dimensions is as far out as they are.
   *
   * @param walker walkers go through different codes
   */
  float[][] walk(int walker, int frames) {
    float[][] latents = new float[frames][];
    for (int frame = 0; frame < frames; frame++) {
      double at = (double) frame / frames * WALK_STOPS;
      int from = (int) at;
      float[] a = codes[(walker * WALK_STOPS + from) % codes.length];
      float[] b = codes[(walker * WALK_STOPS + (from + 1) % WALK_STOPS) % codes.length];
      latents[frame] = between(a, b, eased(at - from));
    }
    return latents;
  }

  /** Slow at the codes, fast between them. */
  private static double eased(double t) {
    return t * t * (3 - 2 * t);
  }

  private float[] between(float[] a, float[] b, double t) {
    double dot = 0;
    double lengths = 0;
    double lengthsB = 0;
    for (int i = 0; i < a.length; i++) {
      double x = a[i] - mean[i];
      double y = b[i] - mean[i];
      dot += x * y;
      lengths += x * x;
      lengthsB += y * y;
    }
    double cosine = dot / Math.max(1e-12, Math.sqrt(lengths * lengthsB));
    double angle = Math.acos(Math.max(-1, Math.min(1, cosine)));
    double sine = Math.sin(angle);
    double left = sine < 1e-3 ? 1 - t : Math.sin((1 - t) * angle) / sine;
    double right = sine < 1e-3 ? t : Math.sin(t * angle) / sine;
    float[] code = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      code[i] = (float) (mean[i] + left * (a[i] - mean[i]) + right * (b[i] - mean[i]));
    }
    return code;
  }
}
