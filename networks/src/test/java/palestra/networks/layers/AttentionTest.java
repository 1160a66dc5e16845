package palestra.networks.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.DirectionalGradients;
import palestra.networks.Endpoint;
import palestra.networks.Evaluate;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.gradients.Gradients;

/** Attention, transformers' blocks, embeddings and positions: gradients, masks, values by hand. */
class AttentionTest {
  private static final int BATCH = 2;
  private static final int TIME = 4;
  private static final int WIDTH = 6;
  private static final Shape SEQUENCE = Shape.of(BATCH, TIME, WIDTH);

  /** The second sequence ends after two steps. */
  private static final float[][] KEEP = {{1, 1, 1, 1}, {1, 1, 0, 0}};

  private static Operand<TFloat32> masks(Scope scope) {
    return scope
        .tf()
        .math
        .add(
            AttentionMasks.causal(scope, TIME),
            AttentionMasks.padding(scope, scope.tf().constant(KEEP)));
  }

  @Test
  void gradientsOfSelfAttention() {
    DirectionalGradients.hold(
        List.of(SEQUENCE),
        (scope, xs) ->
            new MultiHeadAttention(2, WIDTH, 0).apply(scope, xs.get(0), xs.get(0), masks(scope)));
  }

  @Test
  void gradientsOfCrossAttention() {
    DirectionalGradients.hold(
        List.of(SEQUENCE, Shape.of(BATCH, 3, 5)),
        (scope, xs) ->
            new MultiHeadAttention(3, WIDTH, 0).apply(scope, xs.get(0), xs.get(1), null));
  }

  @Test
  void gradientsOfBlocks() {
    DirectionalGradients.hold(
        List.of(SEQUENCE), (scope, xs) -> new EncoderLayer(2, 8, 0).apply(scope, xs.get(0)));
    DirectionalGradients.hold(
        List.of(SEQUENCE, Shape.of(BATCH, 3, 5)),
        (scope, xs) ->
            new DecoderLayer(2, 8, 0).apply(scope, xs.get(0), masks(scope), xs.get(1), null));
  }

  @Test
  void gradientsOfEmbeddingsAndPositions() {
    DirectionalGradients.hold(
        List.of(),
        (scope, xs) -> {
          // Token 2 stands there twice, so that its row gets two shares.
          var ids = scope.tf().constant(new float[][] {{0, 2, 2}, {3, 1, 2}});
          Operand<TFloat32> x = new Embedding(5, 4).apply(scope.child("tokens"), ids);
          x = new LearnedPositions().apply(scope.child("positions"), x);
          return scope.tf().math.square(new SinusoidalPositions().apply(scope, x));
        });
  }

  /** One head, width 1, all weights 1: the softmax of q k over the values. */
  @Test
  void attentionByHand() {
    try (Model model = new Model(Device.CPU, 1)) {
      var tf = model.scope().tf();
      var x = tf.constant(new float[][][] {{{1}, {2}}});
      Operand<TFloat32> y = new MultiHeadAttention(1, 1, 0).apply(model.scope(), x);
      Endpoint.Builder ones = model.endpoint("ones");
      List<String> names = List.copyOf(model.trainableShapes().keySet());
      for (int i = 0; i < names.size(); i++) {
        Operand<TFloat32> weight = model.scope().trainable().get(i);
        float value = names.get(i).endsWith("kernel") ? 1 : 0;
        ones.target(tf.assign(weight, tf.fill(tf.constant(weight.shape()), tf.constant(value))));
      }
      ones.build().run();
      float[] values = Evaluate.floats(model, y);
      for (int query = 1; query <= 2; query++) {
        double first = Math.exp(query);
        double second = Math.exp(2 * query);
        assertThat((double) values[query - 1])
            .isCloseTo((first + 2 * second) / (first + second), within(1e-6));
      }
    }
  }

  /** A graph of one input, its output, and the output's gradient by the input for some rows. */
  private static final class Probe implements AutoCloseable {
    final Model model = new Model(Device.CPU, 3);
    private final Endpoint endpoint;
    private final float[] x;

    /** The gradient is that of the outputs at one step of one sequence. */
    Probe(BiFunction<Scope, Operand<TFloat32>, Operand<TFloat32>> layer, int sequence, int step) {
      var tf = model.scope().tf();
      Operand<TFloat32> in = model.input("x", TFloat32.class, BATCH, TIME, WIDTH);
      Operand<TFloat32> y = layer.apply(model.scope().child("layer"), in);
      float[][][] chosen = new float[BATCH][TIME][WIDTH];
      for (int k = 0; k < WIDTH; k++) {
        chosen[sequence][step][k] = k + 1;
      }
      Operand<TFloat32> sum =
          tf.sum(tf.math.mul(y, tf.constant(chosen)), tf.constant(new int[] {0, 1, 2}));
      x = DirectionalGradients.randoms(new Random(2), BATCH * TIME * WIDTH);
      endpoint =
          model
              .endpoint("probe")
              .input("x", in)
              .output("y", y)
              .output("gradient", Gradients.of(model.scope(), sum, List.of(in)).get(0))
              .build();
    }

    void disturb(int sequence, int step) {
      for (int k = 0; k < WIDTH; k++) {
        x[(sequence * TIME + step) * WIDTH + k] += 3 + k;
      }
    }

    float[] at(String output, int sequence, int step) {
      endpoint.feed("x", x).run();
      float[] row = new float[WIDTH];
      endpoint.result(output).get((sequence * TIME + step) * WIDTH, row);
      return row;
    }

    @Override
    public void close() {
      model.close();
    }
  }

  @Test
  void theFutureDoesNotChangeThePast() {
    try (Probe probe = new Probe((s, x) -> new EncoderLayer(2, 8, 0).apply(s, x, masks(s)), 0, 1)) {
      float[][] before = {probe.at("y", 0, 0), probe.at("y", 0, 1), probe.at("y", 0, 3)};
      probe.disturb(0, 2);
      assertThat(probe.at("y", 0, 0)).isEqualTo(before[0]);
      assertThat(probe.at("y", 0, 1)).isEqualTo(before[1]);
      assertThat(probe.at("y", 0, 3)).isNotEqualTo(before[2]);
      assertZero(probe.at("gradient", 0, 2));
      assertZero(probe.at("gradient", 0, 3));
      assertThat(probe.at("gradient", 0, 0)).doesNotContain(0f);
    }
  }

  @Test
  void paddingIsSeenByNobody() {
    BiFunction<Scope, Operand<TFloat32>, Operand<TFloat32>> layer =
        (s, x) ->
            new EncoderLayer(2, 8, 0).apply(s, x, AttentionMasks.padding(s, s.tf().constant(KEEP)));
    try (Probe probe = new Probe(layer, 1, 0)) {
      float[] before = probe.at("y", 1, 0);
      float[] other = probe.at("y", 0, 0);
      probe.disturb(1, 2);
      probe.disturb(1, 3);
      assertThat(probe.at("y", 1, 0)).isEqualTo(before);
      assertZero(probe.at("gradient", 1, 2));
      assertZero(probe.at("gradient", 1, 3));
      probe.disturb(1, 1);
      assertThat(probe.at("y", 1, 0)).isNotEqualTo(before);
      assertThat(probe.at("y", 0, 0)).isEqualTo(other);
    }
  }

  private static void assertZero(float[] row) {
    assertThat(row).containsExactly(new float[row.length], within(0f));
  }

  @Test
  void dropoutActsInTrainingAlone() {
    try (Model model = new Model(Device.CPU, 3)) {
      Operand<TFloat32> x =
          model.scope().tf().constant(new float[][][] {{{1, 2}, {3, 4}, {5, -6}}});
      EncoderLayer layer = new EncoderLayer(1, 4, 0.5);
      Operand<TFloat32> training = layer.apply(model.scope().forTraining().child("l"), x);
      Operand<TFloat32> inference = layer.apply(model.scope().child("l"), x);
      Endpoint draw = model.endpoint("draw").output("y", training).build();
      float[] first = new float[6];
      float[] second = new float[6];
      draw.run();
      draw.result("y").get(0, first);
      draw.run();
      draw.result("y").get(0, second);
      assertThat(first).isNotEqualTo(second);
      assertThat(Evaluate.floats(model, inference))
          .isEqualTo(Evaluate.floats(model, layer.apply(model.scope().child("l"), x)));
    }
  }

  @Test
  void positionsByHand() {
    float[] table = SinusoidalPositions.table(3, 4);
    assertThat(Arrays.copyOf(table, 4)).containsExactly(0, 1, 0, 1);
    assertThat((double) table[4]).isCloseTo(Math.sin(1), within(1e-6));
    assertThat((double) table[5]).isCloseTo(Math.cos(1), within(1e-6));
    assertThat((double) table[10]).isCloseTo(Math.sin(0.02), within(1e-6));
    assertThat((double) table[11]).isCloseTo(Math.cos(0.02), within(1e-6));
  }

  @Test
  void refusals() {
    assertThatThrownBy(() -> new MultiHeadAttention(3, 8, 0))
        .hasMessage("attention needs a width that its heads divide, not width 8 and 3 heads");
    assertThatThrownBy(() -> new Embedding(0, 8))
        .hasMessage("an embedding needs at least 1 thing and 1 unit, not 0 and 8");
    assertThatThrownBy(() -> new EncoderLayer(0, 8, 0)).hasMessageContaining("at least 1 head");
    assertThatThrownBy(() -> new DecoderLayer(1, 0, 0)).hasMessageContaining("at least 1 head");
  }
}
