package palestra.networks.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SplitMix64Test {

  /** The published sequence for state 1234567 (the reference code of Sebastiano Vigna). */
  @Test
  void givesThePublishedNumbers() {
    SplitMix64 random = new SplitMix64(0);
    random.setState(1234567);
    assertThat(random.nextLong()).isEqualTo(6457827717110365317L);
    assertThat(random.nextLong()).isEqualTo(3203168211198807973L);
    assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("9817491932198370423");
  }

  @Test
  void goesOnFromItsState() {
    SplitMix64 first = new SplitMix64(5);
    for (int i = 0; i < 7; i++) {
      first.nextGaussian();
    }
    SplitMix64 second = new SplitMix64(6);
    second.setState(first.state());
    for (int i = 0; i < 20; i++) {
      assertThat(second.nextGaussian()).isEqualTo(first.nextGaussian());
    }
  }

  @Test
  void normalNumbersHaveTheirMoments() {
    SplitMix64 random = new SplitMix64(1);
    int n = 200_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double x = random.nextGaussian();
      sum += x;
      squares += x * x;
    }
    assertThat(sum / n).isCloseTo(0, within(5 / Math.sqrt(n)));
    assertThat(squares / n).isCloseTo(1, within(5 * Math.sqrt(2.0 / n)));
  }
}
