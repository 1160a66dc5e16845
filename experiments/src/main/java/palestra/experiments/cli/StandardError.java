package palestra.experiments.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard error without the lines that TensorFlow's native code writes there at its first run,
 * which none of its settings stops. The launcher passes standard error on as a second descriptor;
 * Java writes to that one and closes the first, which the JDK does by pointing it to nowhere. With
 * {@code PALESTRA_DEBUG} set, or without the launcher, everything is shown.
 */
final class StandardError {
  private static final String DESCRIPTOR = "PALESTRA_STDERR_FD";
  private static final String DEBUG = "PALESTRA_DEBUG";

  private StandardError() {}

  /** Opens it, for all of this process. */
  static PrintStream open() {
    FileOutputStream plain = new FileOutputStream(FileDescriptor.err);
    String descriptor = descriptor();
    if (descriptor.equals("2")) {
      return utf8(plain);
    }
    try {
      PrintStream stream = utf8(new FileOutputStream("/dev/fd/" + descriptor, true));
      System.setErr(stream);
      plain.close();
      return stream;
    } catch (IOException e) {
      return utf8(plain); // It is a socket or the like, which cannot be opened by name.
    }
  }

  /** Whether it is a terminal, so that a progress bar can be drawn there. */
  static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd", descriptor())).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      // Without /proc there is no way to know; lines do no harm on a terminal.
      return false;
    }
  }

  static PrintStream utf8(OutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  private static String descriptor() {
    String passed = System.getenv(DESCRIPTOR);
    return passed == null || System.getenv(DEBUG) != null ? "2" : passed;
  }
}
