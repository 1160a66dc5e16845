package palestra.networks.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.networks.Device;
import palestra.networks.DirectionalGradients;
import palestra.networks.Endpoint;
import palestra.networks.Evaluate;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.gradients.Gradients;

/** Graphs: gradients, matrices by hand, padding that nothing sees. */
class GraphLayersTest {
  private static final int NODES = 4;

  /** A path of four nodes; a pair with a third by itself, and a padded node and edges. */
  private static Graphs graphs(Scope scope, Operand<TFloat32> nodes) {
    var tf = scope.tf();
    Operand<TInt64> sources = tf.constant(new long[][] {{0, 1, 2}, {1, 3, 2}});
    Operand<TInt64> targets = tf.constant(new long[][] {{1, 2, 3}, {0, 0, 1}});
    return new Graphs(
        nodes,
        sources,
        targets,
        tf.constant(new float[][] {{1, 1, 1, 1}, {1, 1, 1, 0}}),
        tf.constant(new float[][] {{1, 1, 1}, {1, 1, 0}}));
  }

  @Test
  void gradientsOfConvolutions() {
    DirectionalGradients.hold(
        List.of(Shape.of(2, NODES, 3)),
        (scope, xs) -> {
          Operand<TFloat32> a = graphs(scope, xs.get(0)).normalisedAdjacency(scope);
          Operand<TFloat32> h =
              new GraphConvolution(5, Activation.TANH).apply(scope.child("c0"), xs.get(0), a);
          return new GraphConvolution(2, Activation.LINEAR).apply(scope.child("c1"), h, a);
        });
  }

  @Test
  void gradientsOfMessages() {
    DirectionalGradients.hold(
        List.of(Shape.of(2, NODES, 3), Shape.of(2, 3, 2)),
        (scope, xs) ->
            new MessagePassing(4, 2)
                .apply(scope, graphs(scope, xs.get(0)), Optional.of(xs.get(1))));
  }

  @ParameterizedTest
  @EnumSource
  void gradientsOfPooling(GraphPooling pooling) {
    DirectionalGradients.hold(
        List.of(Shape.of(2, NODES, 3)),
        (scope, xs) -> {
          var mask = graphs(scope, xs.get(0)).nodeMask();
          return pooling.apply(scope, scope.tf().math.square(xs.get(0)), mask);
        });
  }

  /** Degrees with the loops: 2, 3, 3, 2 on the path, 2, 2, 1 beside it. */
  @Test
  void adjacencyByHand() {
    float[] a =
        Evaluate.floats(
            scope ->
                graphs(scope, scope.tf().constant(new float[2][NODES][1]))
                    .normalisedAdjacency(scope));
    float half = 0.5f;
    float sixth = (float) (1 / Math.sqrt(6));
    float third = 1 / 3f;
    assertThat(a)
        .containsExactly(
            new float[] {
              half, sixth, 0, 0, sixth, third, third, 0, 0, third, third, sixth, 0, 0, sixth, half,
              half, half, 0, 0, half, half, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0
            },
            within(1e-6f));
  }

  @Test
  void edgesNamedTwiceCountOnce() {
    float[] a =
        Evaluate.floats(
            scope -> {
              var tf = scope.tf();
              return new Graphs(
                      tf.constant(new float[1][2][1]),
                      tf.constant(new long[][] {{0, 1, 0}}),
                      tf.constant(new long[][] {{1, 0, 0}}),
                      tf.constant(new float[][] {{1, 1}}),
                      tf.constant(new float[][] {{1, 1, 1}}))
                  .normalisedAdjacency(scope);
            });
    assertThat(a).containsExactly(new float[] {0.5f, 0.5f, 0.5f, 0.5f}, within(1e-6f));
  }

  @Test
  void poolingByHand() {
    float[][][] nodes = {{{1, -2}, {3, -4}, {100, 100}}};
    float[][] mask = {{1, 1, 0}};
    assertThat(pooled(GraphPooling.SUM, nodes, mask)).containsExactly(4, -6);
    assertThat(pooled(GraphPooling.MEAN, nodes, mask)).containsExactly(2, -3);
    assertThat(pooled(GraphPooling.MAX, nodes, mask)).containsExactly(3, -2);
    for (GraphPooling pooling : GraphPooling.values()) {
      float[] nothing = pooled(pooling, nodes, new float[1][3]);
      assertThat(nothing).containsExactly(new float[2], within(0f));
    }
  }

  private static float[] pooled(GraphPooling pooling, float[][][] nodes, float[][] mask) {
    return Evaluate.floats(s -> pooling.apply(s, s.tf().constant(nodes), s.tf().constant(mask)));
  }

  /** What a padded node holds, and what edges at it say, changes nothing and has no gradient. */
  @Test
  void paddingChangesNothing() {
    for (boolean messages : new boolean[] {false, true}) {
      try (Model model = new Model(Device.CPU, 3)) {
        Scope scope = model.scope();
        Operand<TFloat32> nodes = model.input("x", TFloat32.class, 2, NODES, 2);
        Graphs graphs = graphs(scope, nodes);
        Operand<TFloat32> h =
            messages
                ? new MessagePassing(4, 2).apply(scope, graphs, Optional.empty())
                : new GraphConvolution(4, Activation.TANH)
                    .apply(scope, nodes, graphs.normalisedAdjacency(scope));
        Operand<TFloat32> y = GraphPooling.MEAN.apply(scope, h, graphs.nodeMask());
        Operand<TFloat32> sum = scope.tf().sum(y, scope.tf().constant(new int[] {0, 1}));
        Endpoint endpoint =
            model
                .endpoint("run")
                .input("x", nodes)
                .output("y", y)
                .output("gradient", Gradients.of(scope, sum, List.of(nodes)).get(0))
                .build();
        float[] x = DirectionalGradients.randoms(new java.util.Random(4), 2 * NODES * 2);
        endpoint.feed("x", x).run();
        float[] before = read(endpoint, "y");
        float[] gradient = read(endpoint, "gradient");
        assertThat(gradient[14]).isZero();
        assertThat(gradient[15]).isZero();
        assertThat(gradient[8]).isNotZero();
        x[14] = 50;
        x[15] = -50;
        endpoint.feed("x", x).run();
        assertThat(read(endpoint, "y")).isEqualTo(before);
      }
    }
  }

  private static float[] read(Endpoint endpoint, String output) {
    float[] copy = new float[endpoint.result(output).capacity()];
    endpoint.result(output).get(0, copy);
    return copy;
  }

  @Test
  void refusals() {
    assertThatThrownBy(() -> new GraphConvolution(0, Activation.RELU))
        .hasMessage("a graph convolution needs at least 1 unit, not 0");
    assertThatThrownBy(() -> new MessagePassing(4, 0))
        .hasMessage("message passing needs at least 1 unit and 1 round, not 4 and 0");
    try (Model model = new Model(Device.CPU, 1)) {
      var nodes = model.input("x", TFloat32.class, 3, NODES, 2);
      assertThatThrownBy(() -> graphs(model.scope(), nodes))
          .hasMessage("nodeMask of graphs must be [3, 4], not [2, 4]");
    }
  }
}
