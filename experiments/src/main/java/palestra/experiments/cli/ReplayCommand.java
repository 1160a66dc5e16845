package palestra.experiments.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.experiments.runs.Filming;
import palestra.experiments.runs.Interruption;
import palestra.experiments.runs.RunDirectory;
import palestra.renderer.replay.FilmOptions;
import palestra.renderer.replay.Showing;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay}: recorded episodes as a film, or in a window. */
final class ReplayCommand extends ReportingCommand {
  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "Run directories; several are shown side by side.")
  private List<Path> runs;

  @Option(
      names = "--episode",
      paramLabel = "N|best|median|worst",
      description = "Which recorded episode (default best).")
  private String episode = "best";

  @Option(
      names = "--out",
      paramLabel = "X.gif|X.mp4|X.png",
      description = "File to write (default: replay.gif in the run's directory).")
  private Path out;

  @Option(names = "--window", description = "Show it in a window.")
  private boolean window;

  @Option(
      names = "--speed",
      paramLabel = "X",
      description = "Times as fast as the task (default 1).")
  private double speed = 1;

  @Override
  int run(Console console, Interruption interruption) {
    boolean json = json();
    if (window && out != null) {
      throw new IllegalArgumentException("--out and --window do not go together");
    }
    FilmOptions options = FilmOptions.DEFAULT.withSpeed(speed);
    List<RunDirectory> directories = runs.stream().map(RunDirectory::open).toList();
    Filming filming = new Filming(EnvironmentRegistry.load());
    List<Showing> showings = filming.showings(directories, episode);
    Path file = out != null ? out : runs.get(0).resolve("replay.gif");
    if (window) {
      filming.show(showings, speed);
    } else {
      filming.write(showings, options, file);
    }
    report(console, json, showings, window ? null : file);
    return 0;
  }

  private static void report(Console console, boolean json, List<Showing> showings, Path file) {
    List<Map<String, Object>> episodes = new ArrayList<>();
    for (Showing showing : showings) {
      Map<String, Object> shown = new LinkedHashMap<>();
      shown.put("env", showing.replay().environment());
      shown.put("agent", showing.replay().agent());
      shown.put("label", showing.label());
      shown.put("return", showing.replay().episodeReturn());
      shown.put("length", showing.replay().length());
      episodes.add(shown);
    }
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("out", file == null ? null : file.toString());
      document.put("episodes", episodes);
      console.json(document);
      return;
    }
    for (Showing showing : showings) {
      console.line(
          String.format(
              Locale.ROOT,
              "%s on %s, %s: return %.1f in %d steps",
              showing.replay().agent(),
              showing.replay().environment(),
              showing.label(),
              showing.replay().episodeReturn(),
              showing.replay().length()));
    }
    if (file != null) {
      console.line("wrote " + file);
    }
  }
}
