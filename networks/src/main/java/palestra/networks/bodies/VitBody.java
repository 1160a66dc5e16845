package palestra.networks.bodies;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * A vision transformer (ViT; Dosovitskiy et al. 2020): a picture's square patches, row by row, are
 * the steps of a sequence for a transformer's encoder, as {@link TransformerBody} is. It knows
 * nothing of neighbourhood beforehand: with few pictures a convolutional body learns faster.
 *
 * @param patch pixels of a patch's side, which must divide the picture's sides
 * @param width of every step
 * @param layers how many blocks
 * @param heads of each attention; they must divide width
 * @param dropout share of numbers that are dropped in training, in [0, 1); for agents 0
 */
public record VitBody(int patch, int width, int layers, int heads, double dropout) implements Body {
  /** The name's own settings. */
  static final VitBody DEFAULTS = new VitBody(7, 64, 2, 4, 0);

  public VitBody {
    Checks.atLeast("vit: patch", patch, 1);
    Sequences.checkTransformer("vit", width, layers, heads, dropout);
  }

  @Override
  public Input input() {
    return Input.PICTURE;
  }

  @Override
  public void check(long... shape) {
    Checks.picture("vit", patch, shape);
    if (shape[0] % patch != 0 || shape[1] % patch != 0) {
      throw new IllegalArgumentException(
          "vit needs a patch that divides the picture's sides, but %d does not divide %d x %d"
              .formatted(patch, shape[0], shape[1]));
    }
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Ops tf = scope.tf();
    long rows = x.shape().get(1) / patch;
    long columns = x.shape().get(2) / patch;
    long channels = x.shape().get(3);
    long batch = x.shape().get(0);
    Operand<TFloat32> cut =
        tf.reshape(
            x, tf.constant(new long[] {batch, rows, patch, columns, (long) patch * channels}));
    Operand<TFloat32> patches =
        tf.reshape(
            tf.linalg.transpose(cut, tf.constant(new int[] {0, 1, 3, 2, 4})),
            tf.constant(new long[] {batch, rows * columns, (long) patch * patch * channels}));
    scope.stage("patches", patches);
    return Sequences.encoded(scope, patches, width, layers, heads, dropout);
  }
}
