package palestra.envs.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.seeding.Pcg64;

final class CartPoleTest {

  /** Against the series summed with 50 digits and rounded once. */
  @Test
  void sineAndCosineAreRoundedRightButForFew() {
    int count = 2000;
    double[] angles = new double[count];
    Pcg64 random = Pcg64.seeded(1);
    for (int i = 0; i < count; i++) {
      angles[i] = random.uniform(-0.21, 0.21);
    }
    double[] sin = new double[count];
    double[] cos = new double[count];
    Trigonometry.small(angles, sin, cos);
    int wrong = 0;
    for (int i = 0; i < count; i++) {
      wrong += sin[i] == series(angles[i], 1) ? 0 : 1;
      wrong += cos[i] == series(angles[i], 0) ? 0 : 1;
    }
    assertThat(wrong).isLessThan(count / 200);
  }

  private static double series(double angle, int power) {
    BigDecimal x = new BigDecimal(angle);
    BigDecimal term = power == 1 ? x : BigDecimal.ONE;
    BigDecimal sum = term;
    for (int k = power + 2; k < 40; k += 2) {
      term =
          term.multiply(x)
              .multiply(x)
              .divide(BigDecimal.valueOf(-(k - 1L) * k), new MathContext(50));
      sum = sum.add(term);
    }
    return sum.doubleValue();
  }

  @Test
  void anglesOfAnySizeAreTaken() {
    double[] angles = {3, -0.5, 0.49, -40};
    double[] sin = new double[4];
    double[] cos = new double[4];
    new Trigonometry(4).both(angles, sin, cos);
    for (int i = 0; i < angles.length; i++) {
      assertThat(Math.abs(sin[i] - Math.sin(angles[i]))).isLessThan(1e-15);
      assertThat(Math.abs(cos[i] - Math.cos(angles[i]))).isLessThan(1e-15);
    }
  }

  @Test
  void constantsMatter() {
    CartPole.Settings moon = new CartPole.Settings(1.6, 1, 0.1, 0.5, 10, 0.02, 0.2, 2.4, -0.05, 0.05, 1, false, "euler");
    CartPole earth = new CartPole();
    CartPole other = new CartPole(moon);
    earth.reset(1);
    other.reset(1);
    assertThat(other.step(1L).observation()).isNotEqualTo(earth.step(1L).observation());
  }

  @Test
  void anErrorLeavesTheStateAsItWas() {
    CartPole environment = new CartPole();
    assertThatIllegalStateException()
        .isThrownBy(() -> environment.step(0L))
        .withMessage("CartPole: there is no episode to step; call reset first");
    environment.reset(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> environment.step(2L))
        .withMessage("CartPole: an action is in Discrete(2), but got 2");
    CartPole other = new CartPole();
    other.reset(1);
    Step<float[]> step = other.step(1L);
    assertThat(environment.step(1L).observation()).isEqualTo(step.observation());
  }

  @Test
  void wrongResetOptionsAreRefused() {
    CartPole environment = new CartPole();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> environment.reset(Start.seed(1).with(Map.of("lo", 1))))
        .withMessage("CartPole has the reset options high, low, but got 'lo'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> environment.reset(Start.seed(1).with(Map.of("low", "x"))))
        .withMessage("CartPole: reset option low is a finite number, but got x");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> environment.reset(Start.seed(1).with(Map.of("low", 1))))
        .withMessage("CartPole: reset option low (1.0) is above high (0.05)");
  }
}
