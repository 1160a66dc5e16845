package palestra.experiments.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import palestra.generative.Headline;

class BestModelTest {
  private static final List<Headline> HEADLINES =
      List.of(new Headline("modes", true), new Headline("reverseKl", false));

  @Test
  void firstHeadlineDecidesThenTheNext() {
    BestModel best = new BestModel(HEADLINES);
    assertThat(best.steps()).isEqualTo(-1);
    assertThat(best.offer(1, Map.of("modes", 7.0, "reverseKl", 0.1))).isTrue();
    assertThat(best.offer(2, Map.of("modes", 6.0, "reverseKl", 0.0))).isFalse();
    assertThat(best.offer(3, Map.of("modes", 7.0, "reverseKl", 0.05))).isTrue();
    assertThat(best.offer(4, Map.of("modes", 7.0, "reverseKl", 0.05))).isFalse();
    assertThat(best.offer(5, Map.of("modes", 8.0, "reverseKl", 2.0))).isTrue();
    assertThat(best.steps()).isEqualTo(5);
  }

  @Test
  void whatIsMissingOrNotANumberIsTheWorst() {
    BestModel best = new BestModel(HEADLINES);
    assertThat(best.offer(1, Map.of("reverseKl", 0.1))).isTrue();
    assertThat(best.offer(2, Map.of("modes", Double.NaN, "reverseKl", 0.2))).isFalse();
    assertThat(best.offer(3, Map.of("modes", 0.0))).isTrue();
  }

  @Test
  void goesOnWhereItWasSaved() throws IOException {
    BestModel best = new BestModel(HEADLINES);
    best.offer(3, Map.of("modes", 7.0, "reverseKl", 0.1));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    best.save(new DataOutputStream(bytes));
    BestModel again = new BestModel(HEADLINES);
    again.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(again.steps()).isEqualTo(3);
    assertThat(again.offer(4, Map.of("modes", 7.0, "reverseKl", 0.2))).isFalse();
    assertThat(again.offer(5, Map.of("modes", 7.0, "reverseKl", 0.0))).isTrue();
  }
}
