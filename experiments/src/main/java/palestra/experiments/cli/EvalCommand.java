package palestra.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import palestra.experiments.config.Settings;
import palestra.experiments.runs.EvalResult;
import palestra.experiments.runs.Interruption;
import palestra.experiments.runs.Lab;
import palestra.experiments.runs.RunDirectory;
import palestra.experiments.runs.RunStore;
import palestra.experiments.runs.Runs;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code eval}: plays episodes with the best checkpoint of a run. */
final class EvalCommand extends ReportingCommand {
  @Parameters(paramLabel = "RUN", description = "The run directory.")
  private Path run;

  @Option(names = "--episodes", paramLabel = "N", description = "Episodes to play (default 100).")
  private int episodes = 100;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the episodes (default 0).")
  private long seed;

  @Option(
      names = "--env-arg",
      paramLabel = "k=v",
      description = "Argument of the environment, in place of the run's; may be repeated.")
  private List<String> envArgs = new ArrayList<>();

  @Override
  int run(Console console, Interruption interruption) {
    boolean json = json();
    if (episodes < 1) {
      throw new IllegalArgumentException("--episodes must be at least 1, but is " + episodes);
    }
    if (seed < 0) {
      throw new IllegalArgumentException("--seed must be 0 or more, but is " + seed);
    }
    RunDirectory directory = RunDirectory.open(run);
    Runs runs = new Runs(Lab.load(), new RunStore(""), interruption);
    EvalResult result =
        runs.evaluate(directory, episodes, seed, Settings.assignments("--env-arg", envArgs));
    if (json) {
      console.json(result);
    } else {
      console.line(
          String.format(
              Locale.ROOT,
              "%s: %s on %s, %d episodes from seed %d: %.1f ± %.1f (min %.1f, max %.1f)",
              result.run(),
              result.agent(),
              result.env(),
              result.episodes(),
              result.seed(),
              result.mean(),
              result.std(),
              result.min(),
              result.max()));
    }
    return 0;
  }
}
