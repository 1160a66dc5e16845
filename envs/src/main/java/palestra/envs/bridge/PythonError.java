package palestra.envs.bridge;

import com.fasterxml.jackson.databind.JsonNode;

/** What Python raised, as {@code worker.describe} tells it. */
final class PythonError extends Exception {
  private static final long serialVersionUID = 1;

  private final transient JsonNode error;

  PythonError(JsonNode error) {
    super(error.path("message").asText());
    this.error = error;
  }

  /** With the number of the first copy of the worker it comes from. */
  BridgeException at(String environment, int first) {
    int copy = error.path("copy").asInt(-1);
    String action = error.path("action").asText("");
    String where = environment;
    if (copy >= 0) {
      where += ", copy " + (first + copy);
    }
    if (!action.isEmpty() && !action.equals("null")) {
      where += ", action " + action.replaceAll("\\s+", " ");
    } else {
      action = "";
    }
    return new BridgeException(
        where + ": " + getMessage().replaceAll("\\s*\\R\\s*", " "),
        copy < 0 ? -1 : first + copy,
        action,
        error.path("traceback").asText(),
        this);
  }

  /** For who asked for something that there is not: the message without the exception's class. */
  String refusal() {
    return getMessage().replaceFirst("^(gymnasium\\.error\\.\\w+|TypeError): ", "");
  }
}
