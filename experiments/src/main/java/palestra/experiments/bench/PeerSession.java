package palestra.experiments.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program of a peer that stays while the rounds go on, and answers each line with a line. */
final class PeerSession implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String what;
  private final Path errors;
  private final Process process;
  private final BufferedWriter questions;
  private final BufferedReader answers;

  /**
   * Starts it.
   *
   * @param what it is, for messages
   * @throws IllegalStateException if it cannot be started
   */
  PeerSession(List<String> command, String what) {
    this.what = what;
    try {
      errors = Files.createTempFile("palestra-bench", ".log");
      process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    } catch (IOException e) {
      throw new IllegalStateException("cannot run " + what + ": " + e.getMessage(), e);
    }
    questions = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Asks, and waits for the answer.
   *
   * @throws IllegalStateException if it has ended; with its last words
   */
  JsonNode ask(String line) {
    try {
      questions.write(line);
      questions.newLine();
      questions.flush();
      String answer = answers.readLine();
      if (answer != null) {
        return MAPPER.readTree(answer);
      }
      throw new IllegalStateException(
          what + " ended: " + Subprocess.lastLineOf(Files.readString(errors)));
    } catch (IOException e) {
      throw new IllegalStateException(what + " does not answer: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    if (!errors.toFile().delete()) {
      errors.toFile().deleteOnExit();
    }
  }
}
