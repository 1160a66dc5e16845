package palestra.experiments.cli;

import java.io.IOException;
import java.nio.file.Path;
import palestra.experiments.latent.Latents;
import palestra.experiments.runs.Interruption;
import palestra.experiments.runs.Lab;
import palestra.experiments.runs.ModelRuns;
import palestra.experiments.runs.ModelRuns.Trained;
import palestra.experiments.runs.RunDirectory;
import palestra.experiments.runs.RunFailure;
import palestra.experiments.runs.RunStore;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code latent}: what a model makes of its latent numbers, as a film or a picture. */
final class LatentCommand extends ReportingCommand {
  @Parameters(paramLabel = "RUN", description = "The run directory of a model.")
  private Path run;

  @Option(
      names = "--what",
      paramLabel = "walk|traverse|embed",
      description =
          "Walks from code to code; each latent moved alone; where held-out examples lie (default:"
              + " walk for a film, traverse for a .png).")
  private Latents.What what;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the codes (default 0).")
  private long seed;

  @Option(
      names = "--checkpoint",
      paramLabel = "last|best",
      description = "Which weights (default last).")
  private ModelRuns.Which checkpoint = ModelRuns.Which.LAST;

  @Option(
      names = "--out",
      paramLabel = "X.gif|X.mp4|X.png",
      description = "File to write (default: in the run's samples/).")
  private Path out;

  @Override
  int run(Console console, Interruption interruption) {
    boolean json = json();
    RunDirectory directory = RunDirectory.open(run);
    ModelRuns runs = new ModelRuns(Lab.load(), new RunStore(""), interruption);
    try (Trained trained = runs.open(directory, checkpoint)) {
      boolean film = trained.data().pictures() && (what == null || what == Latents.What.WALK);
      Path file =
          out != null ? out : directory.samples().resolve(film ? "latent.gif" : "latent.png");
      Latents.Report report =
          Latents.show(trained, what != null ? what : Latents.byEnding(file), seed, file);
      if (json) {
        console.json(report);
      } else {
        console.line(
            "%s: %s of %d latent numbers of %s on %s"
                .formatted(
                    report.run(),
                    report.what(),
                    report.latentSize(),
                    report.model(),
                    report.data()));
        console.line("wrote " + report.out());
      }
      return 0;
    } catch (IOException e) {
      throw new RunFailure("cannot write: " + e.getMessage(), e);
    }
  }
}
