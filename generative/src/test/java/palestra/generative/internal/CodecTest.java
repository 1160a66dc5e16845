package palestra.generative.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.losses.Losses;

/** Batches that dense networks see half by half. */
final class CodecTest {
  private static final int SIDE = 6;
  private static final Codec CODEC =
      Codec.of("mlp widths=16,8", "mlp widths=12", new TestPictures(SIDE));

  private static Operand<TFloat32> examples(Scope scope, int rows) {
    Random random = new Random(4);
    float[] numbers = new float[rows * SIDE * SIDE];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextFloat();
    }
    return scope.tf().reshape(scope.tf().constant(numbers), scope.tf().constant(CODEC.rows(rows)));
  }

  private static Operand<TFloat32> made(Scope scope, int rows) {
    return CODEC.decode(scope, CODEC.features(scope, examples(scope, rows)));
  }

  /** 63 rows cannot be halved: the first 63 of 64 must come out the same. */
  @Test
  void halvesAreTheWhole() {
    float[] halved = Graphs.values(scope -> made(scope, 64));
    float[] whole = Graphs.values(scope -> made(scope, 63));
    assertThat(halved).hasSize(64 * SIDE * SIDE);
    for (int i = 0; i < whole.length; i++) {
      assertThat(halved[i]).isCloseTo(whole[i], within(1e-5f));
    }
  }

  /** The mean square of the first 63 rows. */
  private static Operand<TFloat32> loss(Scope scope, int rows) {
    Ops tf = scope.tf();
    Operand<TFloat32> first =
        tf.slice(
            made(scope, rows),
            tf.constant(new int[] {0, 0}),
            tf.constant(new int[] {63, SIDE * SIDE}));
    return Losses.mean(scope, tf.math.square(first));
  }

  @Test
  void gradientsGoThroughBothHalves() {
    double halved = Graphs.slopes(scope -> loss(scope, 64), 1e-3)[0];
    double whole = Graphs.slopes(scope -> loss(scope, 63), 1e-3)[0];
    assertThat(halved).isCloseTo(whole, within(1e-5 * Math.abs(whole)));
  }
}
