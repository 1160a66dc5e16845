package palestra.networks.gradients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.LSTMBlockCell;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import palestra.networks.Device;
import palestra.networks.Evaluate;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.losses.Losses;

class GradientsTest {
  private final Model model = new Model(Device.CPU, 1);
  private final Scope scope = model.scope();
  private final Ops tf = scope.tf();

  @AfterEach
  void close() {
    model.close();
  }

  private Operand<TFloat32> total(Operand<TFloat32> x) {
    return tf.math.mul(Losses.mean(scope, x), tf.constant((float) x.shape().size()));
  }

  private float[] gradient(Operand<TFloat32> loss, Operand<TFloat32> by) {
    return Evaluate.floats(model, Gradients.of(scope, loss, List.of(by)).get(0));
  }

  @Test
  void stopGradientIsWhereItEnds() {
    Operand<TFloat32> x = tf.constant(new float[] {2, 3});
    Operand<TFloat32> loss = total(tf.math.mul(x, tf.stopGradient(tf.math.square(x))));
    assertThat(gradient(loss, x)).containsExactly(4, 9);
    assertThat(gradient(total(tf.stopGradient(x)), x)).containsExactly(0, 0);
  }

  @Test
  void zerosWhereTheLossDoesNotDepend() {
    Operand<TFloat32> x = tf.constant(new float[] {2, 3});
    Operand<TFloat32> other = tf.constant(new float[][] {{1}, {2}, {3}});
    assertThat(gradient(total(x), other)).containsExactly(0, 0, 0);
  }

  @Test
  void byInputsAndByWhatIsBetween() {
    Operand<TFloat32> x = tf.constant(new float[] {2, 3});
    Operand<TFloat32> squares = tf.math.square(x);
    Operand<TFloat32> loss = total(tf.math.mul(squares, squares));
    List<Operand<TFloat32>> both = Gradients.of(scope, loss, List.of(squares, x, loss));
    assertThat(Evaluate.floats(model, both.get(0))).containsExactly(8, 18);
    assertThat(Evaluate.floats(model, both.get(1))).containsExactly(32, 108);
    assertThat(Evaluate.floats(model, both.get(2))).containsExactly(1);
  }

  @Test
  void aVariableUsedTwiceGetsBothShares() {
    Operand<TFloat32> w = scope.variable("w", Shape.of(2), Initializer.constant(3));
    Operand<TFloat32> loss = total(tf.math.add(tf.math.mul(w, w), tf.math.mul(w, tf.constant(5f))));
    assertThat(gradient(loss, w)).containsExactly(11, 11);
  }

  /** Numbers of rows, comparisons and casts to integers count: nothing flows through them. */
  @Test
  void integersAndMasksCarryNone() {
    Operand<TFloat32> x = tf.constant(new float[] {-1, 2, 3});
    Operand<TInt64> largest = tf.math.argMax(x, tf.constant(0));
    Operand<TFloat32> picked = tf.gather(x, largest, tf.constant(0));
    assertThat(gradient(tf.math.square(picked), x)).containsExactly(0, 0, 6);
    Operand<TFloat32> positive =
        tf.dtypes.cast(tf.math.greater(x, tf.constant(0f)), TFloat32.class);
    assertThat(gradient(total(tf.math.mul(positive, x)), x)).containsExactly(0, 1, 1);
    Operand<TFloat32> whole =
        tf.dtypes.cast(tf.dtypes.cast(tf.math.mul(x, x), TInt32.class), TFloat32.class);
    assertThat(gradient(total(tf.math.mul(whole, x)), x)).containsExactly(1, 4, 9);
  }

  @Test
  void floorIsFlat() {
    Operand<TFloat32> x = tf.constant(new float[] {1.5f, -2.5f});
    assertThat(gradient(total(tf.math.floor(tf.math.mul(x, x))), x)).containsExactly(0, 0);
  }

  /** Without static shapes, TensorFlow's rules serve. */
  @Test
  void unknownShapes() {
    Operand<TFloat32> x =
        tf.placeholderWithDefault(tf.constant(new float[][] {{0.5f, 0.5f}}), Shape.of(-1, 2));
    Operand<TInt32> all = tf.constant(new int[] {0, 1});
    Operand<TFloat32> loss =
        tf.sum(tf.math.mul(tf.math.tanh(x), tf.constant(new float[] {1, 2})), all);
    Operand<TFloat32> first = Gradients.of(scope, loss, List.of(x)).get(0);
    assertThat(first.shape().hasUnknownDimension()).isTrue();
    Operand<TFloat32> second = Gradients.of(scope, tf.sum(first, all), List.of(x)).get(0);
    double tanh = Math.tanh(0.5);
    double slope = 1 - tanh * tanh;
    Operand<TInt32> row = tf.constant(new int[] {2});
    assertThat(Evaluate.floats(model, tf.reshape(first, row)))
        .containsExactly(new float[] {(float) slope, (float) (2 * slope)}, within(1e-6f));
    assertThat(Evaluate.floats(model, tf.reshape(second, row)))
        .containsExactly(
            new float[] {(float) (-2 * tanh * slope), (float) (-4 * tanh * slope)}, within(1e-6f));
  }

  @Test
  void refusesWhatHasNoGradientByTypeAndName() {
    Operand<TFloat32> x = tf.constant(new float[] {0.5f, 0.5f});
    Operand<TFloat32> loss = total(tf.withName("myDigamma").math.digamma(x));
    assertThatThrownBy(() -> gradient(loss, x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Digamma (at myDigamma)")
        .hasMessageContaining("stopGradient");
    assertThat(gradient(total(tf.stopGradient(tf.math.digamma(x))), x)).containsExactly(0, 0);
  }

  /** Those that DESIGN.md leaves without a rule; TensorFlow itself may end the process on them. */
  @ParameterizedTest
  @ValueSource(strings = {"Cholesky", "LSTMBlockCell", "Betainc"})
  void refusesBeforeTensorFlowIsAsked(String type) {
    Operand<TFloat32> x = tf.constant(new float[][] {{2, 0}, {0, 2}});
    Operand<TFloat32> y =
        switch (type) {
          case "Cholesky" -> tf.linalg.cholesky(x);
          case "Betainc" -> tf.math.betainc(x, x, x);
          default -> {
            Operand<TFloat32> row = tf.zeros(tf.constant(new int[] {8}), TFloat32.class);
            Operand<TFloat32> weights = tf.zeros(tf.constant(new int[] {4, 8}), TFloat32.class);
            Operand<TFloat32> two = tf.zeros(tf.constant(new int[] {2}), TFloat32.class);
            yield LSTMBlockCell.create(tf.scope(), x, x, x, weights, two, two, two, row).h();
          }
        };
    assertThatThrownBy(() -> gradient(total(y), x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(type + " (at ");
  }

  /** The copy that TensorFlow is asked about must not change how later operations are read. */
  @Test
  void entangledInputsLeaveTheGraphAsItIs() {
    Operand<TFloat32> x = tf.constant(new float[] {2});
    assertThat(gradient(total(tf.math.pow(x, tf.math.square(x))), x)[0])
        .isCloseTo((float) (16 * (2 + 4 * Math.log(2))), within(1e-3f));
    assertThat(model.input("scalar", TFloat32.class).shape().numDimensions()).isZero();
  }

  @Test
  void asksForAScalar() {
    Operand<TFloat32> x = tf.constant(new float[] {1, 2});
    assertThatThrownBy(() -> gradient(tf.math.square(x), x))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scalar")
        .hasMessageContaining("[2]");
  }
}
