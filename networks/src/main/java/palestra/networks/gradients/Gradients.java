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
import org.tensorflow.types.family.TFloating;
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
  public static <T extends TFloating> List<Operand<T>> of(
      Scope scope, Operand<T> loss, List<? extends Operand<T>> by) {
    if (loss.shape().numDimensions() != 0) {
      throw new IllegalArgumentException(
          "gradients need a scalar loss, but it has shape " + loss.shape());
    }
    Operand<T> one = Parts.as(Parts.number(scope.tf(), loss, 1));
    return of(scope, List.of(loss), List.of(one), by);
  }

  /** Adds the products of the given gradients by {@code ys} with the Jacobians of {@code ys}. */
  public static <T extends TFloating> List<Operand<T>> of(
      Scope scope,
      List<? extends Operand<T>> ys,
      List<? extends Operand<T>> gradientsOfYs,
      List<? extends Operand<T>> by) {
    RegisteredGradients.ensure();
    Gradients gradients = new Gradients(scope.tf().withSubScope("gradients"));
    return gradients.backpropagate(ys, gradientsOfYs, by);
  }

  private <T extends TFloating> List<Operand<T>> backpropagate(
      List<? extends Operand<T>> ys,
      List<? extends Operand<T>> seeds,
      List<? extends Operand<T>> by) {
    Set<GraphOperation> sources = new HashSet<>();
    by.forEach(operand -> sources.add(operation(operand)));
    List<GraphOperation> order = between(ys, sources);
    Set<GraphOperation> passed = passed(order);
    refuseUnknown(passed);

    for (int i = 0; i < ys.size(); i++) {
      arrive(ys.get(i).asOutput(), seeds.get(i));
    }
    Map<GraphOperation, List<Output<?>>> done = new HashMap<>();
    for (int i = order.size() - 1; i >= 0; i--) {
      GraphOperation op = order.get(i);
      List<Output<?>> outputs = gathered(op);
      done.put(op, outputs);
      if (passed.contains(op) && !outputs.stream().allMatch(g -> g == null)) {
        List<Operand<?>> inputs = backward(op, outputs, passed);
        for (int k = 0; k < inputs.size(); k++) {
          if (inputs.get(k) != null) {
            arrive(op.input(k), inputs.get(k));
          }
        }
      }
    }

    List<Operand<T>> result = new ArrayList<>();
    for (Operand<T> operand : by) {
      List<Output<?>> outputs = done.get(operation(operand));
      Output<?> gradient = outputs == null ? null : outputs.get(operand.asOutput().index());
      result.add(gradient == null ? tf.zerosLike(operand) : Parts.as(gradient));
    }
    return result;
  }

  private List<Operand<?>> backward(
      GraphOperation op, List<Output<?>> gradients, Set<GraphOperation> passed) {
    GradientRule rule = GradientRules.find(op);
    return rule != null
        ? rule.backward(tf, op, gradients)
        : TensorFlowRule.backward(graph, tf, op, gradients, passed);
  }

  /** Operations on a path from a source to {@code ys}, every one after what it reads. */
  private static List<GraphOperation> between(
      List<? extends Operand<?>> ys, Set<GraphOperation> sources) {
    List<GraphOperation> order = new ArrayList<>();
    Map<GraphOperation, Boolean> leadsToSource = new HashMap<>();
    Deque<GraphOperation> stack = new ArrayDeque<>();
    for (Operand<?> y : ys) {
      stack.push(operation(y));
      while (!stack.isEmpty()) {
        GraphOperation op = stack.peek();
        if (leadsToSource.containsKey(op)) {
          stack.pop();
          continue;
        }
        List<GraphOperation> inputs = GradientRules.stops(op) ? List.of() : inputs(op);
        boolean waiting = false;
        for (GraphOperation input : inputs) {
          if (!leadsToSource.containsKey(input)) {
            stack.push(input);
            waiting = true;
          }
        }
        if (!waiting) {
          stack.pop();
          boolean leads = sources.contains(op) || inputs.stream().anyMatch(leadsToSource::get);
          leadsToSource.put(op, leads);
          if (leads) {
            order.add(op);
          }
        }
      }
    }
    return order;
  }

  /** Those that gradients flow through: sources that depend on no other source are not. */
  private static Set<GraphOperation> passed(List<GraphOperation> order) {
    Set<GraphOperation> onTheWay = new HashSet<>(order);
    Set<GraphOperation> passed = new HashSet<>();
    for (GraphOperation op : order) {
      if (!GradientRules.stops(op) && inputs(op).stream().anyMatch(onTheWay::contains)) {
        passed.add(op);
      }
    }
    return passed;
  }

  private static void refuseUnknown(Set<GraphOperation> passed) {
    Set<String> unknown = new TreeSet<>();
    for (GraphOperation op : passed) {
      if (GradientRules.find(op) == null && !TFJ_HasGradient(op.type())) {
        unknown.add(op.type() + " (at " + op.name() + ")");
      }
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "no gradient is known for "
              + String.join(", ", unknown)
              + "; build the loss without it, or put a stopGradient before it");
    }
  }

  private void arrive(Output<?> at, Operand<?> gradient) {
    arriving
        .computeIfAbsent(operation(at), key -> new HashMap<>())
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
        sums.add(Sums.of(tf, terms).asOutput());
      }
    }
    return sums;
  }

  static List<GraphOperation> inputs(GraphOperation op) {
    List<GraphOperation> inputs = new ArrayList<>();
    for (int i = 0; i < op.numInputs(); i++) {
      inputs.add((GraphOperation) op.input(i).op());
    }
    return inputs;
  }

  private static GraphOperation operation(Operand<?> operand) {
    return (GraphOperation) operand.asOutput().op();
  }
}
