package palestra.networks.gradients;

import static org.tensorflow.internal.c_api.global.tensorflow.TF_DeleteImportGraphDefResults;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_GraphImportGraphDefWithResults;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_ImportGraphDefOptionsAddInputMapping;
import static org.tensorflow.internal.c_api.global.tensorflow.TF_OperationToNodeDef;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.TensorFlow;
import org.tensorflow.internal.c_api.TF_Buffer;
import org.tensorflow.internal.c_api.TF_ImportGraphDefOptions;
import org.tensorflow.internal.c_api.TF_Output;
import org.tensorflow.internal.c_api.TF_Status;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.VersionDef;
import palestra.networks.internal.NativeHandles;

/**
 * TensorFlow's own rule for one operation.
 *
 * <p>TensorFlow gives total derivatives: asked for those of {@code a^b} by {@code a} and {@code b =
 * f(a)}, it lets the one by {@code a} contain the way through {@code b}, which would then count
 * twice. Where one input depends on another, it is therefore asked about a copy of the operation
 * whose inputs stand each behind an identity of its own, so that none depends on another.
 */
final class TensorFlowRule {
  private TensorFlowRule() {}

  static List<Operand<?>> backward(
      Graph graph,
      Ops tf,
      GraphOperation op,
      List<Output<?>> gradients,
      Set<GraphOperation> passed) {
    Output<?>[] xs = new Output<?>[op.numInputs()];
    boolean entangled = inputsDepend(op, passed);
    for (int i = 0; i < xs.length; i++) {
      xs[i] = entangled ? tf.identity(op.input(i)).asOutput() : op.input(i);
    }
    GraphOperation asked = entangled ? copy(graph, tf, op, xs) : op;
    List<Output<?>> ys = new ArrayList<>();
    List<Output<?>> dys = new ArrayList<>();
    for (int i = 0; i < gradients.size(); i++) {
      // Some of TensorFlow's rules read the gradients of all outputs: none may be missing.
      if (Parts.floating(op.output(i).dataType())) {
        ys.add(asked.output(i));
        dys.add(
            gradients.get(i) == null ? tf.zerosLike(op.output(i)).asOutput() : gradients.get(i));
      }
    }
    Output<?>[] dxs =
        graph.addGradients(null, ys.toArray(Output<?>[]::new), xs, dys.toArray(Output<?>[]::new));
    List<Operand<?>> result = new ArrayList<>();
    for (Output<?> dx : dxs) {
      result.add(dx == null || dx.isClosed() ? null : dx);
    }
    return result;
  }

  /** Whether one input of {@code op} is computed from another. */
  private static boolean inputsDepend(GraphOperation op, Set<GraphOperation> passed) {
    Set<GraphOperation> inputs = new HashSet<>(Gradients.inputs(op));
    Deque<GraphOperation> waiting = new ArrayDeque<>(inputs);
    Set<GraphOperation> seen = new HashSet<>(inputs);
    while (!waiting.isEmpty()) {
      GraphOperation next = waiting.pop();
      if (passed.contains(next)) {
        for (GraphOperation earlier : Gradients.inputs(next)) {
          if (inputs.contains(earlier)) {
            return true;
          }
          if (seen.add(earlier)) {
            waiting.push(earlier);
          }
        }
      }
    }
    return false;
  }

  private static GraphOperation copy(Graph graph, Ops tf, GraphOperation op, Output<?>[] inputs) {
    if (TensorFlow.isOpStateful(op.type())) {
      throw new IllegalArgumentException(
          "no gradient is known for "
              + op.type()
              + " (at "
              + op.name()
              + ") where one of its inputs depends on another");
    }
    String name = tf.scope().makeOpName(op.type());
    NodeDef.Builder node = definition(op).toBuilder().setName(name).clearInput();
    node.removeAttr("_class");
    try (TF_Status status = TF_Status.newStatus();
        TF_ImportGraphDefOptions options = TF_ImportGraphDefOptions.newImportGraphDefOptions()) {
      for (int i = 0; i < inputs.length; i++) {
        node.addInput("input" + i);
        GraphOperation from = (GraphOperation) inputs[i].op();
        TF_ImportGraphDefOptionsAddInputMapping(
            options,
            "input" + i,
            0,
            new TF_Output().oper(from.getUnsafeNativeHandle()).index(inputs[i].index()));
      }
      GraphDef one = GraphDef.newBuilder().setVersions(versions()).addNode(node).build();
      try (TF_Buffer buffer = TF_Buffer.newBufferFromString(one)) {
        TF_DeleteImportGraphDefResults(
            TF_GraphImportGraphDefWithResults(NativeHandles.of(graph), buffer, options, status));
      }
      status.throwExceptionIfNotOK();
    }
    return graph.operation(name);
  }

  /** What is imported without a version is taken for ancient, and the whole graph with it. */
  private static VersionDef versions() {
    try (Graph empty = new Graph()) {
      return empty.toGraphDef().getVersions();
    }
  }

  private static NodeDef definition(GraphOperation op) {
    try (TF_Status status = TF_Status.newStatus();
        TF_Buffer buffer = TF_Buffer.newBuffer()) {
      TF_OperationToNodeDef(op.getUnsafeNativeHandle(), buffer, status);
      status.throwExceptionIfNotOK();
      return NodeDef.parseFrom(buffer.dataAsByteBuffer());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("TensorFlow's description of a node cannot be read", e);
    }
  }
}
