package palestra.networks.gradients;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Stack;
import org.tensorflow.op.core.Unstack;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat64;
import palestra.networks.gradients.FiniteDifferences.Case;

/** Taking apart, putting together, turning, looking up, products of many matrices. */
class ArrangementRulesTest {
  private static final Shape M = Shape.of(4, 6);
  private static final Shape CUBE = Shape.of(2, 3, 4);

  private interface Unary {
    Operand<TFloat64> apply(Ops tf, Operand<TFloat64> x);
  }

  /** Squared, so that there is a second order. */
  private static Case unary(String name, Unary f, Shape shape) {
    return Case.of(
        name,
        (scope, x) -> scope.tf().math.square(f.apply(scope.tf(), scope.tf().math.sin(x.get(0)))),
        shape);
  }

  static Stream<Case> arrangements() {
    return Stream.of(
        unary("split", (tf, x) -> whole(tf, tf.split(tf.constant(1), x, 3L).output()), M),
        unary("one part of a split", (tf, x) -> tf.split(tf.constant(0), x, 2L).output().get(1), M),
        unary(
            "splitV",
            (tf, x) ->
                tf.splitV(x, tf.constant(new int[] {1, 5}), tf.constant(1), 2L).output().get(1),
            M),
        unary("unstack", (tf, x) -> whole(tf, tf.unstack(x, 4L).output()), M),
        unary(
            "one of those unstacked",
            (tf, x) -> tf.unstack(x, 3L, Unstack.axis(1L)).output().get(2),
            CUBE),
        unary("stack", (tf, x) -> tf.stack(List.of(x, tf.math.square(x)), Stack.axis(1L)), CUBE),
        unary(
            "concat",
            (tf, x) -> tf.concat(List.of(x, tf.math.square(x), x), tf.constant(-1)),
            CUBE),
        unary(
            "transpose", (tf, x) -> tf.linalg.transpose(x, tf.constant(new int[] {2, 0, 1})), CUBE),
        unary(
            "rows, one twice",
            (tf, x) -> tf.gather(x, tf.constant(new int[][] {{3, 0}, {0, 1}}), tf.constant(0)),
            M),
        unary("columns", (tf, x) -> tf.gather(x, tf.constant(new int[] {3, 0}), tf.constant(1)), M),
        unary(
            "sums of rows",
            (tf, x) ->
                tf.math.unsortedSegmentSum(x, tf.constant(new int[] {2, 0, 2, 1}), tf.constant(4)),
            M));
  }

  /** All parts next to each other, each of a weight of its own. */
  private static Operand<TFloat64> whole(Ops tf, List<? extends Operand<TFloat64>> parts) {
    List<Operand<TFloat64>> weighted = new ArrayList<>();
    for (Operand<TFloat64> part : parts) {
      weighted.add(tf.math.mul(part, tf.constant(1.0 + weighted.size())));
    }
    return tf.math.addN(weighted);
  }

  static Stream<Case> products() {
    Stream.Builder<Case> cases = Stream.builder();
    for (boolean ta : new boolean[] {false, true}) {
      for (boolean tb : new boolean[] {false, true}) {
        cases.add(
            Case.of(
                "batchMatMul " + ta + " " + tb,
                (scope, x) ->
                    scope
                        .tf()
                        .train
                        .batchMatMul(
                            x.get(0),
                            x.get(1),
                            TFloat64.class,
                            BatchMatMul.adjX(ta),
                            BatchMatMul.adjY(tb)),
                ta ? Shape.of(2, 4, 3) : Shape.of(2, 3, 4),
                tb ? Shape.of(2, 5, 4) : Shape.of(2, 4, 5)));
      }
    }
    cases.add(
        Case.of(
            "batchMatMul with one matrix for all",
            (scope, x) -> scope.tf().train.batchMatMul(x.get(0), x.get(1), TFloat64.class),
            Shape.of(2, 3, 4),
            Shape.of(1, 4, 5)));
    return cases.build();
  }

  @ParameterizedTest
  @MethodSource({"arrangements", "products"})
  void rule(Case what) {
    FiniteDifferences.check(what);
  }
}
