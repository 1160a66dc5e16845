package palestra.networks.gradients;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.tensorflow.GraphOperation;
import org.tensorflow.proto.DataType;

/**
 * The lab's own rules, by operation type. The lean ones ({@link ElementwiseRules}, {@link
 * TensorRules}) rest on static shapes, so that no node computes a shape at run time; where a shape
 * is not fully known, {@link #find} gives none of them and TensorFlow's rule serves. Those of
 * {@link MissingRules} stand in for what TensorFlow lacks, whatever the shapes.
 */
final class GradientRules {
  private static final Set<String> STOPS =
      Set.of("StopGradient", "PreventGradient", "Placeholder", "Const");
  private static final Map<String, GradientRule> LEAN = lean();

  private GradientRules() {}

  /** Whether nothing flows backwards through this operation: it is cut, or its results count. */
  static boolean stops(GraphOperation op) {
    if (STOPS.contains(op.type())) {
      return true;
    }
    for (int i = 0; i < op.numOutputs(); i++) {
      if (Parts.floating(op.output(i).dataType())) {
        return false;
      }
    }
    return true;
  }

  /** The lab's rule for an operation; null where TensorFlow's is to be used. */
  static GradientRule find(GraphOperation op) {
    GradientRule rule = MissingRules.ALL.get(op.type());
    if (rule == null) {
      rule = LEAN.get(op.type());
      if (rule != null && !(singlePrecisionOrDouble(op) && shapesKnown(op) && axesKnown(op))) {
        rule = null;
      }
    }
    return rule;
  }

  private static boolean singlePrecisionOrDouble(GraphOperation op) {
    DataType type = op.output(0).dataType();
    return type == DataType.DT_FLOAT || type == DataType.DT_DOUBLE;
  }

  private static boolean shapesKnown(GraphOperation op) {
    for (int i = 0; i < op.numInputs(); i++) {
      if (op.input(i).shape().hasUnknownDimension()) {
        return false;
      }
    }
    return !op.output(0).shape().hasUnknownDimension();
  }

  /** A reduction's rule reads its axes while the graph is built. */
  private static boolean axesKnown(GraphOperation op) {
    boolean reduction = op.type().equals("Sum") || op.type().equals("Mean");
    return !reduction || op.input(1).op().type().equals("Const");
  }

  private static Map<String, GradientRule> lean() {
    Map<String, GradientRule> rules = new HashMap<>();
    rules.putAll(ElementwiseRules.ALL);
    rules.putAll(TensorRules.ALL);
    rules.putAll(ImageRules.LEAN);
    return Map.copyOf(rules);
  }
}
