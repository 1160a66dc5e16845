package palestra.networks.layers;

import java.util.Arrays;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.networks.Scope;

/**
 * A batch of graphs, each with as many places for nodes and edges as the largest has: what is over
 * is padding, which the masks tell. An edge at a padded node does not count. Padded edges must
 * still name some place, such as 0.
 *
 * @param nodes what is known of each node, {@code [batch, nodes, features]}
 * @param sources where each edge comes from, {@code [batch, edges]}, from 0 to nodes - 1
 * @param targets where each edge goes to, likewise
 * @param nodeMask {@code [batch, nodes]}, 1 for a node, 0 for padding
 * @param edgeMask {@code [batch, edges]}, 1 for an edge, 0 for padding
 */
public record Graphs(
    Operand<TFloat32> nodes,
    Operand<TInt64> sources,
    Operand<TInt64> targets,
    Operand<TFloat32> nodeMask,
    Operand<TFloat32> edgeMask) {

  public Graphs {
    require("nodes", nodes, 3);
    require("sources", sources, 2);
    long batch = nodes.shape().get(0);
    same("nodeMask", nodeMask, batch, nodes.shape().get(1));
    same("sources", sources, batch, sources.shape().get(1));
    same("targets", targets, batch, sources.shape().get(1));
    same("edgeMask", edgeMask, batch, sources.shape().get(1));
  }

  private static void require(String name, Operand<?> x, int axes) {
    if (x.shape().numDimensions() != axes || x.shape().hasUnknownDimension()) {
      throw new IllegalArgumentException(
          "%s of graphs must have %d known axes, but have the shape %s"
              .formatted(name, axes, x.shape()));
    }
  }

  private static void same(String name, Operand<?> x, long... shape) {
    if (!Arrays.equals(x.shape().asArray(), shape)) {
      throw new IllegalArgumentException(
          "%s of graphs must be %s, not %s".formatted(name, Arrays.toString(shape), x.shape()));
    }
  }

  /** The same graphs after a layer has worked on the nodes. */
  public Graphs with(Operand<TFloat32> newNodes) {
    return new Graphs(newNodes, sources, targets, nodeMask, edgeMask);
  }

  /**
   * {@code D^-1/2 (A + I) D^-1/2}, {@code [batch, nodes, nodes]}: who is whose neighbour, each node
   * its own too, with the degrees D of that (Kipf and Welling 2017, section 2.2). Edges count in
   * both directions, and once, however often they are named; rows and columns of padding are 0.
   */
  public Operand<TFloat32> normalisedAdjacency(Scope scope) {
    Ops tf = scope.tf();
    long batch = nodes.shape().get(0);
    int n = Math.toIntExact(nodes.shape().get(1));
    Operand<TFloat32> directed =
        tf.reshape(
            tf.math.unsortedSegmentSum(
                flat(tf, edgeMask), flat(tf, cells(tf)), tf.constant((int) batch * n * n)),
            tf.constant(new long[] {batch, n, n}));
    Operand<TFloat32> turned = tf.linalg.transpose(directed, tf.constant(new int[] {0, 2, 1}));
    Operand<TFloat32> some = tf.math.add(tf.math.add(directed, turned), tf.constant(identity(n)));
    Operand<TFloat32> rows = tf.reshape(nodeMask, tf.constant(new long[] {batch, n, 1}));
    Operand<TFloat32> columns = tf.reshape(nodeMask, tf.constant(new long[] {batch, 1, n}));
    Operand<TFloat32> adjacency =
        tf.math.mul(tf.math.mul(tf.math.minimum(some, tf.constant(1f)), rows), columns);
    // Padding has no degree; 1 there keeps its zeros zeros.
    Operand<TFloat32> degrees = tf.math.maximum(tf.sum(adjacency, tf.constant(2)), tf.constant(1f));
    Operand<TFloat32> roots = tf.math.rsqrt(degrees);
    return tf.math.mul(
        tf.math.mul(adjacency, tf.reshape(roots, tf.constant(new long[] {batch, n, 1}))),
        tf.reshape(roots, tf.constant(new long[] {batch, 1, n})));
  }

  /** Each edge's cell among all cells of all adjacency matrices. */
  private Operand<TInt64> cells(Ops tf) {
    long n = nodes.shape().get(1);
    return tf.math.add(tf.math.mul(places(tf, targets), tf.constant(n)), sources);
  }

  /** Nodes of one graph each as places among the nodes of all graphs, {@code [batch, edges]}. */
  Operand<TInt64> places(Ops tf, Operand<TInt64> ids) {
    long batch = nodes.shape().get(0);
    long n = nodes.shape().get(1);
    long[] offsets = new long[(int) batch];
    Arrays.setAll(offsets, b -> b * n);
    return tf.math.add(ids, tf.constant(Shape.of(batch, 1), DataBuffers.of(offsets)));
  }

  /** {@code [batch * n]} from {@code [batch, n]}. */
  static <T extends org.tensorflow.types.family.TType> Operand<T> flat(Ops tf, Operand<T> x) {
    return tf.reshape(x, tf.constant(new long[] {x.shape().size()}));
  }

  private static float[][] identity(int n) {
    float[][] identity = new float[n][n];
    for (int i = 0; i < n; i++) {
      identity[i][i] = 1;
    }
    return identity;
  }
}
