package palestra.experiments.runs;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import palestra.agents.Phases;
import palestra.experiments.store.RunStatus;
import palestra.generative.GenerativeModel;
import palestra.generative.data.Cleaning;
import palestra.networks.NotFiniteException;

/**
 * Trains one generative model: steps, logs, writes checkpoints, and at the end measures it and
 * draws its samples.
 */
final class ModelRun implements AutoCloseable {
  private static final String STEPS = "generatorSteps";

  /**
   * Steps between looks at the clock and at an interruption. Not a matter of time: figures are
   * means over these steps, and have to be the same in a resumed run.
   */
  private static final long CHUNK = 50;

  /** The same for pictures, whose steps take longer. */
  private static final long PICTURE_CHUNK = 10;

  private final RunDirectory directory;
  private final FileChannel lock;
  private final ModelSetup<?> setup;
  private final ModelSettings settings;
  private final RunListener listener;
  private final RunSeeds seeds;
  private final Checkpoints checkpoints;
  private final GenerativeModel model;
  private final Map<String, Double> sums = new LinkedHashMap<>();
  private final BestModel best;
  private final Warnings warnings;
  private final long chunk;
  private RunInfo info;
  private RunWriter writer;
  private Clock clock = new Clock(Phases.NONE);
  private long learnNanos;
  private long steps;
  private long summedSteps;
  private long checkpointed = -1;

  ModelRun(
      RunDirectory directory,
      FileChannel lock,
      RunInfo info,
      ModelSetup<?> setup,
      GenerativeModel model,
      RunListener listener) {
    this.directory = directory;
    this.lock = lock;
    this.info = info;
    this.setup = setup;
    this.settings = setup.training();
    this.model = model;
    this.listener = listener;
    seeds = new RunSeeds(info.seed());
    checkpoints = directory.checkpoints();
    best = new BestModel(setup.headlines());
    chunk = setup.data().pictures() ? PICTURE_CHUNK : CHUNK;
    List<String> known = info.results().warnings();
    warnings = new Warnings(listener, known == null ? List.of() : known);
  }

  private void start() throws IOException {
    if (info.from() != null) {
      model.loadWeights(ModelRuns.weights(Path.of(info.from()), info.learner()));
    }
    for (Cleaning cleaning : setup.data().cleanings()) {
      listener.note(
          String.format(
              Locale.ROOT,
              "%s: '%s' took out %,d examples and filled in %,d numbers",
              setup.data().name(),
              cleaning.step(),
              cleaning.dropped(),
              cleaning.filled()));
    }
    writer = RunWriter.create(directory, STEPS);
  }

  /** Goes on from the newest checkpoint that can be read, or from the beginning without one. */
  void begin() throws IOException {
    for (long at : checkpoints.steps()) {
      try {
        int[] rows = new int[1];
        model.load(checkpoints.learner(at));
        checkpoints.readState(at, in -> rows[0] = loadState(in));
        checkpoints.dropAfter(at);
        writer = RunWriter.resume(directory, STEPS, rows[0], at);
        checkpointed = at;
        return;
      } catch (IOException e) {
        listener.note(
            "checkpoint " + at + " cannot be read, trying an older one: " + e.getMessage());
      }
    }
    if (!checkpoints.steps().isEmpty()) {
      throw new IOException("no checkpoint of " + directory + " can be read");
    }
    start();
  }

  /** Trains to the end, or a few steps on after an interruption; gives what became of it. */
  RunInfo train(Interruption interruption) throws IOException {
    write(RunStatus.RUNNING);
    listener.started(directory, info, steps, settings.totalGeneratorSteps());
    try {
      trainOn(interruption);
    } catch (NotFiniteException e) {
      throw Failures.diverged(directory, steps + " generator steps", e);
    }
    if (steps < settings.totalGeneratorSteps()) {
      if (checkpointed != steps) {
        checkpoint();
      }
      write(RunStatus.INTERRUPTED);
    } else {
      finish();
    }
    return info;
  }

  private void trainOn(Interruption interruption) throws IOException {
    long total = settings.totalGeneratorSteps();
    while (!interruption.requested() && steps < total) {
      long next =
          Math.min(
              Math.min(total, after(chunk)),
              Math.min(
                  Math.min(
                      after(settings.logEveryGeneratorSteps()),
                      after(settings.evalEveryGeneratorSteps())),
                  after(settings.checkpointEveryGeneratorSteps())));
      train(next - steps);
      boolean measure = steps == total || steps % settings.evalEveryGeneratorSteps() == 0;
      if (measure || steps % settings.logEveryGeneratorSteps() == 0) {
        log(measure ? measured() : Map.of());
      }
      if (steps == total || steps % settings.checkpointEveryGeneratorSteps() == 0) {
        checkpoint();
      }
      listener.progressed(steps, Double.NaN);
    }
  }

  /** The next multiple of {@code every}. */
  private long after(long every) {
    return (steps / every + 1) * every;
  }

  private void train(long count) {
    long begin = System.nanoTime();
    Map<String, Double> means = model.trainStep((int) count);
    learnNanos += System.nanoTime() - begin;
    means.forEach((name, mean) -> sums.merge(name, mean * count, Double::sum));
    summedSteps += count;
    steps += count;
  }

  /** Measures samples, shows some, and keeps the weights if none before were better. */
  private Map<String, Double> measured() throws IOException {
    Map<String, Double> figures = model.metrics(seeds.evaluation(steps));
    if (model.generates()) {
      picture("step-%09d.png".formatted(steps), seeds.evaluation(0), figures);
    }
    if (best.offer(steps, figures)) {
      checkpoints.keepBest(steps, model::save);
    }
    return figures;
  }

  private void log(Map<String, Double> figures) throws IOException {
    Map<String, Double> row = new LinkedHashMap<>();
    row.put(STEPS, (double) steps);
    sums.forEach((name, sum) -> row.put(name, sum / summedSteps));
    sums.clear();
    summedSteps = 0;
    Failures.requireFinite(row);
    List<String> complaints = new ArrayList<>(model.warnings(row));
    if (figures.isEmpty()) {
      warnings.add(steps, complaints);
    } else {
      complaints.addAll(model.warnings(figures));
      warnings.settle(steps, complaints);
    }
    figures.forEach((name, value) -> row.put(evaluated(name), value));
    writer.row(row, clock.seconds(), phases());
    listener.logged(steps, row);
  }

  /** Such as {@code evalModes}: a model may log a figure of the same name while it trains. */
  private static String evaluated(String name) {
    return "eval" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private void checkpoint() throws IOException {
    checkpoints.settleBest();
    checkpoints.write(steps, model::save, this::saveState);
    checkpointed = steps;
    checkpoints.prune(settings.keepCheckpoints(), best.steps());
    write(RunStatus.RUNNING);
  }

  private void saveState(DataOutput out) throws IOException {
    out.writeLong(steps);
    out.writeInt(writer.rows());
    out.writeLong(summedSteps);
    out.writeInt(sums.size());
    for (Map.Entry<String, Double> sum : sums.entrySet()) {
      out.writeUTF(sum.getKey());
      out.writeDouble(sum.getValue());
    }
    Phases phases = phases();
    out.writeDouble(phases.env());
    out.writeDouble(phases.learn());
    out.writeDouble(phases.other());
    best.save(out);
  }

  private int loadState(DataInput in) throws IOException {
    steps = in.readLong();
    final int rows = in.readInt();
    summedSteps = in.readLong();
    sums.clear();
    for (int left = in.readInt(); left > 0; left--) {
      sums.put(in.readUTF(), in.readDouble());
    }
    clock = new Clock(new Phases(in.readDouble(), 0, in.readDouble(), in.readDouble()));
    best.load(in);
    return rows;
  }

  private void finish() throws IOException {
    Map<String, Double> metrics = model.metrics(seeds.finalEvaluation());
    if (model.generates()) {
      picture("final.png", seeds.finalEvaluation(), metrics);
    }
    RunInfo.BestWeights bestWeights = new RunInfo.BestWeights(steps, metrics);
    if (best.steps() != steps && checkpoints.hasBest(best.steps())) {
      model.load(checkpoints.bestLearner(best.steps()));
      Map<String, Double> again = model.metrics(seeds.finalEvaluation());
      if (model.generates()) {
        picture("best.png", seeds.finalEvaluation(), again);
      }
      bestWeights = new RunInfo.BestWeights(best.steps(), again);
    }
    info =
        info.with(
            info.progress(),
            new RunInfo.Results(null, null, metrics, bestWeights, warnings.lines()));
    write(RunStatus.FINISHED);
  }

  private void picture(String name, long seed, Map<String, Double> figures) throws IOException {
    Path out = directory.samples().resolve(name);
    SamplePicture.write(out, info, setup.data(), model.sample(settings.samples(), seed), figures);
  }

  private Phases phases() {
    double waited = model.secondsWaited();
    return clock.phases(new Phases(waited, 0, learnNanos / 1e9 - waited, 0));
  }

  private void write(RunStatus status) throws IOException {
    Phases phases = phases();
    info =
        info.with(
            new RunInfo.Progress(
                status, settings.totalGeneratorSteps(), steps, phases.total(), phases, null),
            status == RunStatus.FINISHED
                ? info.results()
                : new RunInfo.Results(null, null, null, null, warnings.lines()));
    directory.write(info);
  }

  @Override
  public void close() {
    try (lock;
        setup;
        model) {
      if (writer != null) {
        writer.close();
      }
    } catch (IOException e) {
      listener.note("cannot close the run's files: " + e.getMessage());
    }
  }
}
