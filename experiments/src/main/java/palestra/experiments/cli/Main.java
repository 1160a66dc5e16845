package palestra.experiments.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import palestra.experiments.cli.Commands.Entry;
import palestra.experiments.config.Nearest;
import palestra.experiments.runs.Interruption;
import palestra.experiments.runs.RunFailure;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line. Exit status: 0 done, 1 the work failed, 2 wrong use or bad configuration, 130
 * interrupted after a checkpoint. An error is one line on standard error.
 */
public final class Main {
  /** Exit status of work that failed. */
  static final int FAILED = 1;

  /** Exit status of wrong use. */
  static final int WRONG_USE = 2;

  private final Console console;
  private final Interruption interruption;

  Main(Console console, Interruption interruption) {
    this.console = console;
    this.interruption = interruption;
  }

  /** Runs one command and ends the process with its status. */
  public static void main(String[] args) {
    Interruption interruption = new Interruption();
    interruption.listen();
    PrintStream out = StandardError.utf8(new FileOutputStream(FileDescriptor.out));
    PrintStream err = StandardError.open();
    int status = new Main(new Console(out, err), interruption).run(args);
    out.flush();
    err.flush();
    interruption.finished();
    System.exit(status);
  }

  /** Runs one command and gives its exit status. */
  int run(String... args) {
    if (args.length == 0 || List.of("-h", "--help", "help").contains(args[0])) {
      help();
      return 0;
    }
    if (args[0].equals("--version")) {
      console.line("palestra " + Version.current());
      return 0;
    }
    List<Entry> commands = Commands.all();
    Optional<Entry> entry =
        Stream.concat(commands.stream(), Commands.hidden().stream())
            .filter(c -> c.name().equals(args[0]))
            .findFirst();
    if (entry.isEmpty()) {
      return wrong(
          Nearest.unknown("command", args[0], commands.stream().map(Entry::name).toList())
              + "; see --help");
    }
    if (entry.get().factory() == null) {
      return wrong("'" + args[0] + "' is run by the launcher: ./palestra " + args[0]);
    }
    return run(entry.get(), Arrays.copyOfRange(args, 1, args.length));
  }

  private int run(Entry entry, String[] args) {
    LabCommand command = entry.factory().get();
    CommandLine line =
        new CommandLine(command)
            .setCommandName("palestra " + entry.name())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExpandAtFiles(false);
    try {
      line.parseArgs(args);
    } catch (ParameterException e) {
      return wrong(usageError(e) + "; see 'palestra " + entry.name() + " --help'");
    }
    if (command.helpWanted()) {
      console.line(entry.description() + "\n");
      line.usage(console.out());
      return 0;
    }
    boolean debug = command.debugging();
    try {
      return command.run(console, interruption);
    } catch (IllegalArgumentException e) {
      return report(e, WRONG_USE, message(e), debug);
    } catch (RunFailure | IllegalStateException | UncheckedIOException e) {
      return report(e, FAILED, message(e), debug);
    } catch (OutOfMemoryError e) {
      return report(e, FAILED, "out of memory: " + e.getMessage(), debug);
    } catch (RuntimeException | LinkageError e) {
      boolean told = e.getClass().getName().startsWith("palestra.");
      String hint = " (" + e.getClass().getSimpleName() + "; --debug shows where)";
      return report(e, FAILED, told ? message(e) : message(e) + hint, debug);
    }
  }

  private static String message(Throwable e) {
    return e.getMessage() == null ? "failed" : e.getMessage();
  }

  private int wrong(String message) {
    return report(null, WRONG_USE, message, false);
  }

  private int report(Throwable e, int status, String message, boolean debug) {
    console.note("palestra: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
    if (debug && e != null) {
      e.printStackTrace(console.err());
    }
    return status;
  }

  private static String usageError(ParameterException e) {
    List<String> options =
        e.getCommandLine().getCommandSpec().options().stream()
            .flatMap(o -> Arrays.stream(o.names()))
            .filter(n -> n.startsWith("--"))
            .toList();
    if (e instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().get(0);
      return first.startsWith("-")
          ? Nearest.unknown("option", first.split("=", 2)[0], options)
          : "'" + first + "' is one argument too many";
    }
    if (e instanceof MissingParameterException) {
      return e.getMessage().lines().findFirst().orElse("an argument is missing");
    }
    return e.getMessage().lines().findFirst().orElse("wrong arguments");
  }

  private void help() {
    console.line("Palestra: deep reinforcement learning and generative models on the JVM.\n");
    console.line("usage: ./palestra COMMAND [OPTION]...\n");
    for (Entry entry : Commands.all()) {
      console.line(String.format("  %-12s %s", entry.name(), entry.description()));
    }
    console.line(
        "\n'./palestra COMMAND --help' shows a command's options. Commands that report take"
            + " --format table|json.");
    console.line(
        "Exit status: 0 done, 1 the work failed, 2 wrong use, 130 interrupted after a checkpoint.");
  }
}
