package palestra.networks.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

  @ParameterizedTest
  @CsvSource({
    "0.001, 0, 0.001",
    "0.001, 1, 0.001",
    "linear 0.002 0.001, 0, 0.002",
    "linear 0.002 0.001, 0.25, 0.00175",
    "linear 0.002 0.001, 1, 0.001",
    "linear 0.002, 0.5, 0.001",
    "lin_0.002, 0.75, 0.0005",
    "cosine 1 0, 0, 1",
    "cosine 1 0, 0.25, 0.8535533905932737",
    "cosine 1 0, 0.5, 0.5",
    "cosine 1 0.2, 1, 0.2",
    "exponential 1 0.01, 0.5, 0.1",
    "exponential 1 0.01, 1, 0.01",
    "step 1 0.5 0.25, 0.24, 1",
    "step 1 0.5 0.25, 0.25, 0.5",
    "step 1 0.5 0.25, 0.9, 0.125",
    "linear 1 0, -3, 1",
    "linear 1 0, 7, 0",
    "LINEAR 1 0, 0.5, 0.5",
    "warmup 0.1 linear 0.001 0, 0, 0",
    "warmup 0.1 linear 0.001 0, 0.05, 0.0005",
    "warmup 0.1 linear 0.001 0, 0.1, 0.001",
    "warmup 0.1 linear 0.001 0, 0.55, 0.0005",
    "warmup 0.1 linear 0.001 0, 1, 0",
    "warmup 0.2 0.003, 0.1, 0.0015",
    "warmup 0.2 0.003, 0.9, 0.003",
    "warmup 0.5 cosine 1 0, 0.75, 0.5",
    "warmup 0 linear 1 0, 0.5, 0.5"
  })
  void values(String text, double progress, double expected) {
    Schedule schedule = Schedule.valueOf(text);
    assertThat(schedule.at(progress)).isCloseTo(expected, within(1e-12));
    assertThat(schedule.moves())
        .isEqualTo(schedule.at(0) != schedule.at(1) || text.startsWith("warmup"));
    assertThat(Schedule.valueOf(schedule.toString())).isEqualTo(schedule);
  }

  /** A factor that binary fractions do not hold exactly still steps where it says. */
  @ParameterizedTest
  @CsvSource({"0.1, 1", "0.3, 3", "0.6, 6", "0.7, 7", "1, 10"})
  void stepsOfATenth(double progress, int steps) {
    assertThat(Schedule.valueOf("step 1 0.5 0.1").at(progress))
        .isCloseTo(Math.pow(0.5, steps), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fast",
        "linear",
        "linear a b",
        "linear 1 2 3",
        "cosine 1",
        "step 1 0.5",
        "step 1 0.5 0",
        "exponential 1 0",
        "-1",
        "linear 1 -1",
        "NaN",
        "infinity",
        "lin_",
        "warmup",
        "warmup 0.1",
        "warmup linear 1 0",
        "warmup 1 linear 1 0",
        "warmup -0.1 1",
        "warmup 0.1 warmup 0.1 1"
      })
  void refusesWhatItCannotRead(String text) {
    assertThatThrownBy(() -> Schedule.valueOf(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("schedule")
        .message()
        .doesNotContain("\n");
  }
}
