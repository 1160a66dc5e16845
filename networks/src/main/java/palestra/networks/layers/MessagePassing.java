package palestra.networks.layers;

import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import palestra.networks.Initializer;
import palestra.networks.Scope;

/**
 * Message passing (Gilmer et al. 2017, eq. 1 and 2), a number of rounds with the same weights:
 *
 * <pre>
 * m_v = sum of M(h_v, h_w, e_wv) over the edges from w to v
 * h_v = U(h_v, m_v)
 * </pre>
 *
 * <p>with {@code M = relu(W [h_v; h_w; e] + b)} and a {@link Gru} as U (as Li et al. 2016 have it).
 * From {@code [batch, nodes, in]} to {@code [batch, nodes, units]}. Messages go along the edges'
 * direction: for what has none, name each edge twice. Padded nodes and edges send nothing. Scopes:
 * {@code start} brings the nodes to the width, {@code from}, {@code to} and {@code edge} are the
 * parts of W, {@code update} is U.
 *
 * @param units width of what nodes know
 * @param rounds how many edges far a node sees
 */
public record MessagePassing(int units, int rounds) {

  public MessagePassing {
    if (units < 1 || rounds < 1) {
      throw new IllegalArgumentException(
          "message passing needs at least 1 unit and 1 round, not %d and %d"
              .formatted(units, rounds));
    }
  }

  /**
   * Adds the layer.
   *
   * @param edges what is known of each edge, {@code [batch, edges, features]}; may be empty
   */
  public Operand<TFloat32> apply(Scope scope, Graphs graphs, Optional<Operand<TFloat32>> edges) {
    Ops tf = scope.tf();
    long batch = graphs.nodes().shape().get(0);
    long n = graphs.nodes().shape().get(1);
    Operand<TInt64> sources = Graphs.flat(tf, graphs.places(tf, graphs.sources()));
    Operand<TInt64> targets = Graphs.flat(tf, graphs.places(tf, graphs.targets()));
    Operand<TInt32> first = tf.constant(0);
    Operand<TFloat32> nodeMask =
        tf.reshape(graphs.nodeMask(), tf.constant(new long[] {batch * n, 1}));
    Operand<TFloat32> sent = edgeMask(tf, graphs, tf.gather(nodeMask, sources, first));
    Operand<TFloat32> ofEdges =
        edges.map(e -> rows(scope.child("edge"), e, Initializer.glorotUniform())).orElse(null);
    Operand<TFloat32> noStarts = tf.constant(new float[1][Math.toIntExact(batch * n)]);

    Operand<TFloat32> h =
        tf.math.mul(
            rows(scope.child("start"), graphs.nodes(), Initializer.glorotUniform()), nodeMask);
    for (int round = 0; round < rounds; round++) {
      // W [h_v; h_w; e] in parts: the products by the nodes are made once a node, not once an edge.
      Operand<TFloat32> sum =
          tf.math.add(
              tf.gather(part(scope.child("from"), h), sources, first),
              tf.gather(part(scope.child("to"), h), targets, first));
      if (ofEdges != null) {
        sum = tf.math.add(sum, ofEdges);
      }
      Operand<TFloat32> messages = tf.math.mul(tf.nn.relu(sum), sent);
      Operand<TFloat32> m =
          tf.math.unsortedSegmentSum(messages, targets, tf.constant((int) (batch * n)));
      Recurrent.Steps updated =
          new Gru(units)
              .apply(
                  scope.child("update"),
                  tf.reshape(m, tf.constant(new long[] {1, batch * n, units})),
                  h,
                  noStarts);
      h = tf.math.mul(updated.state(), nodeMask);
    }
    return tf.reshape(h, tf.constant(new long[] {batch, n, units}));
  }

  /** 1 where an edge is one, and comes from a node: {@code [batch * edges, 1]}. */
  private static Operand<TFloat32> edgeMask(Ops tf, Graphs graphs, Operand<TFloat32> sourceIsNode) {
    long[] column = {graphs.edgeMask().shape().size(), 1};
    return tf.math.mul(tf.reshape(graphs.edgeMask(), tf.constant(column)), sourceIsNode);
  }

  private Operand<TFloat32> part(Scope scope, Operand<TFloat32> h) {
    return new Dense(units, Activation.LINEAR, Initializer.glorotUniform()).apply(scope, h);
  }

  private Operand<TFloat32> rows(Scope scope, Operand<TFloat32> x, Initializer kernel) {
    long[] shape = {x.shape().size() / x.shape().get(2), x.shape().get(2)};
    return new Dense(units, Activation.LINEAR, kernel)
        .apply(scope, scope.tf().reshape(x, scope.tf().constant(shape)));
  }
}
