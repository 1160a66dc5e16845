package palestra.networks.layers;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;

/** Checks that layers of pictures share; each refusal is one line. */
final class Pictures {
  private Pictures() {}

  static void atLeastOne(String layer, String setting, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          layer + ": " + setting + " must be at least 1, but is " + value);
    }
  }

  /**
   * The shape of pictures.
   *
   * @throws IllegalArgumentException if it is another one, or not wholly known
   */
  static Shape require(String layer, Operand<TFloat32> x) {
    Shape shape = x.shape();
    if (shape.numDimensions() != 4 || shape.hasUnknownDimension()) {
      throw new IllegalArgumentException(
          layer + " takes [batch, height, width, channels], all known, not " + shape);
    }
    return shape;
  }

  /** As {@link #require}, of pictures that a window without padding fits into. */
  static Shape require(String layer, Operand<TFloat32> x, Padding padding, int reach) {
    Shape shape = require(layer, x);
    if (padding == Padding.VALID && (shape.get(1) < reach || shape.get(2) < reach)) {
      throw new IllegalArgumentException(
          "%s: a window of %d x %d does not fit into a picture of %d x %d; pad it, or take larger pictures"
              .formatted(layer, reach, reach, shape.get(1), shape.get(2)));
    }
    return shape;
  }

  /** A setting along height and width, as TensorFlow wants it for all four axes. */
  static List<Long> alongBoth(int value) {
    return List.of(1L, (long) value, (long) value, 1L);
  }
}
