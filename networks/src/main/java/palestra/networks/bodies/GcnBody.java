package palestra.networks.bodies;

import java.util.Arrays;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.layers.Activation;
import palestra.networks.layers.GraphConvolution;
import palestra.networks.layers.GraphPooling;
import palestra.networks.layers.Graphs;

/**
 * Graph convolutions one after the other (Kipf and Welling 2017), ReLU after each, and the nodes
 * pooled: from a graph in one row, as {@link GraphRows} lays it out, to the last width.
 *
 * @param nodes room for nodes in the row
 * @param features numbers that are known of each node
 * @param edges room for edges in the row
 * @param widths units of each convolution; as many edges far does a node see
 * @param pooling from the nodes to the graph
 */
public record GcnBody(
    int nodes, int features, int edges, List<Integer> widths, GraphPooling pooling)
    implements Body {
  /** The name's own settings. */
  static final GcnBody DEFAULTS = new GcnBody(16, 4, 32, List.of(64, 64), GraphPooling.MEAN);

  public GcnBody {
    Checks.atLeast("gcn: nodes", nodes, 1);
    Checks.atLeast("gcn: features", features, 1);
    Checks.atLeast("gcn: edges", edges, 1);
    widths = List.copyOf(widths);
    Checks.atLeast("gcn: the number of widths", widths.size(), 1);
    Checks.positive("gcn: widths", widths);
  }

  /** How its input lies in a row. */
  public GraphRows rows() {
    return new GraphRows(nodes, features, edges);
  }

  @Override
  public Input input() {
    return Input.GRAPH;
  }

  @Override
  public void check(long... shape) {
    if (shape.length != 1 || shape[0] != rows().size()) {
      throw new IllegalArgumentException(
          ("gcn reads rows of %d numbers, for nodes=%d features=%d edges=%d, not of %s; set what"
                  + " the graphs have")
              .formatted(rows().size(), nodes, features, edges, Arrays.toString(shape)));
    }
  }

  @Override
  public Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x) {
    Graphs graphs = rows().read(scope, x);
    Operand<TFloat32> adjacency = graphs.normalisedAdjacency(scope);
    Operand<TFloat32> h = graphs.nodes();
    for (int i = 0; i < widths.size(); i++) {
      Scope here = scope.child("convolution" + i);
      h = new GraphConvolution(widths.get(i), Activation.RELU).apply(here, h, adjacency);
      scope.stage("convolution" + i, h);
    }
    Operand<TFloat32> y = pooling.apply(scope, h, graphs.nodeMask());
    scope.stage("out", y);
    return y;
  }
}
