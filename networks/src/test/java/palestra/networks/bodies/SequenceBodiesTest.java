package palestra.networks.bodies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.DirectionalGradients;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.layers.GraphPooling;

/** Bodies over sequences, patches and graphs: text, shapes, parameters, gradients, refusals. */
class SequenceBodiesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rnn",
        "lstm units=32 layers=2",
        "gru",
        "transformer width=32 heads=2",
        "vit patch=4",
        "gcn nodes=5 features=3 edges=7 widths=8 pooling=max"
      })
  void textThereAndBack(String text) {
    assertThat(Body.valueOf(text).text()).isEqualTo(text);
  }

  static Stream<Arguments> counts() {
    return Stream.of(
        // kernel, recurrent kernel, bias
        Arguments.of("rnn units=8", new long[] {5, 3}, 3 * 8 + 8 * 8 + 8, 8),
        Arguments.of("lstm units=8", new long[] {5, 3}, 4 * (3 * 8 + 8 * 8 + 8), 8),
        Arguments.of("gru units=8", new long[] {5, 3}, 3 * (3 * 8 + 8 * 8 + 8) + 8, 8),
        Arguments.of(
            "gru units=8 layers=2",
            new long[] {5, 3},
            3 * (3 * 8 + 8 * 8 + 8) + 8 + 3 * (8 * 8 + 8 * 8 + 8) + 8,
            8),
        // in, front, positions, blocks of 12 w^2 + 13 w, norm
        Arguments.of(
            "transformer width=8 layers=2 heads=2",
            new long[] {5, 3},
            4 * 8 + 8 + 6 * 8 + 2 * (12 * 64 + 13 * 8) + 16,
            8),
        Arguments.of(
            "vit patch=4 width=8 layers=1 heads=2",
            new long[] {8, 12, 2},
            33 * 8 + 8 + 7 * 8 + 12 * 64 + 13 * 8 + 16,
            8),
        Arguments.of(
            "gcn nodes=5 features=3 edges=7 widths=8,6",
            new long[] {5 * 3 + 14 + 5 + 7},
            3 * 8 + 8 * 6,
            6));
  }

  @ParameterizedTest
  @MethodSource("counts")
  void parametersAndShapes(String text, long[] shape, long parameters, long features) {
    Bodies.Summary summary = Bodies.summary(Body.valueOf(text), shape);
    assertThat(summary.parameters()).isEqualTo(parameters);
    Model.Stage out = summary.stages().get(summary.stages().size() - 1);
    assertThat(out.path()).isEqualTo("out");
    assertThat(out.shape()).isEqualTo(Shape.of(1, features));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rnn units=4",
        "lstm units=4 layers=2",
        "gru units=4",
        "transformer width=4 heads=2"
      })
  void gradientsOverSequences(String text) {
    DirectionalGradients.hold(
        DirectionalGradients.SMALL_STEP,
        List.of(Shape.of(2, 3, 2)),
        (scope, xs) -> Body.valueOf(text).apply(scope, xs.get(0)));
  }

  @Test
  void gradientsOverPatches() {
    DirectionalGradients.hold(
        DirectionalGradients.SMALL_STEP,
        List.of(Shape.of(2, 4, 6, 2)),
        (scope, xs) ->
            Body.valueOf("vit patch=2 width=4 heads=2 layers=1").apply(scope, xs.get(0)));
  }

  /** The first patch holds the first two pixels of the first two lines. */
  @Test
  void patchesLieInRows() {
    float[][][][] picture = new float[1][4][4][1];
    for (int i = 0; i < 16; i++) {
      picture[0][i / 4][i % 4][0] = i;
    }
    try (Model model = new Model(Device.CPU, 1)) {
      Body.valueOf("vit patch=2 width=4 heads=1 layers=1")
          .apply(model.scope(), model.scope().tf().constant(picture));
      assertThat(model.stages().get(0).shape()).isEqualTo(Shape.of(1, 4, 4));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lstm units=0 | lstm: units must be at least 1, but is 0",
        "gru layers=0 | gru: layers must be at least 1, but is 0",
        "transformer heads=3 | transformer: width must be a multiple of heads, but is 64 with 3"
            + " heads",
        "vit dropout=1 | vit: dropout must be in [0, 1), but is 1.0",
        "gcn widths= | gcn: the number of widths must be at least 1, but is 0"
      })
  void settingsAreRefused(String text, String message) {
    assertThatThrownBy(() -> Body.valueOf(text)).hasMessage(message);
  }

  @Test
  void shapesAreRefused() {
    assertThatThrownBy(() -> Body.valueOf("lstm").check(4))
        .hasMessage("lstm goes over sequences [time, features], not [4]");
    assertThatThrownBy(() -> Body.valueOf("transformer").check(4, 4, 3))
        .hasMessage("transformer goes over sequences [time, features], not [4, 4, 3]");
    assertThatThrownBy(() -> Body.valueOf("vit").check(28, 30, 1))
        .hasMessage(
            "vit needs a patch that divides the picture's sides, but 7 does not divide 28 x 30");
    assertThatThrownBy(() -> Body.valueOf("gcn").check(10))
        .hasMessageStartingWith(
            "gcn reads rows of 176 numbers, for nodes=16 features=4 edges=32, not of [10]");
  }

  /** Nodes in another order, more room, or rubbish in the padding: the same features. */
  @ParameterizedTest
  @CsvSource({"mean", "sum", "max"})
  void aGraphIsTheSameHoweverItLies(String pooling) {
    float[][] nodes = {{1, 0.5f}, {-2, 1}, {0.3f, 0.7f}};
    float[][] turned = {nodes[2], nodes[0], nodes[1]};
    float[] first = gcn(pooling, 3, 2, nodes, new int[][] {{0, 1}, {1, 2}}, false);
    assertThat(gcn(pooling, 3, 2, turned, new int[][] {{2, 0}, {1, 2}}, false))
        .containsExactly(first, within(1e-6f));
    assertThat(gcn(pooling, 5, 4, nodes, new int[][] {{0, 1}, {1, 2}}, false))
        .containsExactly(first, within(1e-6f));
    assertThat(gcn(pooling, 5, 4, nodes, new int[][] {{0, 1}, {1, 2}}, true))
        .containsExactly(first, within(1e-6f));
  }

  private static float[] gcn(
      String pooling, int room, int edges, float[][] nodes, int[][] ends, boolean rubbish) {
    GcnBody body =
        new GcnBody(
            room,
            2,
            edges,
            List.of(4, 3),
            GraphPooling.valueOf(pooling.toUpperCase(java.util.Locale.ROOT)));
    float[] row = new float[body.rows().size()];
    body.rows().write(FloatBuffer.wrap(row), nodes, ends);
    if (rubbish) {
      row[2 * room - 1] = 77;
      row[2 * room + 2 * edges - 1] = 99;
    }
    try (Model model = new Model(Device.CPU, 5)) {
      Operand<TFloat32> x = model.input("x", TFloat32.class, 1, row.length);
      Operand<TFloat32> y = body.apply(model.scope(), x);
      Endpoint run = model.endpoint("run").input("x", x).output("y", y).build();
      run.feed("x", row).run();
      float[] copy = new float[3];
      run.result("y").get(0, copy);
      return copy;
    }
  }

  @Test
  void graphsWithoutRoomAreRefused() {
    GraphRows rows = new GraphRows(2, 1, 1);
    FloatBuffer row = FloatBuffer.allocate(rows.size());
    assertThatThrownBy(() -> rows.write(row, new float[3][1], new int[0][]))
        .hasMessage("a graph of 3 nodes and 0 edges has no room among 2 and 1");
    assertThatThrownBy(() -> rows.write(row, new float[2][1], new int[][] {{0, 2}}))
        .hasMessage("edge 0 ends at node 2, but there are 2 nodes");
  }
}
