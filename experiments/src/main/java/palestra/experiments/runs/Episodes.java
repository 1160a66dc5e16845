package palestra.experiments.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import palestra.envs.replay.Replay;
import palestra.envs.replay.ReplayFile;

/** The recorded episodes of a run. */
public final class Episodes {
  private Episodes() {}

  /**
   * A recorded episode.
   *
   * @param number counted from 1
   */
  public record Recorded(int number, Replay replay) {}

  /**
   * Picks one.
   *
   * @param which a number counted from 1, or {@code best}, {@code median} or {@code worst} by
   *     return
   * @throws IllegalArgumentException if there is no such episode; says which there are
   */
  public static Recorded select(RunDirectory run, String which) {
    List<Path> files = files(run);
    if (which.matches("\\d+")) {
      int number = which.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(which);
      if (number < 1 || number > files.size()) {
        throw new IllegalArgumentException(
            "--episode " + which + ": " + run + " has episodes 1 to " + files.size());
      }
      return new Recorded(number, read(files.get(number - 1)));
    }
    Comparator<Recorded> byReturn =
        Comparator.comparingDouble(recorded -> recorded.replay().episodeReturn());
    List<Recorded> sorted =
        files.stream()
            .map(file -> new Recorded(files.indexOf(file) + 1, read(file)))
            .sorted(byReturn)
            .toList();
    return switch (which) {
      case "best" -> sorted.get(sorted.size() - 1);
      case "median" -> sorted.get(sorted.size() / 2);
      case "worst" -> sorted.get(0);
      default ->
          throw new IllegalArgumentException(
              "--episode takes a number, best, median or worst, but got '" + which + "'");
    };
  }

  private static List<Path> files(RunDirectory run) {
    if (Files.isDirectory(run.episodes())) {
      try (Stream<Path> held = Files.list(run.episodes())) {
        List<Path> files =
            held.filter(p -> p.getFileName().toString().endsWith(".replay")).sorted().toList();
        if (!files.isEmpty()) {
          return files;
        }
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "cannot read " + run.episodes() + ": " + RunDirectory.reason(e), e);
      }
    }
    throw new IllegalArgumentException(
        run + " has no recorded episodes: they are recorded when an agent's run finishes");
  }

  private static Replay read(Path file) {
    try {
      return ReplayFile.read(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read a replay: " + e.getMessage(), e);
    }
  }
}
