package palestra.experiments.runs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What training complained of, each trouble told once. */
final class Warnings {
  private final RunListener listener;
  private final List<String> told = new ArrayList<>();
  private final Set<String> troubles = new LinkedHashSet<>();

  /** Goes on after those that are known. */
  Warnings(RunListener listener, List<String> known) {
    this.listener = listener;
    for (String line : known) {
      told.add(line);
      troubles.add(trouble(line.substring(line.indexOf(": ") + 2)));
    }
  }

  void add(long steps, List<String> lines) {
    for (String line : lines) {
      if (troubles.add(trouble(line))) {
        String dated = "after " + steps + " generator steps: " + line;
        told.add(dated);
        listener.note(dated);
      }
    }
  }

  List<String> lines() {
    return List.copyOf(told);
  }

  /** What stands before the figures. */
  private static String trouble(String line) {
    int colon = line.indexOf(':');
    return colon < 0 ? line : line.substring(0, colon);
  }
}
