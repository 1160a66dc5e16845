package palestra.experiments.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelt one was probably meant to be. */
public final class Nearest {
  private Nearest() {}

  /**
   * The known name with the fewest edits from the given one, a name that contains it counting as
   * one edit away; empty if none is close.
   */
  public static Optional<String> to(String name, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(k -> edits(name, k)))
        .filter(k -> edits(name, k) <= Math.max(2, Math.min(name.length(), k.length()) / 2));
  }

  private static int edits(String name, String known) {
    String a = name.toLowerCase(Locale.ROOT);
    String b = known.toLowerCase(Locale.ROOT);
    int edits = distance(a, b);
    return a.length() > 2 && b.contains(a) ? Math.min(1, edits) : edits;
  }

  /**
   * What to say of an unknown name: {@code unknown agent 'pppo'; did you mean 'ppo'? (known: a2c,
   * dqn, ppo)}.
   */
  public static String unknown(String what, String name, Collection<String> known) {
    String all =
        known.isEmpty()
            ? "there is none"
            : known.size() <= 60 ? "known: " + String.join(", ", known) : known.size() + " known";
    return "unknown "
        + what
        + " '"
        + name
        + "'"
        + to(name, known).map(k -> "; did you mean '" + k + "'?").orElse("")
        + " ("
        + all
        + ")";
  }

  /** Edits (insert, delete, replace, swap neighbours) from one text to the other. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
