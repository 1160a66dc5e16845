package palestra.networks.layers;

import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/**
 * A graph convolution (GCN; Kipf and Welling 2017, eq. 2): {@code activation(D^-1/2 (A + I) D^-1/2
 * H W)}, from {@code [batch, nodes, in]} to {@code [batch, nodes, units]}. Each node becomes a
 * weighted mean of its neighbours and itself; k layers see k edges far, and many layers make all
 * nodes alike. Padded nodes stay 0 under activations that keep 0. Neighbours count by their degrees
 * alone: where it matters which neighbour, or what the edge is, use {@link MessagePassing}. The
 * adjacency matrices are dense, so graphs of some hundred nodes are the limit. Variable: {@code
 * kernel [in, units]}; there is no bias, as in the paper.
 *
 * @param units width of the output
 */
public record GraphConvolution(int units, Activation activation) {

  public GraphConvolution {
    if (units < 1) {
      throw new IllegalArgumentException("a graph convolution needs at least 1 unit, not " + units);
    }
  }

  /**
   * Adds the layer.
   *
   * @param nodes {@code [batch, nodes, in]}
   * @param adjacency as {@link Graphs#normalisedAdjacency} makes it, once for all layers
   */
  public Operand<TFloat32> apply(
      Scope scope, Operand<TFloat32> nodes, Operand<TFloat32> adjacency) {
    Operand<TFloat32> w =
        scope.variable(
            "kernel", Shape.of(nodes.shape().get(2), units), Initializer.glorotUniform());
    Operand<TFloat32> products =
        Rows.apply(scope, (s, rows) -> s.tf().linalg.matMul(rows, w), nodes);
    return activation.apply(
        scope, scope.tf().train.batchMatMul(adjacency, products, TFloat32.class));
  }
}
