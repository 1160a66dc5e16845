package palestra.experiments.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import palestra.envs.Environment;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.replay.Replay;
import palestra.envs.wrapping.WrapperRegistry;
import palestra.envs.wrapping.WrapperStack;
import palestra.renderer.film.Films;
import palestra.renderer.replay.FilmOptions;
import palestra.renderer.replay.ReplayFilm;
import palestra.renderer.replay.ReplayWindow;
import palestra.renderer.replay.Showing;

/** Brings recorded episodes to the renderer: as films in files, or in a window. */
public final class Filming {
  private final EnvironmentRegistry environments;
  private final WrapperRegistry wrappers = WrapperRegistry.load();

  public Filming(EnvironmentRegistry environments) {
    this.environments = environments;
  }

  /** One episode of each run, to be shown side by side. */
  public List<Showing> showings(List<RunDirectory> runs, String episode) {
    List<Showing> showings = new ArrayList<>();
    for (RunDirectory run : runs) {
      Episodes.Recorded recorded = Episodes.select(run, episode);
      Replay replay = recorded.replay();
      String label =
          String.format(Locale.ROOT, "seed %d, episode %d", run.info().seed(), recorded.number());
      showings.add(new Showing(label, replay, () -> environment(replay)));
    }
    return showings;
  }

  /** The environment that a replay was recorded in, its wrappers around it. */
  private Environment<?, ?> environment(Replay replay) {
    return new WrapperStack(
            environments.spec(replay.environment()),
            replay.arguments(),
            wrappers.parse(replay.wrappers()))
        .single(true);
  }

  /**
   * Writes a film.
   *
   * @throws IllegalArgumentException if the file's ending is not .gif, .mp4 or .png
   * @throws RunFailure if it cannot be written
   */
  public void write(List<Showing> showings, FilmOptions options, Path out) {
    Films.check(out);
    try (ReplayFilm film = new ReplayFilm(showings, options)) {
      Files.createDirectories(out.toAbsolutePath().getParent());
      Films.write(out, film);
    } catch (IOException e) {
      throw new RunFailure("cannot write " + out + ": " + RunDirectory.reason(e), e);
    }
  }

  /**
   * Shows episodes in a window until it is closed.
   *
   * @throws IllegalArgumentException if there is no display
   */
  public void show(List<Showing> showings, double speed) {
    ReplayWindow.show(showings, speed);
  }
}
