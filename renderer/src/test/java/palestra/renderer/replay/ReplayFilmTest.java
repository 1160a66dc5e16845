package palestra.renderer.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palestra.envs.replay.Replay;
import palestra.envs.replay.Thought;
import palestra.envs.seeding.Pcg64;
import palestra.renderer.Picture;
import palestra.renderer.PictureCanvas;
import palestra.renderer.Theme;
import palestra.renderer.film.Films;

class ReplayFilmTest {

  private static final int HEADING = 40;

  private static ReplayFilm film(int steps, double speed) {
    return new ReplayFilm(List.of(Episodes.balanced(steps)), FilmOptions.DEFAULT.withSpeed(speed));
  }

  @Test
  void takesEverySecondStepOfAFiftyHertzTask() {
    try (ReplayFilm film = film(100, 1)) {
      assertThat(film.framesPerSecond()).isEqualTo(25);
      // 50 moves, the start, and a second of rest at the end.
      assertThat(film.frames()).isEqualTo(51 + 25);
    }
    try (ReplayFilm film = film(100, 2)) {
      assertThat(film.frames()).isEqualTo(26 + 25);
    }
    try (ReplayFilm film = film(100, 0.1)) {
      assertThat(film.framesPerSecond()).isEqualTo(5);
      assertThat(film.frames()).isEqualTo(101 + 5);
    }
  }

  @Test
  void playsAlikeEveryTimeAndFromAnywhere() throws IOException {
    try (ReplayFilm film = film(40, 1)) {
      List<Picture> first = new ArrayList<>();
      film.play(0, 1, picture -> first.add(picture.copy()));
      List<Picture> again = new ArrayList<>();
      film.play(0, 1, picture -> again.add(picture.copy()));
      assertThat(again).hasSameSizeAs(first);
      for (int i = 0; i < first.size(); i++) {
        assertThat(again.get(i).rgb()).isEqualTo(first.get(i).rgb());
      }
      assertThat(Films.frame(film, 13).rgb()).isEqualTo(first.get(13).rgb());
      assertThat(first.get(13).rgb()).isNotEqualTo(first.get(12).rgb());
    }
  }

  @Test
  void overlayLeavesTheSceneAlone() throws IOException {
    Showing showing = Episodes.balanced(60);
    Picture frame;
    try (ReplayFilm film = new ReplayFilm(List.of(showing), FilmOptions.DEFAULT)) {
      frame = Films.frame(film, 10);
      assertThat(film.width()).isEqualTo(600);
    }
    try (Stage stage = new Stage(showing);
        PictureCanvas canvas = new PictureCanvas(600, 400, 1)) {
      stage.seek(20);
      Picture scene = canvas.draw(stage.environment()::draw);
      for (int y = 0; y < 400; y++) {
        for (int x = 0; x < 600; x++) {
          assertThat(difference(frame.at(x, HEADING + y), scene.at(x, y))).isLessThan(4);
        }
      }
    }
  }

  /** The greatest difference of a channel: smoothed edges are rounded once more or less. */
  private static int difference(int a, int b) {
    int most = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      most = Math.max(most, Math.abs((a >> shift & 0xFF) - (b >> shift & 0xFF)));
    }
    return most;
  }

  @Test
  void timeLineShowsHowMuchHasPassed() throws IOException {
    try (ReplayFilm film = film(60, 1)) {
      Picture frame = Films.frame(film, 10);
      int line = HEADING + 400 + 2;
      assertThat(frame.at(190, line)).isEqualTo(Theme.ACCENT >>> 8);
      assertThat(frame.at(210, line)).isEqualTo(Theme.FAINT >>> 8);
    }
  }

  @Test
  void barsFollowTheProbabilities() throws IOException {
    Showing showing = Episodes.balanced(60);
    try (ReplayFilm film = new ReplayFilm(List.of(showing), FilmOptions.DEFAULT)) {
      for (int frame : new int[] {3, 10, 25}) {
        Picture picture = Films.frame(film, frame);
        float[] p = showing.replay().entries().get(2 * frame).thought().probabilities();
        int most = p[0] > p[1] ? 0 : 1;
        int accent = 0;
        int soft = 0;
        for (int x = 180; x < 400; x++) {
          accent += column(picture, x, Theme.ACCENT);
          soft += column(picture, x, Theme.SOFT);
        }
        assertThat(accent / 100.0).isBetween(p[most] - 0.05, p[most] + 0.05);
        assertThat(soft / 100.0).isBetween(p[1 - most] - 0.05, p[1 - most] + 0.05);
      }
    }
  }

  private static int column(Picture picture, int x, int color) {
    for (int y = 446; y < picture.height(); y++) {
      if (picture.at(x, y) == color >>> 8) {
        return 1;
      }
    }
    return 0;
  }

  @Test
  void severalAreSideBySideAndFitTheWidth() throws IOException {
    List<Showing> three =
        List.of(Episodes.balanced(20), Episodes.balanced(40), Episodes.balanced(10));
    try (ReplayFilm film = new ReplayFilm(three, FilmOptions.DEFAULT)) {
      assertThat(film.width()).isBetween(1278, 1280);
      // The longest decides.
      assertThat(film.frames()).isEqualTo(21 + 25);
      Picture picture = Films.frame(film, 20);
      assertThat(picture.width()).isEqualTo(film.width());
      assertThat(picture.height()).isEqualTo(film.height());
    }
  }

  @Test
  void everyKindOfThoughtIsDrawn() throws IOException {
    Showing plain = Episodes.balanced(20);
    List<Thought> thoughts =
        List.of(
            Thought.NONE,
            new Thought(new float[0], new float[] {1, -2}, Float.NaN),
            new Thought(new float[] {.1f, .2f, .3f, .1f, .1f, .2f}, new float[0], 3),
            new Thought(new float[0], new float[] {0, 0, 0}, 0));
    for (Thought thought : thoughts) {
      List<Replay.Entry> entries =
          plain.replay().entries().stream()
              .map(e -> new Replay.Entry(e.action(), e.reward(), false, false, thought))
              .toList();
      Replay replay =
          new Replay("CartPole-v1", Map.of(), "a", plain.replay().start(), Map.of(), entries);
      Showing showing = new Showing("", replay, Episodes::cartPole);
      try (ReplayFilm film = new ReplayFilm(List.of(showing), FilmOptions.DEFAULT)) {
        assertThat(Films.frame(film, 5).height()).isEqualTo(film.height());
      }
    }
  }

  @Test
  void wholeEpisodeMakesAModestGif(@TempDir Path directory) throws IOException {
    Path out = directory.resolve("film.gif");
    try (ReplayFilm film = film(500, 1)) {
      assertThat(film.frames()).isEqualTo(251 + 25);
      Films.write(out, film);
    }
    assertThat(Files.size(out)).isBetween(50_000L, 2_000_000L);
  }

  @Test
  void nothingToShowIsNamed() {
    assertThatThrownBy(() -> new ReplayFilm(List.of(), FilmOptions.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no episode to show");
    Replay empty = new Replay("CartPole-v1", Map.of(), "a", Pcg64.seeded(1), Map.of(), List.of());
    assertThatThrownBy(
            () ->
                new ReplayFilm(
                    List.of(new Showing("first", empty, Episodes::cartPole)), FilmOptions.DEFAULT))
        .hasMessage("the episode \"first\" has no step");
    assertThatThrownBy(() -> FilmOptions.DEFAULT.withSpeed(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("speed");
  }
}
