package palestra.experiments.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import palestra.experiments.applications.ApplicationRun;
import palestra.experiments.applications.Applications;
import palestra.experiments.runs.Interruption;
import palestra.experiments.runs.Lab;
import palestra.generative.applications.Figure;
import palestra.networks.Device;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code apply}: what generative models are good for, each beside a baseline. */
final class ApplyCommand extends ReportingCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "APPLICATION",
      description = "What to do; without it, all are listed.")
  private String application;

  @Option(
      names = "--data",
      paramLabel = "ID",
      description = "Data set to work on (default: the application's own).")
  private String data;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of all of it (default 1).")
  private long seed = 1;

  @Mixin private SettingsOptions settings;

  @Option(names = "--device", paramLabel = "auto|cpu|gpu", description = "Where graphs run.")
  private Device device = Device.AUTO;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "Directory for figures and pictures (default: a free name below runs/).")
  private Path run;

  @Override
  int run(Console console, Interruption interruption) {
    boolean json = json();
    if (application == null) {
      list(console, json);
      return 0;
    }
    ApplicationRun.Request request =
        new ApplicationRun.Request(
            application, data, settings.settings("totalSteps"), seed, device, run);
    ApplicationRun.Report report;
    try (PhaseProgress progress =
        new PhaseProgress(console, StandardError.isTerminal(), interruption)) {
      report = ApplicationRun.run(Lab.load(), request, progress, console::note);
    } catch (PhaseProgress.StoppedException e) {
      console.note("interrupted; an application is not resumed, nothing was kept");
      return Interruption.STATUS;
    }
    if (json) {
      console.json(report);
    } else {
      print(report, console);
    }
    return 0;
  }

  private static void list(Console console, boolean json) {
    List<Applications.Entry> all = Applications.list();
    if (json) {
      console.json(Map.of("applications", all));
      return;
    }
    for (Applications.Entry each : all) {
      console.line(
          "%s  %s (%s); on %s".formatted(each.id(), each.summary(), each.paper(), each.data()));
      each.settings().forEach((key, value) -> console.line("  " + key + ": " + value));
    }
  }

  private static void print(ApplicationRun.Report report, Console console) {
    console.line(
        String.format(
            Locale.ROOT,
            "%s  %s on %s, seed %d, in %.1f s; baseline: %s",
            report.directory(),
            report.application(),
            report.data(),
            report.seed(),
            report.seconds(),
            report.baseline()));
    Table table = new Table("  figure", "ours", "baseline", "");
    for (Figure figure : report.figures()) {
      table.row(
          "  " + figure.name() + (figure.higherIsBetter() ? " \u2191" : " \u2193"),
          number(figure.ours()),
          number(figure.baseline()),
          Double.isNaN(figure.baseline()) ? "" : figure.better() ? "better" : "not better");
    }
    table.print(console);
    report.pictures().forEach(picture -> console.line("wrote " + picture));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }
}
