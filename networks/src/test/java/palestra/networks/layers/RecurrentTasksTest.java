package palestra.networks.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.losses.Losses;
import palestra.networks.tasks.Learner;

/** What layers that remember can learn: the addition problem, and to say what was said. */
class RecurrentTasksTest {
  private static final int BATCH = 32;

  static Stream<Recurrent> gated() {
    return Stream.of(new Lstm(32), new Gru(32));
  }

  /** The layer over sequences from an empty memory, and a dense layer at each step. */
  private static Operand<TFloat32> answers(
      Model model, Recurrent layer, Operand<TFloat32> x, int units) {
    Ops tf = model.scope().tf();
    int time = (int) x.shape().get(0);
    Recurrent.Steps steps =
        layer.apply(
            model.scope().child("memory"),
            x,
            tf.constant(new float[BATCH][layer.stateSize()]),
            tf.constant(new float[time][BATCH]));
    return Rows.apply(
        model.scope().child("head"),
        new Dense(units, Activation.LINEAR, Initializer.glorotUniform()),
        steps.outputs());
  }

  /**
   * The addition problem (Hochreiter and Schmidhuber 1997, section 5.4) over 12 steps: the sum of
   * the two numbers that are marked. Who always says 1 has the mean squared error 1/6.
   */
  @ParameterizedTest
  @MethodSource("gated")
  void addsTwoMarkedNumbers(Recurrent layer) {
    int time = 12;
    Random random = new Random(1);
    try (Model model = new Model(Device.CPU, 1)) {
      Ops tf = model.scope().tf();
      Operand<TFloat32> x = model.input("x", TFloat32.class, time, BATCH, 2);
      Operand<TFloat32> sums = model.input("sums", TFloat32.class, BATCH, 1);
      Operand<TFloat32> last =
          tf.unstack(answers(model, layer, x, 1), (long) time).output().get(time - 1);
      Operand<TFloat32> loss = Losses.meanSquaredError(model.scope(), last, sums);
      Learner learner =
          new Learner(model, loss, model.endpoint("learn").input("x", x).input("sums", sums));
      Runnable fill = () -> additions(learner.endpoint(), time, random);
      learner.train(800, 0.01, fill);
      Endpoint test =
          model.endpoint("test").input("x", x).input("sums", sums).output("loss", loss).build();
      double error = 0;
      for (int i = 0; i < 20; i++) {
        additions(test, time, random);
        test.run();
        error += test.result("loss").get(0) / 20;
      }
      assertThat(error).isLessThan(0.01);
    }
  }

  private static void additions(Endpoint endpoint, int time, Random random) {
    FloatBuffer x = endpoint.floats("x");
    for (int b = 0; b < BATCH; b++) {
      int first = random.nextInt(time / 2);
      int second = time / 2 + random.nextInt(time / 2);
      float sum = 0;
      for (int t = 0; t < time; t++) {
        float value = random.nextFloat();
        boolean marked = t == first || t == second;
        x.put((t * BATCH + b) * 2, value).put((t * BATCH + b) * 2 + 1, marked ? 1 : 0);
        sum += marked ? value : 0;
      }
      endpoint.floats("sums").put(b, sum);
    }
  }

  /** Four symbols of three, a pause of two, and then the four again: who guesses has one in 3. */
  @ParameterizedTest
  @MethodSource("gated")
  void saysWhatWasSaid(Recurrent layer) {
    int said = 4;
    int symbols = 3;
    int time = 2 * said + 2;
    Random random = new Random(2);
    try (Model model = new Model(Device.CPU, 1)) {
      Ops tf = model.scope().tf();
      Operand<TFloat32> x = model.input("x", TFloat32.class, time, BATCH, symbols + 1);
      Operand<TInt64> right = model.input("right", TInt64.class, (long) said * BATCH);
      Operand<TFloat32> answers =
          tf.reshape(
              answers(model, layer, x, symbols), tf.constant(new int[] {time * BATCH, symbols}));
      int[] parts = {(said + 2) * BATCH, said * BATCH};
      Operand<TFloat32> atTheEnd =
          tf.splitV(answers, tf.constant(parts), tf.constant(0), 2L).output().get(1);
      Operand<TFloat32> loss = Losses.categoricalCrossEntropy(model.scope(), atTheEnd, right);
      Endpoint.Builder builder = model.endpoint("learn").input("x", x).input("right", right);
      Learner learner = new Learner(model, loss, builder.output("answers", atTheEnd));
      Runnable fill = () -> sayings(learner.endpoint(), said, symbols, random);
      learner.train(600, 0.02, fill);
      int rightly = 0;
      for (int i = 0; i < 10; i++) {
        // A batch that was never seen; what it teaches comes after its answers.
        learner.train(1, 0.001, fill);
        FloatBuffer numbers = learner.endpoint().result("answers");
        for (int row = 0; row < said * BATCH; row++) {
          int answer = Learner.largest(numbers, row, symbols);
          rightly += answer == learner.endpoint().longs("right").get(row) ? 1 : 0;
        }
      }
      assertThat(rightly / (10.0 * said * BATCH)).isGreaterThan(0.97);
    }
  }

  private static void sayings(Endpoint endpoint, int said, int symbols, Random random) {
    int time = 2 * said + 2;
    int width = symbols + 1;
    FloatBuffer x = endpoint.floats("x");
    for (int i = 0; i < x.capacity(); i++) {
      x.put(i, 0);
    }
    for (int b = 0; b < BATCH; b++) {
      for (int t = 0; t < said; t++) {
        int symbol = random.nextInt(symbols);
        x.put((t * BATCH + b) * width + symbol, 1);
        endpoint.longs("right").put(t * BATCH + b, symbol);
      }
      for (int t = said + 2; t < time; t++) {
        x.put((t * BATCH + b) * width + symbols, 1);
      }
    }
  }
}
