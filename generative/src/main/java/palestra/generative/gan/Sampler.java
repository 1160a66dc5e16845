package palestra.generative.gan;

import java.util.random.RandomGenerator;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.generative.data.Data;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.random.SplitMix64;

/** Makes samples with the averaged generator, as it is outside training. */
final class Sampler {
  private static final int ROWS_OF_POINTS = 500;
  private static final int ROWS_OF_PICTURES = 100;

  private final int rows;
  private final int rowSize;
  private final int latentSize;
  private final int classes;
  private final Endpoint endpoint;

  /**
   * Adds it to the graph.
   *
   * @param path of the generator
   */
  Sampler(Model model, GanConfig config, Players players, Data data, String path) {
    rows = data.pictures() ? ROWS_OF_PICTURES : ROWS_OF_POINTS;
    rowSize = data.rowSize();
    latentSize = config.latentSize();
    classes = players.classes();
    Scope at = model.scope().child(path);
    Operand<TFloat32> z = model.input("sampleNoise", TFloat32.class, rows, latentSize);
    Endpoint.Builder builder = model.endpoint("sample").input("noise", z);
    Operand<TFloat32> labels = null;
    if (classes > 0) {
      labels = model.input("sampleLabels", TFloat32.class, rows, classes);
      builder.input("labels", labels);
    }
    endpoint = builder.output("samples", players.generate(at, z, labels)).build();
  }

  /** Of classes drawn evenly. */
  float[][] sample(int count, long seed) {
    int[] labels = new int[count];
    if (classes > 0) {
      RandomGenerator random = new SplitMix64(~seed);
      for (int i = 0; i < count; i++) {
        labels[i] = random.nextInt(classes);
      }
    }
    return sample(labels, seed);
  }

  /** One of each of these classes. */
  float[][] sample(int[] labels, long seed) {
    RandomGenerator random = new SplitMix64(seed);
    float[][] latents = new float[labels.length][latentSize];
    for (float[] latent : latents) {
      Feeder.normal(random, latent, 1);
    }
    return decode(latents, labels);
  }

  /** What these latents stand for. */
  float[][] decode(float[][] latents, int[] labels) {
    float[][] samples = new float[latents.length][rowSize];
    float[] oneHot = new float[rows * classes];
    int[] some = new int[rows];
    for (int from = 0; from < latents.length; from += rows) {
      int count = Math.min(rows, latents.length - from);
      for (int i = 0; i < count; i++) {
        endpoint.floats("noise").put(i * latentSize, latents[from + i]);
        some[i] = labels[from + i];
      }
      if (classes > 0) {
        Feeder.oneHot(some, classes, oneHot);
        endpoint.floats("labels").put(0, oneHot);
      }
      endpoint.run();
      for (int i = 0; i < count; i++) {
        endpoint.result("samples").get(i * rowSize, samples[from + i]);
      }
    }
    return samples;
  }
}
