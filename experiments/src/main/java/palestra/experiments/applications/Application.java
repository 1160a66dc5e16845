package palestra.experiments.applications;

import palestra.generative.applications.Task;

/**
 * Something that generative models are good for.
 *
 * @param <C> its settings
 * @param id what users call it, such as {@code super-resolution}
 * @param summary what it does, in a line
 * @param paper where it comes from, authors and year
 * @param data that it works on where none are named
 * @param defaults what holds where nothing is set
 * @param work trains, measures and prepares the pictures
 */
record Application<C extends Record>(
    String id, String summary, String paper, String data, C defaults, Work<C> work) {

  /** What an application does. */
  @FunctionalInterface
  interface Work<C extends Record> {
    /**
     * Does it.
     *
     * @throws IllegalArgumentException if it cannot work on the data; one line, before anything is
     *     trained
     */
    Outcome run(C config, Task task);
  }
}
