package palestra.generative.applications;

import java.util.List;
import palestra.generative.internal.Checks;

/** Checks that the applications' settings share; each refusal is one line. */
final class Settings {
  private Settings() {}

  /** Channels of a {@link UNet}: one for the full size, one for each halving. */
  static void filters(List<Integer> filters) {
    if (filters.size() < 2 || filters.size() > 8) {
      throw new IllegalArgumentException(
          "filters must be 2 to 8 numbers, the full size's first, but are " + filters);
    }
    filters.forEach(each -> Checks.atLeast("each of filters", each, 1));
  }

  static void between(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be from %s to %s, but is %s".formatted(name, least, most, value));
    }
  }
}
