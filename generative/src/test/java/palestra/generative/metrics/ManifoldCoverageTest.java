package palestra.generative.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifoldCoverageTest {

  static List<JsonNode> sets() {
    return Reference.cases("sets");
  }

  @ParameterizedTest
  @MethodSource("sets")
  void asByScikitLearnsNeighbours(JsonNode set) {
    float[][] real = Reference.rows(set.get("first"));
    float[][] samples = Reference.rows(set.get("second"));
    for (JsonNode expected : set.get("manifolds")) {
      ManifoldCoverage found = ManifoldCoverage.of(real, samples, expected.get("k").asInt());
      found
          .asMap()
          .forEach(
              (figure, value) ->
                  assertThat(value)
                      .as(set.get("name") + " " + figure + " by " + expected.get("k"))
                      .isCloseTo(expected.get(figure).asDouble(), within(1e-12)));
    }
  }

  /** On a line, with one neighbour: balls of 0, 1, 2 reach 1, those of 10 and 14 reach 4. */
  @Test
  void byHand() {
    float[][] real = {{0}, {1}, {2}, {10}, {14}};
    float[][] samples = {{1.5f}, {2.75f}, {13}, {30}};
    // Samples reach 1.25, 1.25, 10.25 and 17.
    ManifoldCoverage found = ManifoldCoverage.of(real, samples, 1);
    assertThat(found.precision()).as("1.5, 2.75 and 13").isEqualTo(0.75);
    assertThat(found.recall()).as("1 and 2 by 1.5, 10 and 14 by 13").isEqualTo(4 / 5.0);
    assertThat(found.density()).as("2, 1, 2 and 0 balls").isEqualTo(5 / 4.0);
    assertThat(found.coverage()).as("1, 2, 10 and 14").isEqualTo(4 / 5.0);
  }

  /** A real example that is there many times has a ball of no extent, which holds itself. */
  @Test
  void copiesLieInTheirOwnBalls() {
    float[][] real = {{1, 1}, {1, 1}, {1, 1}, {1, 1}, {5, 5}};
    float[][] samples = {{1, 1}, {1, 1}, {1, 1}, {1, 1}, {1.125f, 1}};
    ManifoldCoverage found = ManifoldCoverage.of(real, samples);
    assertThat(found.precision()).isEqualTo(1);
    assertThat(found.recall()).isEqualTo(4 / 5.0);
  }

  @Test
  void refusesTooFew() {
    float[][] three = {{1}, {2}, {3}};
    assertThatThrownBy(() -> ManifoldCoverage.of(three, three))
        .hasMessage("coverage by neighbour 3 needs at least 4 examples on either side, not 3");
    assertThatThrownBy(() -> ManifoldCoverage.of(three, three, 0))
        .hasMessage("k must be 1 or more, but is 0");
  }
}
