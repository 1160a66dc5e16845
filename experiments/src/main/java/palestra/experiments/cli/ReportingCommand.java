package palestra.experiments.cli;

import picocli.CommandLine.Option;

/** A command that reports in the format asked for. */
abstract class ReportingCommand extends LabCommand {
  @Option(
      names = "--format",
      paramLabel = "table|json",
      description = "How to report: a table, or one JSON document and nothing else.")
  private Format format = Format.TABLE;

  /** Whether JSON is asked for. */
  boolean json() {
    if (format != Format.TABLE && format != Format.JSON) {
      throw new IllegalArgumentException("--format takes table or json, but got '" + format + "'");
    }
    return format == Format.JSON;
  }
}
