package palestra.envs.bridge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Takes in what a process writes to standard error, however much, and keeps the last of it. A
 * process that nobody reads would stand still once the pipe is full.
 */
final class ErrorOutput {
  private static final int KEPT_LINES = 100;
  private static final int KEPT_LETTERS = 400;
  private static final long FINISH_MILLIS = 1_000;

  private final Deque<String> lines = new ArrayDeque<>();
  private final Thread reader;

  /** Reads until the stream ends; with PALESTRA_DEBUG set, shows it too. */
  ErrorOutput(String name, InputStream stream) {
    boolean shown = System.getenv("PALESTRA_DEBUG") != null;
    reader = new Thread(() -> read(stream, shown), "palestra errors of " + name);
    reader.setDaemon(true);
    reader.start();
  }

  private void read(InputStream stream, boolean shown) {
    char[] piece = new char[4096];
    StringBuilder line = new StringBuilder();
    // Not line by line: a flood may have no end of line.
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        for (int i = 0; i < count; i++) {
          if (piece[i] == '\n') {
            keep(line, shown);
          } else if (line.length() < KEPT_LETTERS) {
            line.append(piece[i]);
          }
        }
      }
    } catch (IOException e) {
      // The process is gone, and its pipe with it.
    }
    if (line.length() > 0) {
      keep(line, shown);
    }
  }

  private void keep(StringBuilder line, boolean shown) {
    synchronized (lines) {
      lines.addLast(line.toString());
      if (lines.size() > KEPT_LINES) {
        lines.removeFirst();
      }
    }
    if (shown) {
      System.err.println(line);
    }
    line.setLength(0);
  }

  /** Waits for the last of it, once the process has ended. */
  void finish() {
    try {
      reader.join(FINISH_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The last lines. */
  String text() {
    synchronized (lines) {
      return String.join("\n", lines);
    }
  }

  /** The last line that says something. */
  String lastLine() {
    synchronized (lines) {
      String last = "";
      for (String line : lines) {
        last = line.isBlank() ? last : line.strip();
      }
      return last.isEmpty() ? "it wrote nothing" : last;
    }
  }
}
