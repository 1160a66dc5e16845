package palestra.experiments.applications;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import palestra.generative.applications.Figure;

/**
 * What came of an application.
 *
 * @param figures ours beside the baseline's
 * @param baseline what the baseline is, in a few words
 * @param pictures by file name without ending; the first is the one that tells most
 */
record Outcome(List<Figure> figures, String baseline, Map<String, Drawing> pictures) {

  /** A picture that is not drawn yet. */
  @FunctionalInterface
  interface Drawing {
    /** Writes a PNG; it is there whole or not at all. */
    void write(Path file) throws IOException;
  }
}
