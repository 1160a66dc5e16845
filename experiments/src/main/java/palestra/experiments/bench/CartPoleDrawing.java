package palestra.experiments.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import palestra.envs.Environment;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.replay.Replay;
import palestra.envs.replay.Resimulation;
import palestra.envs.replay.Thought;
import palestra.envs.seeding.Generator;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.renderer.Picture;
import palestra.renderer.PictureCanvas;
import palestra.renderer.replay.FilmOptions;
import palestra.renderer.replay.ReplayFilm;
import palestra.renderer.replay.Showing;

/** {@code bench render}: how many off-screen pictures a second, without encoding. */
public final class CartPoleDrawing implements Benchmark {
  private static final String ENV = "CartPole-v1";
  private static final int ROUNDS = 5;
  private static final int FRAMES = 300;
  private static final double SECONDS = 2;
  private static final String UNIT = "frames/s";

  @Override
  public String name() {
    return "render";
  }

  @Override
  public String description() {
    return "off-screen frames of CartPole-v1 without encoding, against Gymnasium's pygame";
  }

  @Override
  public List<BenchRow> run(Consumer<String> log) {
    int rounds = Rounds.count(ROUNDS);
    PythonPeer python = PythonPeer.in("bench-gymnasium", log);
    double[] scenes = new double[rounds];
    double[] replays = new double[rounds];
    double[] theirs = new double[rounds];
    String peer = "";
    for (int round = 0; round < rounds; round++) {
      log.accept("round " + (round + 1) + " of " + rounds);
      scenes[round] = scenesPerSecond(FRAMES);
      JsonNode json = python.run("cartpole_drawing.py", Double.toString(SECONDS));
      theirs[round] = json.path("framesPerSecond").asDouble();
      peer = json.path("peer").asText();
      replays[round] = replayFramesPerSecond(1);
    }
    return List.of(
        BenchRow.of("step and draw, 600x400", peer, scenes, theirs, UNIT, true),
        BenchRow.alone("replay with what the agent thought", replays, UNIT));
  }

  /** Steps and draws the environment's own picture, as Gymnasium does it. */
  static double scenesPerSecond(int frames) {
    try (Environment<?, ?> env = EnvironmentRegistry.load().make(ENV, Map.of());
        PictureCanvas canvas = new PictureCanvas(600, 400, 1)) {
      Resimulation play = new Resimulation(env, episode());
      Picture picture = Picture.blank(canvas.pixelWidth(), canvas.pixelHeight());
      play.reset();
      canvas.draw(env::draw, picture);
      long start = System.nanoTime();
      for (int frame = 0; frame < frames; frame++) {
        if (!play.advance()) {
          play.reset();
        }
        canvas.draw(env::draw, picture);
      }
      return frames / seconds(start);
    }
  }

  /** Draws the frames of a replay, overlay and all. */
  static double replayFramesPerSecond(int stride) {
    Showing showing =
        new Showing("benchmark", episode(), () -> EnvironmentRegistry.load().make(ENV, Map.of()));
    FilmOptions everyStep = new FilmOptions(1, 50, 1, 1280);
    try (ReplayFilm film = new ReplayFilm(List.of(showing), everyStep)) {
      long[] frames = new long[1];
      long[] start = new long[1];
      film.play(
          0,
          stride,
          picture -> {
            if (frames[0]++ == 0) {
              start[0] = System.nanoTime(); // what opening the canvas took does not count
            }
          });
      return (frames[0] - 1) / seconds(start[0]);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot draw", e);
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** A pole kept up for a whole episode by a simple rule. */
  private static Replay episode() {
    try (VectorEnvironment env =
        EnvironmentRegistry.load().makeVector(ENV, 1, AutoresetMode.NEXT_STEP, Map.of())) {
      env.reset(1);
      Generator start = env.episodeStart(0);
      Batch actions = env.newActions();
      List<Replay.Entry> entries = new ArrayList<>();
      boolean over = false;
      while (!over) {
        Batch seen = env.observations();
        double lean = seen.get(2) + 0.5 * seen.get(3) + 0.05 * seen.get(0) + 0.1 * seen.get(1);
        int action = lean > 0 ? 1 : 0;
        float right = (float) (1 / (1 + Math.exp(-20 * lean)));
        actions.set(0, action);
        env.step(actions);
        over = env.terminated()[0] || env.truncated()[0];
        entries.add(
            new Replay.Entry(
                new double[] {action},
                env.rewards()[0],
                env.terminated()[0],
                env.truncated()[0],
                new Thought(new float[] {1 - right, right}, new float[0], (float) lean)));
      }
      return new Replay(ENV, Map.of(), "rule", start, Map.of(), entries);
    }
  }
}
