package palestra.experiments.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import palestra.experiments.demo.Demo;
import palestra.experiments.runs.Experiment;
import palestra.experiments.runs.Interruption;
import palestra.experiments.runs.Lab;
import picocli.CommandLine.Option;

/** {@code demo}: the whole road from training to pictures. */
final class DemoCommand extends ReportingCommand {
  @Option(names = "--out", paramLabel = "DIR", description = "Where to write (default demo/).")
  private Path out = Path.of("demo");

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Runs at a time (default: one for each processor, at most 4).")
  private int workers = Math.min(4, Runtime.getRuntime().availableProcessors());

  @Override
  int run(Console console, Interruption interruption) {
    boolean json = json();
    long begin = System.nanoTime();
    Demo demo = new Demo(out, Lab.load(), interruption);
    Demo.Result result = demo.run(workers, () -> new Progress(console, false));
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (interruption.requested()) {
      console.note("interrupted; './palestra demo' goes on from here");
      return Interruption.STATUS;
    }
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("seconds", seconds);
      List<Map<String, Object>> runs =
          result.runs().stream()
              .map(Experiment.Result::outcome)
              .map(TrainReport::document)
              .toList();
      document.put("runs", runs);
      document.put("leaderboard", result.leaderboard());
      Map<String, String> files = new LinkedHashMap<>();
      result.files().forEach((what, path) -> files.put(what, path.toString()));
      document.put("files", files);
      console.json(document);
      return 0;
    }
    ExperimentCommand.table(result.runs()).print(console);
    console.line("");
    console.line(result.leaderboard().toTable().stripTrailing());
    console.line("");
    result.files().forEach((what, path) -> console.line(String.format("  %-20s %s", what, path)));
    console.line(String.format(Locale.ROOT, "  done in %.0f s", seconds));
    return 0;
  }
}
