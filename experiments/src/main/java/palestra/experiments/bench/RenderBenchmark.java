package palestra.experiments.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import palestra.envs.Environment;
import palestra.envs.Step;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.replay.Replay;
import palestra.envs.replay.Thought;
import palestra.envs.seeding.Pcg64;
import palestra.renderer.PictureCanvas;
import palestra.renderer.replay.FilmOptions;
import palestra.renderer.replay.ReplayFilm;
import palestra.renderer.replay.Showing;

/** Frames a second that are drawn off-screen and read back, without encoding. */
public final class RenderBenchmark implements Benchmark {
  private static final int TURNS = 5;
  private static final int FRAMES = 300;
  private static final int STEPS = 200;

  @Override
  public String name() {
    return "render";
  }

  @Override
  public String description() {
    return "off-screen frames per second: CartPole at 600x400, and a replay with its panel";
  }

  @Override
  public List<BenchRow> run(Consumer<String> log) {
    EnvironmentRegistry environments = EnvironmentRegistry.load();
    List<BenchRow> rows = new ArrayList<>();
    log.accept("CartPole-v1 at 600x400 ...");
    double[] plain = new double[TURNS];
    try (Environment<?, ?> env = environments.make("CartPole-v1", Map.of());
        PictureCanvas canvas = new PictureCanvas(600, 400, 1)) {
      env.reset(0);
      canvas.draw(env::draw);
      for (int turn = 0; turn < TURNS; turn++) {
        long begin = System.nanoTime();
        for (int i = 0; i < FRAMES; i++) {
          canvas.draw(env::draw);
        }
        plain[turn] = FRAMES / ((System.nanoTime() - begin) / 1e9);
      }
    }
    rows.add(BenchRow.alone("CartPole-v1 at 600x400", plain, "frames/s"));
    log.accept("a replay with its panel ...");
    Replay replay = replay(environments);
    double[] films = new double[TURNS];
    for (int turn = 0; turn < TURNS; turn++) {
      films[turn] = film(environments, replay);
    }
    rows.add(BenchRow.alone("replay with its panel", films, "frames/s"));
    return rows;
  }

  private static double film(EnvironmentRegistry environments, Replay replay) {
    Showing showing =
        new Showing(
            "bench", replay, () -> environments.make(replay.environment(), replay.arguments()));
    try (ReplayFilm film = new ReplayFilm(List.of(showing), FilmOptions.DEFAULT)) {
      long begin = System.nanoTime();
      film.play(0, 1, picture -> {});
      return film.frames() / ((System.nanoTime() - begin) / 1e9);
    } catch (IOException e) {
      throw new IllegalStateException("cannot draw: " + e.getMessage(), e);
    }
  }

  /** Pushes towards where the pole leans, which holds it for a while. */
  private static Replay replay(EnvironmentRegistry environments) {
    @SuppressWarnings("unchecked")
    Environment<Object, Object> env =
        (Environment<Object, Object>) environments.make("CartPole-v1", Map.of());
    List<Replay.Entry> entries = new ArrayList<>();
    Pcg64 start = Pcg64.seeded(0);
    float[] seen = (float[]) env.reset(0).observation();
    for (int i = 0; i < STEPS; i++) {
      long action = seen[2] + seen[3] > 0 ? 1 : 0;
      Step<Object> step = env.step(action);
      float right = action == 1 ? 0.9f : 0.1f;
      entries.add(
          new Replay.Entry(
              new double[] {action},
              step.reward(),
              step.terminated(),
              step.truncated(),
              new Thought(new float[] {1 - right, right}, new float[0], 100f - i / 2f)));
      if (step.done()) {
        break;
      }
      seen = (float[]) step.observation();
    }
    env.close();
    return new Replay("CartPole-v1", Map.of(), "bench", start, Map.of(), entries);
  }
}
