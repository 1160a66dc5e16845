package palestra.experiments.store;

/** The store could not do what was asked; the message is one line for the user. */
public final class StoreException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** A failure with its cause. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
