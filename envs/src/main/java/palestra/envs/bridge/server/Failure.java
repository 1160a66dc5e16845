package palestra.envs.bridge.server;

/** What Python is told of an exception. */
final class Failure {
  /** Wrong use: Python raises a {@code ValueError}. */
  static final int WRONG_VALUE = 1;

  /** A call at the wrong time: Python raises a {@code RuntimeError}. */
  static final int WRONG_STATE = 2;

  /** Something broke in Java. */
  static final int BROKEN = 3;

  private Failure() {}

  static int status(Throwable e) {
    return e instanceof IllegalArgumentException
        ? WRONG_VALUE
        : e instanceof IllegalStateException ? WRONG_STATE : BROKEN;
  }

  /** One line: the message, and of what was not expected also the kind and the place. */
  static String line(Throwable e) {
    String message = String.valueOf(e.getMessage());
    if (status(e) == BROKEN) {
      StackTraceElement[] trace = e.getStackTrace();
      String place = trace.length == 0 ? "" : " at " + trace[0];
      message = e.getClass().getName() + ": " + message + place;
    }
    return message.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
