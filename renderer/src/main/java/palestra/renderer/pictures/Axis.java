package palestra.renderer.pictures;

import java.util.Locale;

/**
 * Round numbers along an axis.
 *
 * @param low the axis's first number
 * @param high the axis's last number
 * @param step the distance of its ticks
 */
record Axis(double low, double high, double step) {

  /**
   * An axis over a range, with about as many ticks, and both ends at a tick. A single number lies
   * in its middle, but for 0, where it begins.
   */
  static Axis over(double low, double high, int ticks) {
    if (low == high && low != 0) {
      double reach = Math.abs(low) * 0.1;
      return over(low - reach, high + reach, ticks);
    }
    double range = high > low ? high - low : 1;
    double rough = range / ticks;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = power * 10;
    for (double factor : new double[] {1, 2, 2.5, 5}) {
      if (power * factor >= rough * (1 - 1e-9)) {
        step = power * factor;
        break;
      }
    }
    double first = Math.floor(low / step + 1e-9) * step;
    double last = Math.ceil((low + range) / step - 1e-9) * step;
    return new Axis(first, last, step);
  }

  int ticks() {
    return (int) Math.round((high - low) / step) + 1;
  }

  double tick(int i) {
    return low + i * step;
  }

  /** A tick's number, with as many decimals as all of them need. */
  String label(int i) {
    int decimals = 0;
    double unit = step;
    while (decimals < 6 && Math.abs(unit - Math.rint(unit)) > 1e-6) {
      unit *= 10;
      decimals++;
    }
    double value = tick(i);
    String text = String.format(Locale.ROOT, "%." + decimals + "f", Math.abs(value));
    return value < -step / 1e6 ? "\u2212" + text : text;
  }

  /** Where a number lies between the ends, 0 to 1. */
  float share(double value) {
    return (float) ((value - low) / (high - low));
  }
}
