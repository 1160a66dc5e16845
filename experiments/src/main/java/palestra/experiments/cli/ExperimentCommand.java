package palestra.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import palestra.experiments.runs.Experiment;
import palestra.experiments.runs.ExperimentPlan;
import palestra.experiments.runs.Interruption;
import palestra.experiments.runs.Lab;
import palestra.experiments.runs.RunStore;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code experiment}: agents x environments x seeds, and models x data x seeds. */
final class ExperimentCommand extends ReportingCommand {
  @Parameters(paramLabel = "F.yaml", description = "The plan: agents, environments, seeds.")
  private Path file;

  @Option(names = "--workers", paramLabel = "N", description = "Runs at a time (default 1).")
  private int workers = 1;

  @Mixin private StoreOption store;

  @Override
  int run(Console console, Interruption interruption) {
    boolean json = json();
    ExperimentPlan plan = ExperimentPlan.read(file);
    Experiment experiment =
        new Experiment(Lab.load(), new RunStore(store.database()), interruption);
    List<Experiment.Result> results =
        experiment.run(plan, workers, () -> new Progress(console, false));
    return report(results, console, json, interruption);
  }

  static int report(
      List<Experiment.Result> results, Console console, boolean json, Interruption interruption) {
    List<Map<String, Object>> runs = new ArrayList<>();
    boolean failed = false;
    for (Experiment.Result result : results) {
      if (result.error() != null) {
        failed = true;
        console.note("palestra: " + result.run() + ": " + result.error());
      }
      if (result.outcome() == null) {
        Map<String, Object> none = new LinkedHashMap<>();
        none.put("run", result.run().toString());
        none.put("status", result.error() == null ? "not begun" : "failed");
        none.put("error", result.error());
        runs.add(none);
      } else {
        runs.add(TrainReport.document(result.outcome()));
      }
    }
    if (json) {
      console.json(Map.of("runs", runs));
    } else {
      table(results).print(console);
    }
    return interruption.requested() ? Interruption.STATUS : failed ? Main.FAILED : 0;
  }

  /** A line for each run. */
  static Table table(List<Experiment.Result> results) {
    Table table = new Table("run", "status", "steps", "seconds", "result");
    for (Experiment.Result result : results) {
      if (result.outcome() == null) {
        table.row(result.run(), result.error() == null ? "not begun" : "failed", "", "", "");
      } else {
        table.row(TrainReport.row(result.outcome()));
      }
    }
    return table;
  }
}
