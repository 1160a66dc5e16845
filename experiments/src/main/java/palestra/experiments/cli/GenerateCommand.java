package palestra.experiments.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;
import palestra.experiments.runs.Interruption;
import palestra.experiments.runs.Lab;
import palestra.experiments.runs.ModelRuns;
import palestra.experiments.runs.RunDirectory;
import palestra.experiments.runs.RunStore;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code generate}: samples of a trained model as a picture, and their figures. */
final class GenerateCommand extends ReportingCommand {
  @Parameters(paramLabel = "RUN", description = "The run directory of a model.")
  private Path run;

  @Option(names = "--samples", paramLabel = "N", description = "How many (default 64).")
  private int samples = 64;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the samples (default 0).")
  private long seed;

  @Option(
      names = "--label",
      paramLabel = "CLASS",
      description = "Class that all samples are to show, of a model that is told it.")
  private Integer label;

  @Option(
      names = "--checkpoint",
      paramLabel = "last|best",
      description = "Which weights (default last).")
  private ModelRuns.Which checkpoint = ModelRuns.Which.LAST;

  @Option(
      names = "--out",
      paramLabel = "X.png",
      description = "File to write (default: in the run's samples/).")
  private Path out;

  @Override
  int run(Console console, Interruption interruption) {
    boolean json = json();
    if (samples < 1) {
      throw new IllegalArgumentException("--samples must be at least 1, but is " + samples);
    }
    if (out != null && !out.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw new IllegalArgumentException("--out must end in .png, but is " + out);
    }
    RunDirectory directory = RunDirectory.open(run);
    ModelRuns runs = new ModelRuns(Lab.load(), new RunStore(""), interruption);
    ModelRuns.Generated generated =
        runs.generate(
            directory,
            checkpoint,
            samples,
            label == null ? OptionalInt.empty() : OptionalInt.of(label),
            seed,
            out);
    if (json) {
      console.json(generated);
    } else {
      console.line(
          generated.run()
              + ": "
              + samples
              + " samples of "
              + generated.model()
              + " on "
              + generated.data());
      generated
          .metrics()
          .forEach(
              (name, value) ->
                  console.line(String.format(Locale.ROOT, "  %-20s %.4f", name, value)));
      console.line("wrote " + generated.out());
    }
    return 0;
  }
}
