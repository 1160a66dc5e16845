package palestra.experiments.applications;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import palestra.experiments.config.Json;
import palestra.experiments.config.RecordBinder;
import palestra.experiments.config.Setting;
import palestra.experiments.config.Settings;
import palestra.experiments.runs.DurableFiles;
import palestra.experiments.runs.JudgeCache;
import palestra.experiments.runs.Lab;
import palestra.experiments.runs.Provenance;
import palestra.experiments.runs.RunFailure;
import palestra.experiments.runs.RunInfo;
import palestra.generative.applications.Figure;
import palestra.generative.applications.Task;
import palestra.generative.applications.Watch;
import palestra.generative.classifier.CachedJudges;
import palestra.generative.data.Data;
import palestra.networks.Device;

/** Makes an application's work, and keeps figures and pictures in a directory of its own. */
public final class ApplicationRun {
  private static final String REPORT = "report.json";

  private ApplicationRun() {}

  /**
   * What is asked for.
   *
   * @param application its id
   * @param data as text; null for the application's own
   * @param settings over its defaults
   * @param seed where all randomness comes from
   * @param device where graphs run
   * @param directory for what comes out; null for a free name below {@code runs/}
   */
  public record Request(
      String application,
      String data,
      Map<String, Setting> settings,
      long seed,
      Device device,
      Path directory) {}

  /**
   * What came out; {@code report.json} holds the same.
   *
   * @param application its id
   * @param data as text
   * @param seed where all randomness came from
   * @param settings every key
   * @param baseline what the baseline is
   * @param figures ours beside the baseline's
   * @param pictures files, the one that tells most first
   * @param directory where all of it is
   * @param seconds that it took
   * @param origin what it was made with
   */
  public record Report(
      String application,
      String data,
      long seed,
      Map<String, Object> settings,
      String baseline,
      List<Figure> figures,
      List<String> pictures,
      String directory,
      double seconds,
      RunInfo.Origin origin) {}

  /**
   * Does it.
   *
   * @param watch sees how training goes
   * @param notes takes lines for the user
   * @throws IllegalArgumentException if the request cannot be met; nothing is left behind
   */
  public static Report run(Lab lab, Request request, Watch watch, Consumer<String> notes) {
    return run(Applications.of(request.application()), lab, request, watch, notes);
  }

  private static <C extends Record> Report run(
      Application<C> application, Lab lab, Request request, Watch watch, Consumer<String> notes) {
    long begin = System.nanoTime();
    Settings.requireKnown(
        request.settings(), application.id(), RecordBinder.keys(application.defaults()));
    C config = RecordBinder.bind(application.defaults(), request.settings());
    requireFree(request.directory());
    String text = request.data() == null ? application.data() : request.data();
    Data data = lab.data().open(text);
    Outcome outcome;
    try (CachedJudges judges = JudgeCache.open(request.device(), notes)) {
      outcome =
          application
              .work()
              .run(config, new Task(data, judges, request.device(), request.seed(), watch));
    }
    Path directory =
        request.directory() != null
            ? unlessFilled(request.directory(), notes)
            : free(Path.of("runs"), "apply-" + application.id() + "-s" + request.seed());
    List<String> pictures = new ArrayList<>();
    outcome
        .pictures()
        .keySet()
        .forEach(name -> pictures.add(directory.resolve(name + ".png").toString()));
    Report report =
        new Report(
            application.id(),
            text,
            request.seed(),
            RecordBinder.describe(config),
            outcome.baseline(),
            outcome.figures(),
            pictures,
            directory.toString(),
            (System.nanoTime() - begin) / 1e9,
            Provenance.now());
    write(directory, outcome, report);
    return report;
  }

  private static void requireFree(Path directory) {
    if (directory == null) {
      return;
    }
    for (Path at = directory.toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at) && !Files.isDirectory(at)) {
        throw new IllegalArgumentException(
            "cannot write to " + directory + ": " + at + " is a file; choose another --run");
      }
    }
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> held = Files.list(directory)) {
      if (held.findAny().isPresent()) {
        throw new IllegalArgumentException(directory + " is not empty; choose another --run");
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + directory + ": " + e.getMessage(), e);
    }
  }

  /** Another name beside it, where somebody wrote there while training went on. */
  private static Path unlessFilled(Path directory, Consumer<String> notes) {
    try {
      requireFree(directory);
      return directory;
    } catch (IllegalArgumentException e) {
      Path absolute = directory.toAbsolutePath();
      Path other = free(absolute.getParent(), String.valueOf(absolute.getFileName()));
      notes.accept(directory + " was filled meanwhile; writing to " + other);
      return other;
    }
  }

  private static Path free(Path parent, String name) {
    Path path = parent.resolve(name);
    for (int n = 2; Files.exists(path); n++) {
      path = parent.resolve(name + "-" + n);
    }
    return path;
  }

  private static void write(Path directory, Outcome outcome, Report report) {
    try {
      Files.createDirectories(directory.toAbsolutePath().getParent());
      DurableFiles.writeDirectory(
          directory,
          fresh -> {
            Files.writeString(fresh.resolve(REPORT), new Json().write(report) + "\n");
            for (Map.Entry<String, Outcome.Drawing> picture : outcome.pictures().entrySet()) {
              picture.getValue().write(fresh.resolve(picture.getKey() + ".png"));
            }
          });
    } catch (IOException e) {
      throw new RunFailure("cannot write to " + directory + ": " + e.getMessage(), e);
    }
  }
}
