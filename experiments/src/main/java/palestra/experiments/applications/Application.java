package palestra.experiments.applications;

import palestra.generative.applications.Task;

/**
 * Something that generative models are good for.
 *
 * @param <C> its settings
 */
interface Application<C extends Record> {
  /** What users call it, such as {@code super-resolution}. */
  String id();

  /** What it does, in a line. */
  String summary();

  /** Where it comes from, authors and year. */
  String paper();

  /** Data that it works on where none are named. */
  String data();

  /** What holds where nothing is set. */
  C defaults();

  /**
   * Trains, measures and prepares the pictures.
   *
   * @throws IllegalArgumentException if it cannot work on the data; one line, before anything is
   *     trained
   */
  Outcome run(C config, Task task);
}
