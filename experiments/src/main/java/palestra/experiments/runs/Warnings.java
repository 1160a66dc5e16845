package palestra.experiments.runs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What training complained of, each trouble told once, and once that it is over. */
final class Warnings {
  private static final String OVER = ": over";

  private final RunListener listener;
  private final List<String> told = new ArrayList<>();
  private final Set<String> troubles = new LinkedHashSet<>();
  private final Set<String> over = new LinkedHashSet<>();

  /** Goes on after those that are known. */
  Warnings(RunListener listener, List<String> known) {
    this.listener = listener;
    for (String line : known) {
      told.add(line);
      String trouble = trouble(line.substring(line.indexOf(": ") + 2));
      (line.endsWith(OVER) ? over : troubles).add(trouble);
    }
  }

  void add(long steps, List<String> lines) {
    for (String line : lines) {
      if (troubles.add(trouble(line))) {
        tell(steps, line);
      }
    }
  }

  /** As {@link #add}, of all that there is to tell: what is not among these lines is over. */
  void settle(long steps, List<String> lines) {
    add(steps, lines);
    Set<String> present = new LinkedHashSet<>();
    lines.forEach(line -> present.add(trouble(line)));
    for (String trouble : troubles) {
      if (!present.contains(trouble) && over.add(trouble)) {
        tell(steps, trouble + OVER);
      } else if (present.contains(trouble) && over.remove(trouble)) {
        retract(trouble + OVER);
      }
    }
  }

  List<String> lines() {
    return List.copyOf(told);
  }

  private void tell(long steps, String line) {
    String dated = "after " + steps + " generator steps: " + line;
    told.add(dated);
    listener.note(dated);
  }

  /** A trouble that came back was not over. */
  private void retract(String line) {
    told.removeIf(dated -> dated.endsWith(line));
  }

  /** What stands before the figures. */
  private static String trouble(String line) {
    int colon = line.indexOf(':');
    return colon < 0 ? line : line.substring(0, colon);
  }
}
