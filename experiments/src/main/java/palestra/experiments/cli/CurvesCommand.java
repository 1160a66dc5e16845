package palestra.experiments.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import palestra.experiments.curves.Curves;
import palestra.experiments.runs.Interruption;
import palestra.experiments.runs.RunFailure;
import palestra.renderer.pictures.CurvesPicture;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code curves}: how figures of runs changed while they learned. */
final class CurvesCommand extends ReportingCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "Run directories, or directories with runs below, such as an experiment's.")
  private List<Path> runs;

  @Option(
      names = "--figure",
      paramLabel = "NAME",
      description =
          "A column of metrics.csv; can be repeated (default: evalReturnMean of agents, the first"
              + " two of samples of models).")
  private List<String> figures = List.of();

  @Option(names = "--title", paramLabel = "TEXT", description = "Over the picture.")
  private String title;

  @Option(
      names = "--out",
      paramLabel = "X.png",
      description = "File to write (default curves.png).")
  private Path out = Path.of("curves.png");

  @Override
  int run(Console console, Interruption interruption) {
    boolean json = json();
    if (!out.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
      throw new IllegalArgumentException("--out takes a .png file, but got '" + out + "'");
    }
    try {
      Curves curves = Curves.read(runs);
      CurvesPicture picture = curves.picture(figures);
      if (title != null) {
        picture = new CurvesPicture(title, picture.caption(), picture.panels());
      }
      picture.write(out);
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("out", out.toString());
      report.put("seeds", curves.seeds());
      report.put("panels", picture.panels());
      if (json) {
        console.json(report);
      } else {
        console.line(
            "wrote %s: %d panels, %d seeds"
                .formatted(out, picture.panels().size(), curves.seeds().size()));
      }
      return 0;
    } catch (IOException e) {
      throw new RunFailure("cannot read or write: " + e.getMessage(), e);
    }
  }
}
