package palestra.networks.gradients;

import static org.tensorflow.internal.c_api.global.tensorflow.TFJ_HasGradient;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;

/**
 * Reverse-mode differentiation of a graph (Griewank and Walther 2008, chapter 3).
 *
 * <p>Each operation between the variables and the loss is visited once, last first. Where {@link
 * GradientRules} has a rule, it adds few operations because it knows the static shapes:
 * TensorFlow's own rules ask for shapes at run time, which in a small graph costs more than the
 * mathematics. Any other operation gets TensorFlow's rule. An operation that neither knows is
 * refused by name before TensorFlow is asked, since TensorFlow may end the process instead.
 */
public final class Gradients {
  private final Graph graph;
  private final Ops tf;
  private final Map<GraphOperation, Map<Integer, List<Operand<?>>>> arriving = new HashMap<>();

  private Gradients(Ops tf) {
    this.graph = (Graph) tf.scope().env();
    this.tf = tf;
  }

  /**
   * Adds the gradients of a scalar by some operands.
   *
   * @return one per element of {@code by}, of its shape; zeros where {@code loss} does not depend
   *     on it
   * @throws IllegalArgumentException if an operation on the way has no gradient; names it
   */
  public static List<Operand<TFloat32>> of(
      Scope scope, Operand<TFloat32> loss, List<? extends Operand<TFloat32>> by) {
    if (loss.shape().numDimensions() != 0) {
      throw new IllegalArgumentException(
          "gradients need a scalar loss, but it has shape " + loss.shape());
    }
    return of(scope, List.of(loss), List.of(scope.tf().constant(1f)), by);
  }

  /** Adds the products of the given gradients by {@code ys} with the Jacobians of {@code ys}. */
  public static List<Operand<TFloat32>> of(
      Scope scope,
      List<? extends Operand<TFloat32>> ys,
      List<? extends Operand<TFloat32>> gradientsOfYs,
      List<? extends Operand<TFloat32>> by) {
    RegisteredGradients.ensure();
    Gradients gradients = new Gradients(scope.tf().withSubScope("gradients"));
    return gradients.backpropagate(ys, gradientsOfYs, by);
  }

  private List<Operand<TFloat32>> backpropagate(
      List<? extends Operand<TFloat32>> ys,
      List<? extends Operand<TFloat32>> seeds,
      List<? extends Operand<TFloat32>> by) {
    Set<GraphOperation> sources = new HashSet<>();
    by.forEach(operand -> sources.add(operation(operand)));
    List<GraphOperation> order = between(ys, sources);
    refuseUnknown(order, sources);

    for (int i = 0; i < ys.size(); i++) {
      arrive(ys.get(i).asOutput(), seeds.get(i));
    }
    Map<GraphOperation, List<Output<?>>> done = new HashMap<>();
    for (int i = order.size() - 1; i >= 0; i--) {
      GraphOperation op = order.get(i);
      List<Output<?>> outputs = gathered(op);
      done.put(op, outputs);
      if (!outputs.stream().allMatch(g -> g == null) && op.numInputs() > 0) {
        List<Operand<?>> inputs = backward(op, outputs);
        for (int k = 0; k < inputs.size(); k++) {
          if (inputs.get(k) != null) {
            arrive(op.input(k), inputs.get(k));
          }
        }
      }
    }

    List<Operand<TFloat32>> result = new ArrayList<>();
    for (Operand<TFloat32> operand : by) {
      List<Output<?>> outputs = done.get(operation(operand));
      Output<?> gradient = outputs == null ? null : outputs.get(operand.asOutput().index());
      result.add(
          gradient == null
              ? tf.fill(tf.constant(operand.shape()), tf.constant(0f))
              : typed(gradient));
    }
    return result;
  }

  private List<Operand<?>> backward(GraphOperation op, List<Output<?>> gradients) {
    GradientRule rule = GradientRules.find(op);
    if (rule != null) {
      return rule.backward(tf, op, gradients);
    }
    // TensorFlow's rule for this one operation: its inputs are the leaves of the question.
    List<Output<?>> ys = new ArrayList<>();
    List<Output<?>> dys = new ArrayList<>();
    for (int i = 0; i < gradients.size(); i++) {
      if (gradients.get(i) != null) {
        ys.add(op.output(i));
        dys.add(gradients.get(i));
      }
    }
    Output<?>[] xs = new Output<?>[op.numInputs()];
    for (int i = 0; i < xs.length; i++) {
      xs[i] = op.input(i);
    }
    Output<?>[] dxs =
        graph.addGradients(null, ys.toArray(Output<?>[]::new), xs, dys.toArray(Output<?>[]::new));
    List<Operand<?>> result = new ArrayList<>();
    for (Output<?> dx : dxs) {
      result.add(dx == null || dx.isClosed() ? null : dx);
    }
    return result;
  }

  /** Operations on a path from a source to {@code ys}, every one after what it reads. */
  private static List<GraphOperation> between(
      List<? extends Operand<TFloat32>> ys, Set<GraphOperation> sources) {
    List<GraphOperation> order = new ArrayList<>();
    Map<GraphOperation, Boolean> leadsToSource = new HashMap<>();
    Deque<GraphOperation> stack = new ArrayDeque<>();
    for (Operand<TFloat32> y : ys) {
      stack.push(operation(y));
      while (!stack.isEmpty()) {
        GraphOperation op = stack.peek();
        if (leadsToSource.containsKey(op)) {
          stack.pop();
          continue;
        }
        boolean waiting = false;
        if (!GradientRules.stops(op)) {
          for (int i = 0; i < op.numInputs(); i++) {
            GraphOperation input = (GraphOperation) op.input(i).op();
            if (!leadsToSource.containsKey(input)) {
              stack.push(input);
              waiting = true;
            }
          }
        }
        if (!waiting) {
          stack.pop();
          boolean leads = sources.contains(op);
          if (!GradientRules.stops(op)) {
            for (int i = 0; i < op.numInputs() && !leads; i++) {
              leads = leadsToSource.get((GraphOperation) op.input(i).op());
            }
          }
          leadsToSource.put(op, leads);
          if (leads) {
            order.add(op);
          }
        }
      }
    }
    return order;
  }

  private static void refuseUnknown(List<GraphOperation> order, Set<GraphOperation> sources) {
    Set<String> unknown = new TreeSet<>();
    for (GraphOperation op : order) {
      boolean leaf = sources.contains(op) && op.numInputs() == 0;
      if (!leaf && GradientRules.find(op) == null && !TFJ_HasGradient(op.type())) {
        unknown.add(op.type() + " (at " + op.name() + ")");
      }
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "no gradient is known for "
              + String.join(", ", unknown)
              + "; build the loss without it, put a stopGradient before it, or register its rule");
    }
  }

  private void arrive(Output<?> at, Operand<?> gradient) {
    arriving
        .computeIfAbsent((GraphOperation) at.op(), key -> new HashMap<>())
        .computeIfAbsent(at.index(), key -> new ArrayList<>())
        .add(gradient);
  }

  private List<Output<?>> gathered(GraphOperation op) {
    Map<Integer, List<Operand<?>>> parts = arriving.getOrDefault(op, Map.of());
    List<Output<?>> sums = new ArrayList<>();
    for (int i = 0; i < op.numOutputs(); i++) {
      List<Operand<?>> terms = parts.getOrDefault(i, List.of());
      if (terms.isEmpty()) {
        sums.add(null);
      } else if (terms.size() == 1) {
        sums.add(terms.get(0).asOutput());
      } else {
        List<Operand<TFloat32>> floats = new ArrayList<>();
        terms.forEach(term -> floats.add(typed(term)));
        sums.add(tf.math.addN(floats).asOutput());
      }
    }
    return sums;
  }

  @SuppressWarnings("unchecked")
  private static Operand<TFloat32> typed(Operand<?> operand) {
    return (Operand<TFloat32>) operand;
  }

  private static GraphOperation operation(Operand<?> operand) {
    return (GraphOperation) operand.asOutput().op();
  }
}
