package palestra.generative.applications;

/** Sees how far an application's work has come. */
@FunctionalInterface
public interface Watch {
  /** Sees nothing. */
  Watch NOBODY = (phase, steps, totalSteps) -> {};

  /**
   * Called after every step of training.
   *
   * @param phase what is being trained, in a few words
   * @param steps done in this phase
   * @param totalSteps of this phase
   * @throws RuntimeException to end the work; it goes through to the caller
   */
  void progressed(String phase, long steps, long totalSteps);
}
