package palestra.experiments.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import palestra.networks.Device;

class ExactnessTest {

  @Test
  void aProcessorIsExact() {
    assertThat(Exactness.of(Device.CPU, false, Optional.empty()))
        .isEqualTo(Exactness.of(Device.CPU, true, Optional.empty()))
        .matches(Exactness::exact)
        .matches(exactness -> exactness.why().isEmpty());
  }

  @Test
  void aGpuIsExactWhereItIsTold() {
    assertThat(Exactness.of(true, true, true, Optional.empty()).exact()).isTrue();
    Exactness free = Exactness.of(true, false, true, Optional.empty());
    assertThat(free.exact()).isFalse();
    assertThat(free.why()).singleElement().asString().contains("deterministic: true");
  }

  @Test
  void saysHowAGpuIsTold() {
    assertThatThrownBy(() -> Exactness.of(true, true, false, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("TF_DETERMINISTIC_OPS=1")
        .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
  }

  @Test
  void anAgentMayHaveItsOwnReason() {
    Exactness exactness = Exactness.of(Device.CPU, true, Optional.of("three workers"));
    assertThat(exactness.exact()).isFalse();
    assertThat(exactness.why()).containsExactly("three workers");
  }
}
