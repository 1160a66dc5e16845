package palestra.experiments.cli;

import palestra.experiments.runs.Provenance;

/** The lab's own version. */
final class Version {
  private Version() {}

  static String current() {
    return Provenance.versions().get("palestra");
  }
}
