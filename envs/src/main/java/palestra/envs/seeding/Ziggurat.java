package palestra.envs.seeding;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Normal and exponential numbers by the ziggurat method, drawing exactly as NumPy does.
 *
 * <p>G. Marsaglia and W. W. Tsang, "The Ziggurat Method for Generating Random Variables", 2000. The
 * layers are NumPy's tables, a resource beside this class.
 */
final class Ziggurat {
  private static final int LAYERS = 256;
  private static final double NORMAL_R = 3.654152885361009;
  private static final double NORMAL_INVERSE_R = 0.2736612373297583;
  private static final float NORMAL_R_FLOAT = 3.6541529f;
  private static final float NORMAL_INVERSE_R_FLOAT = 0.27366123f;
  private static final double EXPONENTIAL_R = 7.69711747013105;

  private static final long[] NORMAL_K = new long[LAYERS];
  private static final double[] NORMAL_W = new double[LAYERS];
  private static final double[] NORMAL_F = new double[LAYERS];
  private static final long[] EXPONENTIAL_K = new long[LAYERS];
  private static final double[] EXPONENTIAL_W = new double[LAYERS];
  private static final double[] EXPONENTIAL_F = new double[LAYERS];
  private static final int[] NORMAL_K_FLOAT = new int[LAYERS];
  private static final float[] NORMAL_W_FLOAT = new float[LAYERS];
  private static final float[] NORMAL_F_FLOAT = new float[LAYERS];

  static {
    try (InputStream resource = Ziggurat.class.getResourceAsStream("ziggurat.bin");
        DataInputStream in = new DataInputStream(resource)) {
      read(in, NORMAL_K);
      read(in, NORMAL_W);
      read(in, NORMAL_F);
      read(in, EXPONENTIAL_K);
      read(in, EXPONENTIAL_W);
      read(in, EXPONENTIAL_F);
      for (int i = 0; i < LAYERS; i++) {
        NORMAL_K_FLOAT[i] = in.readInt();
      }
      read(in, NORMAL_W_FLOAT);
      read(in, NORMAL_F_FLOAT);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource ziggurat.bin", e);
    }
  }

  private Ziggurat() {}

  static double normal(Pcg64 random) {
    while (true) {
      long bits = random.nextLong();
      int layer = (int) bits & 0xff;
      boolean negative = (bits >>> 8 & 1) != 0;
      long magnitude = bits >>> 9 & 0x000fffffffffffffL;
      double x = magnitude * NORMAL_W[layer];
      x = negative ? -x : x;
      if (magnitude < NORMAL_K[layer]) {
        return x;
      }
      if (layer == 0) {
        double tail = tail(random);
        return (magnitude >>> 8 & 1) != 0 ? -tail : tail;
      }
      double height = (NORMAL_F[layer - 1] - NORMAL_F[layer]) * random.random() + NORMAL_F[layer];
      if (height < Math.exp(-0.5 * x * x)) {
        return x;
      }
    }
  }

  private static double tail(Pcg64 random) {
    while (true) {
      double x = -NORMAL_INVERSE_R * Math.log1p(-random.random());
      double y = -Math.log1p(-random.random());
      if (y + y > x * x) {
        return NORMAL_R + x;
      }
    }
  }

  static float normalFloat(Pcg64 random) {
    while (true) {
      int bits = random.nextUint32();
      int layer = bits & 0xff;
      boolean negative = (bits >>> 8 & 1) != 0;
      int magnitude = bits >>> 9 & 0x007fffff;
      float x = magnitude * NORMAL_W_FLOAT[layer];
      x = negative ? -x : x;
      if (magnitude < NORMAL_K_FLOAT[layer]) {
        return x;
      }
      if (layer == 0) {
        float tail = tailFloat(random);
        return (magnitude >>> 8 & 1) != 0 ? -tail : tail;
      }
      float height =
          (NORMAL_F_FLOAT[layer - 1] - NORMAL_F_FLOAT[layer]) * random.randomFloat()
              + NORMAL_F_FLOAT[layer];
      if (height < (float) Math.exp(-0.5 * x * x)) {
        return x;
      }
    }
  }

  private static float tailFloat(Pcg64 random) {
    while (true) {
      float x = -NORMAL_INVERSE_R_FLOAT * (float) Math.log1p(-random.randomFloat());
      float y = -(float) Math.log1p(-random.randomFloat());
      if (y + y > x * x) {
        return NORMAL_R_FLOAT + x;
      }
    }
  }

  static double exponential(Pcg64 random) {
    while (true) {
      long bits = random.nextLong() >>> 3;
      int layer = (int) bits & 0xff;
      bits >>>= 8;
      double x = bits * EXPONENTIAL_W[layer];
      if (bits < EXPONENTIAL_K[layer]) {
        return x;
      }
      if (layer == 0) {
        return EXPONENTIAL_R - Math.log1p(-random.random());
      }
      double height =
          (EXPONENTIAL_F[layer - 1] - EXPONENTIAL_F[layer]) * random.random()
              + EXPONENTIAL_F[layer];
      if (height < Math.exp(-x)) {
        return x;
      }
    }
  }

  private static void read(DataInputStream in, long[] table) throws IOException {
    for (int i = 0; i < LAYERS; i++) {
      table[i] = in.readLong();
    }
  }

  private static void read(DataInputStream in, double[] table) throws IOException {
    for (int i = 0; i < LAYERS; i++) {
      table[i] = in.readDouble();
    }
  }

  private static void read(DataInputStream in, float[] table) throws IOException {
    for (int i = 0; i < LAYERS; i++) {
      table[i] = in.readFloat();
    }
  }
}
