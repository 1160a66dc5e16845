package palestra.generative.data;

import java.util.Map;

/**
 * Makes data known by name; found through {@link java.util.ServiceLoader}, so that a project of
 * your own adds data without touching this one.
 */
public interface DataProvider {

  /** Names on the command line with what they stand for, in the order in which they are shown. */
  Map<String, DataKind> names();

  /**
   * Finds or reads data.
   *
   * @param text one of the names, then settings
   * @throws IllegalArgumentException if its settings are wrong or its files cannot be read; one
   *     line that names the file and the place in it
   */
  Data open(String text);
}
