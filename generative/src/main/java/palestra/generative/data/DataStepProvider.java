package palestra.generative.data;

import java.util.Map;

/**
 * Makes steps known by name; found through {@link java.util.ServiceLoader}, so that a project of
 * your own adds steps without touching this one.
 */
public interface DataStepProvider {

  /** Names with what they do in a few words, in the order in which they are shown. */
  Map<String, String> names();

  /**
   * Reads a step.
   *
   * @param text one of the names, then settings
   * @throws IllegalArgumentException if its settings are wrong
   */
  DataStep read(String text);
}
