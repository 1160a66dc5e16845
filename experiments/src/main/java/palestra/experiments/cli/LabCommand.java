package palestra.experiments.cli;

import java.util.Locale;
import palestra.experiments.runs.Interruption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What all commands have. */
@Command(sortOptions = false, usageHelpAutoWidth = true)
abstract class LabCommand {
  /** How a command reports. */
  enum Format {
    TABLE,
    JSON,
    CSV,
    MD;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Option(names = "--debug", description = "Show where in the program an error came from.")
  private boolean debug;

  /** Whether only the help is wanted. */
  boolean helpWanted() {
    return help;
  }

  /** Whether an error is to be shown with its place in the program. */
  boolean debugging() {
    return debug || System.getenv("PALESTRA_DEBUG") != null;
  }

  /** Does the work and gives the exit status. */
  abstract int run(Console console, Interruption interruption);
}
