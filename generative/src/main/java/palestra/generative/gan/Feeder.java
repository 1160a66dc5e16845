package palestra.generative.gan;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import palestra.generative.data.Batches;
import palestra.generative.data.Data;
import palestra.networks.Endpoint;

/**
 * Fills in what discriminator steps are about: the next batch and the noise that belongs to its
 * index, so that it is the same however many steps one run makes.
 */
final class Feeder {
  private final GanConfig config;
  private final Players players;
  private final int rowSize;
  private final long noiseSeed;
  private final float[] z;
  private final float[] labels;
  private final float[] share;
  private final float[] noise;

  Feeder(GanConfig config, Players players, Data data, long noiseSeed) {
    this.config = config;
    this.players = players;
    this.rowSize = data.rowSize();
    this.noiseSeed = noiseSeed;
    int batch = config.batchSize();
    z = new float[batch * config.latentSize()];
    labels = new float[batch * players.classes()];
    share = new float[batch];
    noise = new float[config.noisy() ? 2 * batch * rowSize : 0];
  }

  /**
   * Fills the i-th discriminator step of a run.
   *
   * @param progress of training, from 0 to 1
   */
  void fill(Endpoint endpoint, int i, Batches.Batch batch, double progress) {
    RandomGenerator random = Data.random(noiseSeed, batch.index());
    endpoint.floats("real" + i).put(0, batch.rows());
    normal(random, z, 1);
    endpoint.floats("noise" + i).put(0, z);
    if (players.classes() > 0) {
      oneHot(batch.labels(), players.classes(), labels);
      endpoint.floats("labels" + i).put(0, labels);
    }
    if (config.gradientPenalty() > 0) {
      for (int k = 0; k < share.length; k++) {
        share[k] = k % config.packing() == 0 ? random.nextFloat() : share[k - 1];
      }
      endpoint.floats("share" + i).put(0, share);
    }
    if (config.noisy()) {
      normal(random, noise, config.instanceNoise().at(progress));
      endpoint.floats("instanceNoise" + i).put(0, noise);
    }
  }

  static void normal(RandomGenerator random, float[] row, double deviation) {
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) (deviation * random.nextGaussian());
    }
  }

  /** A one in the column of each row's class. */
  static void oneHot(int[] labels, int classes, float[] rows) {
    Arrays.fill(rows, 0);
    for (int i = 0; i < labels.length; i++) {
      rows[i * classes + labels[i]] = 1;
    }
  }
}
