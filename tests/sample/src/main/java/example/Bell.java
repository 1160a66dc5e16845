package example;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import palestra.envs.seeding.Pcg64;
import palestra.generative.GenerativeModel;

/** Learns the mean of a cloud of points around (2, -1) with standard deviation 1. */
public final class Bell implements GenerativeModel {
  private static final double[] CENTRE = {2, -1};
  private static final String FILE = "bell.bin";

  private final int batchSize;
  private final double[] mean = new double[CENTRE.length];
  private Pcg64 random;
  private long seen;

  /** A model that has seen nothing. */
  public Bell(BellConfig config, long seed) {
    this.batchSize = config.batchSize();
    this.random = Pcg64.seeded(seed);
  }

  @Override
  public Map<String, Double> trainStep(int generatorSteps) {
    for (int i = 0; i < generatorSteps * batchSize; i++) {
      seen++;
      for (int axis = 0; axis < mean.length; axis++) {
        mean[axis] += (CENTRE[axis] + random.standardNormal() - mean[axis]) / seen;
      }
    }
    return Map.of("distance", distance());
  }

  @Override
  public float[][] sample(int count, long seed) {
    return points(mean, count, seed);
  }

  @Override
  public float[][] real(int count, long seed) {
    return points(CENTRE, count, seed);
  }

  @Override
  public Map<String, Double> metrics(long seed) {
    return Map.of("accuracy", 1 / (1 + distance()));
  }

  @Override
  public void save(Path directory) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(Files.newOutputStream(directory.resolve(FILE)))) {
      random.save(out);
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
      random = Pcg64.load(in);
      seen = in.readLong();
      for (int axis = 0; axis < mean.length; axis++) {
        mean[axis] = in.readDouble();
      }
    }
  }

  @Override
  public void close() {}

  private double distance() {
    return Math.hypot(mean[0] - CENTRE[0], mean[1] - CENTRE[1]);
  }

  private static float[][] points(double[] centre, int count, long seed) {
    Pcg64 random = Pcg64.seeded(seed);
    float[][] points = new float[count][centre.length];
    for (float[] point : points) {
      for (int axis = 0; axis < centre.length; axis++) {
        point[axis] = (float) (centre[axis] + random.standardNormal());
      }
    }
    return points;
  }
}
