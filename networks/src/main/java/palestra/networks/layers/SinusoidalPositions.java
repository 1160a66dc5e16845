package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * Adds to each step of a sequence where it stands (Vaswani et al. 2017, section 3.5): {@code sin(t
 * / 10000^(2i/d))} to number 2i, the cosine to number 2i + 1. Shape {@code [batch, time, d]} in and
 * out; nothing is learned, so that it means something at any length.
 */
public record SinusoidalPositions() implements Layer {
  private static final double LONGEST = 10_000;

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    int time = Math.toIntExact(x.shape().get(1));
    int width = Math.toIntExact(x.shape().get(2));
    return scope
        .tf()
        .math
        .add(x, scope.tf().constant(Shape.of(1, time, width), DataBuffers.of(table(time, width))));
  }

  /** Row-major, {@code [time, width]}. */
  static float[] table(int time, int width) {
    float[] table = new float[time * width];
    for (int t = 0; t < time; t++) {
      for (int k = 0; k < width; k++) {
        double angle = t / Math.pow(LONGEST, (double) (k - k % 2) / width);
        table[t * width + k] = (float) (k % 2 == 0 ? Math.sin(angle) : Math.cos(angle));
      }
    }
    return table;
  }
}
