package palestra.renderer.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TracesTest {

  private final Traces traces = new Traces(Episodes.balanced(500).replay());

  /** 500 steps are drawn at every fifth, whatever the step the curve is cut at. */
  @Test
  void pastAndFutureMeetAtTheStepAndKeepTheirPoints() {
    float[] past = traces.curve(0, 12, 0, 0, 499, 100);
    float[] future = traces.curve(12, 499, 0, 0, 499, 100);
    assertThat(past).hasSize(8);
    assertThat(new float[] {past[0], past[2], past[4], past[6]}).containsExactly(0, 5, 10, 12);
    assertThat(future[0]).isEqualTo(12);
    assertThat(future[2]).isEqualTo(15);
    assertThat(future[future.length - 2]).isEqualTo(499);
    assertThat(future[future.length - 4]).isEqualTo(495);
  }

  @Test
  void curveEndsOnAPointOfItsOwn() {
    assertThat(traces.curve(0, 10, 0, 0, 499, 100)).hasSize(6);
    assertThat(traces.curve(10, 11, 0, 0, 499, 100)).hasSize(4);
    assertThat(traces.curve(7, 7, 0, 0, 499, 100)).isEmpty();
  }
}
