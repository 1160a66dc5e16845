package palestra.generative.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RocCurveTest {

  static List<JsonNode> curves() {
    return Reference.cases("roc");
  }

  @ParameterizedTest
  @MethodSource("curves")
  void asScikitLearn(JsonNode expected) {
    RocCurve curve = RocCurve.of(Reference.doubles(expected.get("scores")), positive(expected));
    assertThat(curve.area()).isCloseTo(expected.get("area").asDouble(), within(1e-12));
    assertThat(curve.points()).hasSize(expected.get("falsePositives").size());
    for (int i = 0; i < curve.points().size(); i++) {
      RocCurve.Point point = curve.points().get(i);
      assertThat(point.falsePositives())
          .isCloseTo(expected.get("falsePositives").get(i).asDouble(), within(1e-12));
      assertThat(point.truePositives())
          .isCloseTo(expected.get("truePositives").get(i).asDouble(), within(1e-12));
      if (i > 0) {
        assertThat(point.threshold()).isEqualTo(expected.get("thresholds").get(i - 1).asDouble());
      }
    }
  }

  @Test
  void knowsTheBestAndTheWorst() {
    double[] scores = {3, 2, 1, -0.0, 0.0};
    assertThat(RocCurve.of(scores, new boolean[] {true, true, false, false, false}).area())
        .isEqualTo(1);
    assertThat(RocCurve.of(scores, new boolean[] {false, false, true, true, true}).area())
        .isEqualTo(0);
    assertThat(RocCurve.of(scores, new boolean[] {false, false, false, true, false}).area())
        .as("0 and -0 are one score")
        .isEqualTo(0.125);
  }

  @Test
  void refusesWhatHasNoCurve() {
    assertThatThrownBy(() -> RocCurve.of(new double[] {1, 2}, new boolean[] {true, true}))
        .hasMessage("a ROC curve needs positives and negatives, not 2 and 0");
    assertThatThrownBy(() -> RocCurve.of(new double[] {1, 2}, new boolean[1]))
        .hasMessage("there are 2 scores, but 1 labels");
    assertThatThrownBy(() -> RocCurve.of(new double[] {1, Double.NaN}, new boolean[2]))
        .hasMessage("score 1 is not a number");
  }

  private static boolean[] positive(JsonNode expected) {
    boolean[] positive = new boolean[expected.get("positive").size()];
    for (int i = 0; i < positive.length; i++) {
      positive[i] = expected.get("positive").get(i).asBoolean();
    }
    return positive;
  }
}
