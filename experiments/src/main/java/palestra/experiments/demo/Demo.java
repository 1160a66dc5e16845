package palestra.experiments.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import palestra.experiments.config.Setting;
import palestra.experiments.leaderboard.Leaderboard;
import palestra.experiments.runs.Experiment;
import palestra.experiments.runs.ExperimentPlan;
import palestra.experiments.runs.ExperimentPlan.Job;
import palestra.experiments.runs.Filming;
import palestra.experiments.runs.Interruption;
import palestra.experiments.runs.Lab;
import palestra.experiments.runs.RunDirectory;
import palestra.experiments.runs.RunFailure;
import palestra.experiments.runs.RunListener;
import palestra.experiments.runs.RunStore;
import palestra.experiments.runs.TrainRequest;
import palestra.experiments.store.Filter;
import palestra.experiments.store.Store;
import palestra.networks.Device;
import palestra.renderer.pictures.LeaderboardPicture;
import palestra.renderer.replay.FilmOptions;

/**
 * The lab's main road in a few minutes: three agents on CartPole-v1 over three seeds, a GAN on a
 * ring of eight Gaussians, the leaderboard, and pictures. What a former demo finished is not done
 * again.
 */
public final class Demo {
  private static final String ENVIRONMENT = "CartPole-v1";
  private static final String MODEL = "gan";
  private static final String DATA = "ring8";

  /** The longest first, so that no worker is left with it at the end. */
  private static final List<String> AGENTS = List.of("a2c", "dqn", "ppo");

  private static final List<Long> SEEDS = List.of(1L, 2L, 3L);

  private final Path directory;
  private final Lab lab;
  private final Interruption interruption;

  /** Writes everything below {@code directory}. */
  public Demo(Path directory, Lab lab, Interruption interruption) {
    this.directory = directory;
    this.lab = lab;
    this.interruption = interruption;
  }

  /**
   * What the demo made.
   *
   * @param files by what they show
   */
  public record Result(
      List<Experiment.Result> runs, Leaderboard leaderboard, Map<String, Path> files) {}

  /** The runs of the demo. */
  ExperimentPlan plan() {
    Path runs = directory.resolve("runs");
    List<Job> jobs = new ArrayList<>();
    for (String agent : AGENTS) {
      for (long seed : SEEDS) {
        jobs.add(
            new Job(
                ExperimentPlan.request(runs, agent, ENVIRONMENT, seed, Map.of(), Device.AUTO),
                false));
      }
    }
    Map<String, Setting> packing = Map.of("packing", new Setting(2, "the demo"));
    TrainRequest gan =
        ExperimentPlan.request(runs, MODEL, DATA, 1, packing, Device.AUTO).named("packing 2");
    jobs.add(new Job(gan, true));
    return new ExperimentPlan(jobs);
  }

  /**
   * Trains with so many workers, then compares and draws.
   *
   * @throws RunFailure if a run fails or a picture cannot be written
   */
  public Result run(int workers, Supplier<RunListener> listeners) {
    String database = directory.resolve("palestra.db").toString();
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot write " + directory + ": " + e.getMessage(), e);
    }
    Experiment experiment = new Experiment(lab, new RunStore(database), interruption);
    List<Experiment.Result> results = experiment.run(plan(), workers, listeners);
    for (Experiment.Result result : results) {
      if (result.error() != null) {
        throw new RunFailure(result.run() + ": " + result.error(), null);
      }
    }
    Leaderboard leaderboard = Leaderboard.of(Store.open(database).runs(Filter.all()));
    if (interruption.requested()) {
      return new Result(results, leaderboard, Map.of());
    }
    try {
      return new Result(results, leaderboard, draw(leaderboard));
    } catch (IOException e) {
      throw new RunFailure("cannot write to " + directory + ": " + e.getMessage(), e);
    }
  }

  private Map<String, Path> draw(Leaderboard leaderboard) throws IOException {
    Map<String, Path> files = new LinkedHashMap<>();
    Path runs = directory.resolve("runs");
    Path json = directory.resolve("leaderboard.json");
    Files.writeString(json, leaderboard.toJson() + "\n");
    files.put("leaderboard", json);

    Path bars = directory.resolve("leaderboard.png");
    List<LeaderboardPicture.Row> rows =
        leaderboard.rows().stream()
            .map(
                row ->
                    new LeaderboardPicture.Row(
                        row.agent(),
                        row.seeds() + " seeds",
                        row.iqm(),
                        Double.isNaN(row.low()) ? row.iqm() : row.low(),
                        Double.isNaN(row.high()) ? row.iqm() : row.high()))
            .toList();
    OptionalDouble threshold = leaderboard.rows().get(0).rewardThreshold();
    new LeaderboardPicture(
            ENVIRONMENT,
            "interquartile mean over the seeds with its 95 % interval, 100 episodes each",
            "return",
            rows,
            threshold)
        .write(bars);
    files.put("leaderboard picture", bars);

    Path film = directory.resolve("replay.gif");
    Filming filming = new Filming(lab.environments());
    List<RunDirectory> shown =
        List.of(RunDirectory.open(runs.resolve(TrainRequest.directoryName("ppo", ENVIRONMENT, 1))));
    filming.write(filming.showings(shown, "best"), FilmOptions.DEFAULT, film);
    files.put("replay", film);

    Path ring = directory.resolve("ring.png");
    Path sampled = runs.resolve(TrainRequest.directoryName(MODEL, DATA, 1));
    Files.copy(
        RunDirectory.open(sampled).samples().resolve("final.png"),
        ring,
        StandardCopyOption.REPLACE_EXISTING);
    files.put("ring samples", ring);
    return files;
  }
}
