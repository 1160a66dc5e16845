package palestra.experiments.runs;

/** Work that could not be done, though it was asked for rightly; one line says why. */
public final class RunFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure with its cause, which may be null. */
  public RunFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
