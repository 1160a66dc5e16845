package palestra.networks.bodies;

import java.nio.FloatBuffer;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.networks.Scope;
import palestra.networks.layers.Graphs;

/**
 * How a graph with room for so many nodes and edges lies in one row of numbers: first the features
 * of node 0, of node 1 and so on; then for each edge the node that it comes from and the node that
 * it goes to, as whole numbers; then for each node 1 if it is one and 0 if it is padding; then
 * likewise for each edge.
 *
 * @param nodes room for nodes
 * @param features numbers that are known of each
 * @param edges room for edges
 */
public record GraphRows(int nodes, int features, int edges) {

  public GraphRows {
    Checks.atLeast("a graph's nodes", nodes, 1);
    Checks.atLeast("a graph's features", features, 1);
    Checks.atLeast("a graph's edges", edges, 1);
  }

  /** Numbers of one row. */
  public int size() {
    return nodes * features + 2 * edges + nodes + edges;
  }

  /**
   * Lays a graph into a row.
   *
   * @param row from its position on, {@link #size} numbers are written
   * @param nodeFeatures of each node
   * @param ends source and target of each edge
   * @throws IllegalArgumentException if there is no room, or an edge ends at no node
   */
  public void write(FloatBuffer row, float[][] nodeFeatures, int[][] ends) {
    if (nodeFeatures.length > nodes || ends.length > edges) {
      throw new IllegalArgumentException(
          "a graph of %d nodes and %d edges has no room among %d and %d"
              .formatted(nodeFeatures.length, ends.length, nodes, edges));
    }
    for (int i = 0; i < nodes; i++) {
      for (int k = 0; k < features; k++) {
        row.put(i < nodeFeatures.length ? nodeFeatures[i][k] : 0);
      }
    }
    for (int i = 0; i < edges; i++) {
      for (int end = 0; end < 2; end++) {
        int node = i < ends.length ? ends[i][end] : 0;
        if (node < 0 || node >= Math.max(1, nodeFeatures.length)) {
          throw new IllegalArgumentException(
              "edge %d ends at node %d, but there are %d nodes"
                  .formatted(i, node, nodeFeatures.length));
        }
        row.put(node);
      }
    }
    for (int i = 0; i < nodes; i++) {
      row.put(i < nodeFeatures.length ? 1 : 0);
    }
    for (int i = 0; i < edges; i++) {
      row.put(i < ends.length ? 1 : 0);
    }
  }

  /** The graphs of some rows, {@code [batch, size]}. */
  public Graphs read(Scope scope, Operand<TFloat32> rows) {
    Ops tf = scope.tf();
    long batch = rows.shape().get(0);
    int[] sizes = {nodes * features, 2 * edges, nodes, edges};
    List<? extends Operand<TFloat32>> parts =
        tf.splitV(rows, tf.constant(sizes), tf.constant(1), 4L).output();
    Operand<TFloat32> edgeMask = parts.get(3);
    Operand<TFloat32> pairs = tf.reshape(parts.get(1), tf.constant(new long[] {batch, edges, 2}));
    List<? extends Operand<TFloat32>> ends =
        tf.unstack(pairs, 2L, org.tensorflow.op.core.Unstack.axis(2L)).output();
    return new Graphs(
        tf.reshape(parts.get(0), tf.constant(new long[] {batch, nodes, features})),
        ids(tf, ends.get(0), edgeMask),
        ids(tf, ends.get(1), edgeMask),
        parts.get(2),
        edgeMask);
  }

  /** Whatever stands in the place of a padded edge, it is read as node 0. */
  private static Operand<TInt64> ids(
      Ops tf, Operand<TFloat32> numbers, Operand<TFloat32> edgeMask) {
    return tf.dtypes.cast(tf.math.mul(numbers, edgeMask), TInt64.class);
  }
}
