package palestra.networks.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.DirectionalGradients;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.gradients.Gradients;

/** Layers that remember: gradients, equations by hand, states passed on, starts of episodes. */
class RecurrentTest {
  private static final int TIME = 5;
  private static final int BATCH = 3;
  private static final int FEATURES = 2;

  static Stream<Recurrent> layers() {
    return Stream.of(new Rnn(4), new Lstm(4), new Gru(4));
  }

  /** A layer over sequences of one length. */
  private static final class Running implements AutoCloseable {
    final Model model = new Model(Device.CPU, 3);
    final Endpoint endpoint;

    Running(Recurrent layer, int time) {
      Operand<TFloat32> x = model.input("x", TFloat32.class, time, BATCH, FEATURES);
      Operand<TFloat32> state = model.input("state", TFloat32.class, BATCH, layer.stateSize());
      Operand<TFloat32> starts = model.input("starts", TFloat32.class, time, BATCH);
      Recurrent.Steps steps = layer.apply(model.scope().child("memory"), x, state, starts);
      Operand<TFloat32> sum =
          DirectionalGradients.weightedSum(model.scope(), steps.outputs(), new Random(1));
      endpoint =
          model
              .endpoint("run")
              .input("x", x)
              .input("state", state)
              .input("starts", starts)
              .output("outputs", steps.outputs())
              .output("after", steps.state())
              .output("byState", Gradients.of(model.scope(), sum, List.of(state)).get(0))
              .build();
    }

    float[] read(String output) {
      float[] copy = new float[endpoint.result(output).capacity()];
      endpoint.result(output).get(0, copy);
      return copy;
    }

    float[] run(float[] x, float[] state, float[] starts) {
      endpoint.feed("x", x).feed("state", state).feed("starts", starts).run();
      return read("outputs");
    }

    @Override
    public void close() {
      model.close();
    }
  }

  private static float[] part(float[] values, int piece, int pieces) {
    int n = values.length / pieces;
    return Arrays.copyOfRange(values, piece * n, (piece + 1) * n);
  }

  private static float[] randoms(int seed, int n) {
    return DirectionalGradients.randoms(new Random(seed), n);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void gradientsByWeightsInputsAndState(Recurrent layer) {
    DirectionalGradients.hold(
        List.of(Shape.of(TIME, BATCH, FEATURES), Shape.of(BATCH, layer.stateSize())),
        (scope, xs) -> {
          float[][] starts = new float[TIME][BATCH];
          starts[2][1] = 1;
          Recurrent.Steps steps =
              layer.apply(scope, xs.get(0), xs.get(1), scope.tf().constant(starts));
          var tf = scope.tf();
          Operand<TFloat32> all = tf.reshape(steps.outputs(), tf.constant(new int[] {-1, 1}));
          Operand<TFloat32> last = tf.reshape(steps.state(), tf.constant(new int[] {-1, 1}));
          return tf.concat(List.of(all, last), tf.constant(0));
        });
  }

  @ParameterizedTest
  @MethodSource("layers")
  void allStepsAtOnceAreSingleSteps(Recurrent layer) {
    float[] x = randoms(1, TIME * BATCH * FEATURES);
    float[] state = randoms(2, BATCH * layer.stateSize());
    float[] starts = new float[TIME * BATCH];
    starts[2 * BATCH + 1] = 1;
    try (Running all = new Running(layer, TIME);
        Running single = new Running(layer, 1)) {
      float[] outputs = all.run(x, state, starts);
      float[] after = state;
      for (int t = 0; t < TIME; t++) {
        float[] output = single.run(part(x, t, TIME), after, part(starts, t, TIME));
        assertThat(output).containsExactly(part(outputs, t, TIME), within(1e-6f));
        after = single.read("after");
      }
      assertThat(after).containsExactly(all.read("after"), within(1e-6f));
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void anEpisodeThatStartsInTheMiddleIsAFreshRun(Recurrent layer) {
    float[] x = randoms(1, TIME * BATCH * FEATURES);
    float[] starts = new float[TIME * BATCH];
    Arrays.fill(starts, 2 * BATCH, 3 * BATCH, 1);
    int rest = TIME - 2;
    try (Running all = new Running(layer, TIME);
        Running fresh = new Running(layer, rest)) {
      float[] outputs = all.run(x, randoms(2, BATCH * layer.stateSize()), starts);
      float[] later =
          fresh.run(
              Arrays.copyOfRange(x, 2 * BATCH * FEATURES, x.length),
              new float[BATCH * layer.stateSize()],
              new float[rest * BATCH]);
      assertThat(Arrays.copyOfRange(outputs, 2 * BATCH * layer.units(), outputs.length))
          .containsExactly(later, within(1e-6f));
      assertThat(all.read("after")).containsExactly(fresh.read("after"), within(1e-6f));
    }
  }

  @ParameterizedTest
  @MethodSource("layers")
  void noGradientPassesTheStartOfAnEpisode(Recurrent layer) {
    float[] starts = new float[TIME * BATCH];
    starts[1] = 1;
    try (Running all = new Running(layer, TIME)) {
      all.run(randoms(1, TIME * BATCH * FEATURES), randoms(2, BATCH * layer.stateSize()), starts);
      float[] byState = all.read("byState");
      assertThat(part(byState, 1, BATCH)).containsExactly(new float[layer.stateSize()], within(0f));
      assertThat(part(byState, 0, BATCH)).doesNotContain(0f);
      assertThat(part(byState, 2, BATCH)).doesNotContain(0f);
    }
  }

  /** One step of one unit with known weights. */
  @Test
  void equationsByHand() {
    double value = Math.tanh(0.5 * 2 + 0.25 * 0.4 + 0.1);
    assertThat(byHand(new Rnn(1))).containsExactly(new float[] {(float) value}, within(1e-6f));
    double gate = sigmoid(0.5 * 2 + 0.25 * 0.4 + 0.1);
    double c = gate * -0.3 + gate * value;
    assertThat(byHand(new Lstm(1)))
        .containsExactly(new float[] {(float) (gate * Math.tanh(c)), (float) c}, within(1e-6f));
    double n = Math.tanh(0.5 * 2 + 0.1 + gate * (0.25 * 0.4 + 0.1));
    assertThat(byHand(new Gru(1)))
        .containsExactly(new float[] {(float) ((1 - gate) * n + gate * 0.4)}, within(1e-6f));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** The state after x = 2 on h = 0.4 (c = -0.3), all of W 0.5, of U 0.25, of the biases 0.1. */
  private static float[] byHand(Recurrent layer) {
    try (Model model = new Model(Device.CPU, 1)) {
      var tf = model.scope().tf();
      float[] state = layer.stateSize() == 2 ? new float[] {0.4f, -0.3f} : new float[] {0.4f};
      Recurrent.Steps steps =
          layer.apply(
              model.scope(),
              tf.constant(new float[][][] {{{2}}}),
              tf.constant(new float[][] {state}),
              tf.constant(new float[][] {{0}}));
      Endpoint.Builder set = model.endpoint("set");
      List<Operand<TFloat32>> weights = model.scope().trainable();
      List<String> names = List.copyOf(model.trainableShapes().keySet());
      for (int i = 0; i < names.size(); i++) {
        float value =
            Map.of("kernel", 0.5f, "recurrentKernel", 0.25f).getOrDefault(names.get(i), 0.1f);
        set.target(
            tf.assign(
                weights.get(i), tf.fill(tf.constant(weights.get(i).shape()), tf.constant(value))));
      }
      set.build().run();
      Endpoint run = model.endpoint("run").output("state", steps.state()).build();
      run.run();
      float[] after = new float[state.length];
      run.result("state").get(0, after);
      return after;
    }
  }

  /** Evenly within 1/sqrt(units), the forget gate one higher. */
  @Test
  void firstValues() {
    try (Running running = new Running(new Lstm(4), 1)) {
      Map<String, float[]> values = running.model.values();
      for (float value : values.get("memory/recurrentKernel")) {
        assertThat(value).isBetween(-0.5f, 0.5f);
      }
      float[] bias = values.get("memory/bias");
      for (int i = 0; i < bias.length; i++) {
        float more = i >= 4 && i < 8 ? 1 : 0;
        assertThat(bias[i] - more).isBetween(-0.5f, 0.5f);
      }
    }
    assertThat(new Lstm(8).forgetBias()).isEqualTo(1);
  }

  @Test
  void refusals() {
    assertThatThrownBy(() -> new Lstm(0)).hasMessage("an LSTM needs at least 1 unit, not 0");
    assertThatThrownBy(() -> new Lstm(4, -1)).hasMessageStartingWith("forgetBias must be 0");
    try (Model model = new Model(Device.CPU, 1)) {
      var x = model.input("x", TFloat32.class, 5, 3, 2);
      var state = model.input("state", TFloat32.class, 3, 4);
      var starts = model.input("starts", TFloat32.class, 5, 3);
      assertThatThrownBy(() -> new Lstm(4).apply(model.scope(), x, state, starts))
          .hasMessage("the state must be [batch, stateSize] = [3, 8], not [3, 4]");
      assertThatThrownBy(() -> new Gru(4).apply(model.scope(), x, state, state))
          .hasMessage("the episode starts must be [time, batch] = [5, 3], not [3, 4]");
    }
  }

  @Test
  void memoryAsText() {
    assertThat(Memory.valueOf(" LSTM  64 ")).isEqualTo(new Memory(Memory.Kind.LSTM, 64));
    for (String text : List.of("none", "rnn 8", "lstm 64", "gru 128")) {
      assertThat(Memory.valueOf(text)).hasToString(text);
    }
    assertThat(Memory.valueOf("gru 128").layer()).isEqualTo(new Gru(128));
    assertThat(Memory.valueOf("lstm 8").layer()).isEqualTo(new Lstm(8));
    assertThat(Memory.valueOf("rnn 8").layer()).isEqualTo(new Rnn(8));
    assertThat(Memory.NONE.present()).isFalse();
    assertThatThrownBy(Memory.NONE::layer).isInstanceOf(IllegalStateException.class);
    for (String text : List.of("", "lstm", "lstm x", "none 3", "esn 4", "gru 4 4")) {
      assertThatThrownBy(() -> Memory.valueOf(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("cannot read the memory \"" + text + "\": use \"none\"");
    }
    assertThatThrownBy(() -> Memory.valueOf("lstm 0"))
        .hasMessage("the memory lstm needs at least 1 unit, not 0");
  }
}
