package palestra.tests;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line in a process of its own, on this test run's class path. */
public final class CommandLine {
  private CommandLine() {}

  /** Runs a command to its end in a directory, without environment variables of the launcher. */
  public static Outcome run(Path directory, String... arguments)
      throws IOException, InterruptedException {
    return Outcome.of(directory, Map.of(), command(arguments));
  }

  /** The words that start the command. */
  public static List<String> command(String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx1g",
            "-cp",
            System.getProperty("java.class.path"),
            "palestra.experiments.cli.Main"));
    words.addAll(List.of(arguments));
    return words;
  }
}
