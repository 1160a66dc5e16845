package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.image.ResizeBilinear;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import palestra.networks.Scope;

/**
 * Makes pictures larger: from {@code [batch, height, width, channels]} to {@code [batch, factor
 * height, factor width, channels]}. Learns nothing.
 *
 * @param factor pixels for one, along each side
 * @param kind what is between the old pixels
 */
public record Upsample(int factor, Kind kind) implements Layer {

  /** What is between the old pixels. */
  public enum Kind {
    /** The nearest one again. */
    NEAREST,
    /** The mean of the four around, weighted by nearness, pixels taken for small squares. */
    BILINEAR
  }

  public Upsample {
    Pictures.atLeastOne("upsampling", "factor", factor);
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    Shape in = Pictures.require("upsampling " + scope.path(), x);
    Operand<TInt32> size =
        tf.constant(
            new int[] {Math.toIntExact(in.get(1) * factor), Math.toIntExact(in.get(2) * factor)});
    return kind == Kind.NEAREST
        ? tf.image.resizeNearestNeighbor(x, size)
        : tf.image.resizeBilinear(x, size, ResizeBilinear.halfPixelCenters(true));
  }
}
