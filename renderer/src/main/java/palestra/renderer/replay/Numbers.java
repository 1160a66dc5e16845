package palestra.renderer.replay;

import java.util.Locale;

/** Numbers as a reader wants them: few digits, never jumping between notations. */
final class Numbers {
  private Numbers() {}

  /** About four digits. */
  static String brief(double value) {
    double size = Math.abs(value);
    if (size >= 1e6) {
      return String.format(Locale.ROOT, "%.2e", value);
    }
    String format = size >= 1000 ? "%.0f" : size >= 100 ? "%.1f" : "%.2f";
    return sign(String.format(Locale.ROOT, format, value));
  }

  /** A sum of rewards: whole where it is whole. */
  static String reward(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? sign(Long.toString((long) value))
        : brief(value);
  }

  static String percent(double share) {
    return Math.round(share * 100) + " %";
  }

  /** A true minus sign, as wide as a plus. */
  private static String sign(String number) {
    return number.startsWith("-") ? "\u2212" + number.substring(1) : number;
  }
}
