package palestra.envs.bridge;

import java.util.OptionalInt;

/**
 * What went wrong on Python's side of the bridge: an environment that raised, or a worker process
 * that ended, was killed or did not answer in time. Its message is one line; {@link #traceback} has
 * what Python printed.
 */
public final class BridgeException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  private final int copy;
  private final String action;
  private final String traceback;

  BridgeException(String message, int copy, String action, String traceback, Throwable cause) {
    // Where the whole story is printed, Python's part of it is too.
    super(message, traceback.isBlank() ? cause : new IllegalStateException(traceback, cause));
    this.copy = copy;
    this.action = action;
    this.traceback = traceback;
  }

  BridgeException(String message, String traceback, Throwable cause) {
    this(message, -1, "", traceback, cause);
  }

  /** Which copy of the environment it was; empty where it was none, or not to be known which. */
  public OptionalInt copy() {
    return copy < 0 ? OptionalInt.empty() : OptionalInt.of(copy);
  }

  /** The action being taken, as Python prints it; empty where none was. */
  public String action() {
    return action;
  }

  /** Python's traceback, or the last lines that the worker wrote to standard error; many lines. */
  public String traceback() {
    return traceback;
  }
}
