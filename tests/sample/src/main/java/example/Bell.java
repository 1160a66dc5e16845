package example;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import palestra.envs.seeding.Pcg64;
import palestra.generative.GenerativeModel;
import palestra.generative.data.Data;

/** Learns the mean of a cloud of points around (2, -1) with standard deviation 1. */
public final class Bell implements GenerativeModel {
  private static final String FILE = "bell.bin";

  private final Data data;
  private final double[] mean = new double[BellData.CENTRE.length];
  private final long seed;
  private final float[] batch;
  private long seen;
  private long batches;

  /** A model that has seen nothing. */
  public Bell(BellConfig config, Data data, long seed) {
    this.data = data;
    this.seed = seed;
    this.batch = new float[config.batchSize() * data.rowSize()];
  }

  @Override
  public Map<String, Double> trainStep(int generatorSteps) {
    for (int i = 0; i < generatorSteps; i++) {
      data.batch(seed, batches++, batch, null);
      for (int at = 0; at < batch.length; at += mean.length) {
        seen++;
        for (int axis = 0; axis < mean.length; axis++) {
          mean[axis] += (batch[at + axis] - mean[axis]) / seen;
        }
      }
    }
    return Map.of("distance", distance());
  }

  @Override
  public float[][] sample(int count, long seed) {
    Pcg64 random = Pcg64.seeded(seed);
    float[][] points = new float[count][mean.length];
    for (float[] point : points) {
      for (int axis = 0; axis < mean.length; axis++) {
        point[axis] = (float) (mean[axis] + random.standardNormal());
      }
    }
    return points;
  }

  @Override
  public Map<String, Double> metrics(long seed) {
    return Map.of("accuracy", 1 / (1 + distance()));
  }

  @Override
  public void save(Path directory) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(Files.newOutputStream(directory.resolve(FILE)))) {
      out.writeLong(batches);
      out.writeLong(seen);
      for (double value : mean) {
        out.writeDouble(value);
      }
    }
  }

  @Override
  public void load(Path directory) throws IOException {
    try (DataInputStream in =
        new DataInputStream(Files.newInputStream(directory.resolve(FILE)))) {
      batches = in.readLong();
      seen = in.readLong();
      for (int axis = 0; axis < mean.length; axis++) {
        mean[axis] = in.readDouble();
      }
    }
  }

  @Override
  public void close() {}

  private double distance() {
    return Math.hypot(mean[0] - BellData.CENTRE[0], mean[1] - BellData.CENTRE[1]);
  }
}
