package palestra.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a program ended.
 *
 * @param status its exit status
 * @param output what it wrote to standard output
 * @param errors what it wrote to standard error
 */
public record Outcome(int status, String output, String errors) {

  /** Runs a program to its end. */
  public static Outcome of(Path directory, String... command)
      throws IOException, InterruptedException {
    return of(directory, Map.of(), List.of(command));
  }

  /**
   * Runs a program to its end. Of the launcher's own variables it sees only the given ones.
   *
   * @param variables added to the environment
   */
  public static Outcome of(Path directory, Map<String, String> variables, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("palestra", ".out");
    Path errors = Files.createTempFile("palestra", ".err");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("PALESTRA_"));
      builder.environment().putAll(variables);
      int status = builder.start().waitFor();
      return new Outcome(status, Files.readString(output), Files.readString(errors));
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }
}
