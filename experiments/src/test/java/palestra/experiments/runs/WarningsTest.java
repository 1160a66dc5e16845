package palestra.experiments.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of troubles, and what stands in the record. */
final class WarningsTest {
  private final List<String> heard = new ArrayList<>();
  private final RunListener listener =
      new RunListener() {
        @Override
        public void note(String line) {
          heard.add(line);
        }
      };

  @Test
  void troubleIsToldOnceAndOnceThatItIsOver() {
    Warnings warnings = new Warnings(listener, List.of());
    warnings.settle(10, List.of("mode collapse: 2 of 8 modes"));
    warnings.settle(20, List.of("mode collapse: 4 of 8 modes", "divergence: loss is 1e9"));
    warnings.add(25, List.of());
    warnings.settle(30, List.of("divergence: loss is 1e8"));
    warnings.settle(40, List.of("divergence: loss is 1e8"));
    assertThat(warnings.lines())
        .containsExactly(
            "after 10 generator steps: mode collapse: 2 of 8 modes",
            "after 20 generator steps: divergence: loss is 1e9",
            "after 30 generator steps: mode collapse: over")
        .isEqualTo(heard);
  }

  @Test
  void whatComesBackWasNotOver() {
    Warnings warnings = new Warnings(listener, List.of());
    warnings.settle(10, List.of("mode collapse: 2 of 8 modes"));
    warnings.settle(20, List.of());
    warnings.settle(30, List.of("mode collapse: 3 of 8 modes"));
    assertThat(warnings.lines())
        .containsExactly("after 10 generator steps: mode collapse: 2 of 8 modes");
  }

  @Test
  void resumedGoesOnWithWhatIsKnown() {
    Warnings before = new Warnings(listener, List.of());
    before.settle(10, List.of("mode collapse: 2 of 8 modes"));
    before.settle(20, List.of());
    heard.clear();
    Warnings after = new Warnings(listener, before.lines());
    after.settle(30, List.of());
    assertThat(heard).isEmpty();
    assertThat(after.lines()).isEqualTo(before.lines());
  }
}
