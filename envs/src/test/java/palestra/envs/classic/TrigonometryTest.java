package palestra.envs.classic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import palestra.envs.seeding.Pcg64;

final class TrigonometryTest {
  private static final MathContext DIGITS = new MathContext(60);

  /** Against the series summed with 60 digits and rounded once. */
  @Test
  void resultsAreRoundedRightButForFewAndNeverFarOff() {
    assertRoundedRight(angles(2000, 0.21), 0.003);
    assertRoundedRight(angles(2000, 0.78), 0.01);
    assertRoundedRight(angles(2000, 12), 0.01);
  }

  private static void assertRoundedRight(double[] angles, double share) {
    double[] sin = new double[angles.length];
    double[] cos = new double[angles.length];
    new Trigonometry(angles.length).both(angles, sin, cos);
    int wrong = 0;
    for (int i = 0; i < angles.length; i++) {
      double s = series(angles[i], 1);
      double c = series(angles[i], 0);
      wrong += (sin[i] == s ? 0 : 1) + (cos[i] == c ? 0 : 1);
      assertThat(Math.abs(sin[i] - s)).isLessThanOrEqualTo(Math.ulp(s));
      assertThat(Math.abs(cos[i] - c)).isLessThanOrEqualTo(Math.ulp(c));
    }
    assertThat(wrong).isLessThan((int) (2 * angles.length * share));
  }

  @Test
  void smallAnglesComeOutTheSameEitherWay() {
    double[] angles = angles(1000, Trigonometry.SMALL);
    double[][] both = new double[2][1000];
    double[][] small = new double[2][1000];
    new Trigonometry(1000).both(angles, both[0], both[1]);
    Trigonometry.small(angles, small[0], small[1]);
    assertThat(small[0]).isEqualTo(both[0]);
    assertThat(small[1]).isEqualTo(both[1]);
  }

  @Test
  void quarterTurnsAndLargeAnglesAreTaken() {
    double[] angles = {0, Math.PI / 2, Math.PI, -Math.PI, 1e4 * Math.PI, 99_999, 1e6, -1e22, 1e300};
    double[] sin = new double[angles.length];
    double[] cos = new double[angles.length];
    new Trigonometry(angles.length).both(angles, sin, cos);
    for (int i = 0; i < angles.length; i++) {
      assertThat(Math.abs(sin[i] - Math.sin(angles[i]))).isLessThan(1.2e-16);
      assertThat(Math.abs(cos[i] - Math.cos(angles[i]))).isLessThan(1.2e-16);
    }
  }

  @Test
  void oneOfTheAnglesComesOutAsAll() {
    double[] angles = angles(5, 30);
    double[][] all = new double[2][5];
    double[][] one = new double[2][5];
    Trigonometry trigonometry = new Trigonometry(5);
    trigonometry.both(angles, all[0], all[1]);
    for (int i = 0; i < 5; i++) {
      trigonometry.one(angles, i, one[0], one[1]);
    }
    assertThat(one).isDeepEqualTo(all);
  }

  private static double[] angles(int count, double reach) {
    Pcg64 random = Pcg64.seeded(1);
    double[] angles = new double[count];
    for (int i = 0; i < count; i++) {
      angles[i] = random.uniform(-reach, reach);
    }
    return angles;
  }

  private static double series(double angle, int power) {
    BigDecimal x = new BigDecimal(angle);
    BigDecimal square = x.multiply(x, DIGITS);
    BigDecimal term = power == 1 ? x : BigDecimal.ONE;
    BigDecimal sum = term;
    for (int k = power + 2; k < 90; k += 2) {
      term = term.multiply(square, DIGITS).divide(BigDecimal.valueOf(-(k - 1L) * k), DIGITS);
      sum = sum.add(term);
    }
    return sum.doubleValue();
  }
}
