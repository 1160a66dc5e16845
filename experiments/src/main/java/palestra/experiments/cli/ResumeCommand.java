package palestra.experiments.cli;

import java.nio.file.Path;
import palestra.experiments.runs.Interruption;
import palestra.experiments.runs.Lab;
import palestra.experiments.runs.ModelRuns;
import palestra.experiments.runs.RunDirectory;
import palestra.experiments.runs.RunInfo;
import palestra.experiments.runs.RunStore;
import palestra.experiments.runs.Runs;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code resume}: goes on with a run as if it had never stopped, or past its planned steps. */
final class ResumeCommand extends ReportingCommand {
  @Parameters(paramLabel = "RUN", description = "The run directory.")
  private Path run;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Train until N steps in all, more than the run was planned for.")
  private Long steps;

  @Mixin private StoreOption store;

  @Override
  int run(Console console, Interruption interruption) {
    boolean json = json();
    RunDirectory directory = RunDirectory.open(run);
    RunStore records = new RunStore(store.database());
    Runs.Outcome outcome;
    try (Progress progress = new Progress(console, StandardError.isTerminal())) {
      outcome = goOn(directory, records, interruption, progress);
    }
    return TrainReport.print(outcome, console, json);
  }

  private Runs.Outcome goOn(
      RunDirectory directory, RunStore records, Interruption interruption, Progress progress) {
    Lab lab = Lab.load();
    if (directory.info().kind().equals(RunInfo.MODEL)) {
      ModelRuns runs = new ModelRuns(lab, records, interruption);
      return steps == null
          ? runs.resume(directory, progress)
          : runs.extend(directory, steps, progress);
    }
    Runs runs = new Runs(lab, records, interruption);
    return steps == null
        ? runs.resumeAgent(directory, progress)
        : runs.extendAgent(directory, steps, progress);
  }
}
