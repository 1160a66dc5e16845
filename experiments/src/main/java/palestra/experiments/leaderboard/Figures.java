package palestra.experiments.leaderboard;

import java.util.Locale;
import java.util.OptionalInt;

/** Numbers as people read them. */
final class Figures {
  private static final String NONE = "-";

  private Figures() {}

  /** About four digits; a dash for what is unknown. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    double size = Math.abs(value);
    String format = size >= 1000 ? "%.0f" : size >= 10 ? "%.1f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }

  /** Such as 100k or 1.5M. */
  static String steps(long steps) {
    if (steps >= 1_000_000) {
      return String.format(Locale.ROOT, "%.1fM", steps / 1e6).replace(".0M", "M");
    }
    return steps >= 10_000
        ? String.format(Locale.ROOT, "%.1fk", steps / 1e3).replace(".0k", "k")
        : Long.toString(steps);
  }

  /** Such as 9.3s, 12m 5s or 3h 4m. */
  static String time(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return String.format(Locale.ROOT, "%.1fs", seconds);
    }
    return whole < 3600
        ? whole / 60 + "m " + whole % 60 + "s"
        : whole / 3600 + "h " + whole % 3600 / 60 + "m";
  }

  /** Such as 3/3. */
  static String solved(OptionalInt solved, int seeds) {
    return solved.isPresent() ? solved.getAsInt() + "/" + seeds : NONE;
  }
}
