package palestra.experiments.cli;

import palestra.experiments.runs.Interruption;
import palestra.experiments.runs.Lab;
import palestra.experiments.runs.ModelRuns;
import palestra.experiments.runs.RunStore;
import palestra.experiments.runs.Runs;
import palestra.experiments.runs.TrainRequest;
import picocli.CommandLine.Mixin;

/** {@code train}: one run from its start. */
final class TrainCommand extends ReportingCommand {
  @Mixin private TrainingOptions options;
  @Mixin private StoreOption store;

  @Override
  int run(Console console, Interruption interruption) {
    boolean json = json();
    boolean model = options.forModel();
    TrainRequest request = options.request();
    Lab lab = Lab.load();
    RunStore records = new RunStore(store.database());
    Runs.Outcome outcome;
    try (Progress progress = new Progress(console, StandardError.isTerminal())) {
      outcome =
          model
              ? new ModelRuns(lab, records, interruption).train(request, progress)
              : new Runs(lab, records, interruption).trainAgent(request, progress);
    }
    return TrainReport.print(outcome, console, json);
  }
}
