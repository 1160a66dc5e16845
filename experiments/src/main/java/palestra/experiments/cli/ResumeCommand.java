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
import picocli.CommandLine.Parameters;

/** {@code resume}: goes on with a run as if it had never stopped. */
final class ResumeCommand extends ReportingCommand {
  @Parameters(paramLabel = "RUN", description = "The run directory.")
  private Path run;

  @Mixin private StoreOption store;

  @Override
  int run(Console console, Interruption interruption) {
    boolean json = json();
    RunDirectory directory = RunDirectory.open(run);
    Lab lab = Lab.load();
    RunStore records = new RunStore(store.database());
    Runs.Outcome outcome;
    try (Progress progress = new Progress(console, StandardError.isTerminal())) {
      outcome =
          directory.info().kind().equals(RunInfo.MODEL)
              ? new ModelRuns(lab, records, interruption).resume(directory, progress)
              : new Runs(lab, records, interruption).resumeAgent(directory, progress);
    }
    return TrainReport.print(outcome, console, json);
  }
}
