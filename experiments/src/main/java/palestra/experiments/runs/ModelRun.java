package palestra.experiments.runs;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import palestra.agents.Phases;
import palestra.experiments.store.RunStatus;
import palestra.generative.GenerativeModel;
import palestra.networks.NotFiniteException;

/**
 * Trains one generative model: steps, logs, writes checkpoints, and at the end measures it and
 * draws its samples.
 */
final class ModelRun implements AutoCloseable {
  private static final String STEPS = "generatorSteps";

  /** Steps between looks at the clock and at an interruption. */
  private static final long CHUNK = 50;

  private final RunDirectory directory;
  private final FileChannel lock;
  private final ModelSetup<?> setup;
  private final ModelSettings settings;
  private final RunListener listener;
  private final RunSeeds seeds;
  private final Checkpoints checkpoints;
  private final GenerativeModel model;
  private final Map<String, Double> sums = new LinkedHashMap<>();
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
  }

  private void start() throws IOException {
    if (info.from() != null) {
      model.loadWeights(ModelRuns.weights(Path.of(info.from()), info.learner()));
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
              Math.min(total, after(CHUNK)),
              Math.min(
                  after(settings.logEveryGeneratorSteps()),
                  after(settings.checkpointEveryGeneratorSteps())));
      train(next - steps);
      if (steps == total || steps % settings.logEveryGeneratorSteps() == 0) {
        log();
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

  private void log() throws IOException {
    Map<String, Double> row = new LinkedHashMap<>();
    row.put(STEPS, (double) steps);
    sums.forEach((name, sum) -> row.put(name, sum / summedSteps));
    sums.clear();
    summedSteps = 0;
    Failures.requireFinite(row);
    writer.row(row, clock.seconds(), phases());
    listener.logged(steps, row);
  }

  private void checkpoint() throws IOException {
    checkpoints.write(steps, model::save, this::saveState);
    checkpointed = steps;
    checkpoints.prune(settings.keepCheckpoints(), -1);
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
    out.writeDouble(phases.learn());
    out.writeDouble(phases.other());
  }

  private int loadState(DataInput in) throws IOException {
    steps = in.readLong();
    final int rows = in.readInt();
    summedSteps = in.readLong();
    sums.clear();
    for (int left = in.readInt(); left > 0; left--) {
      sums.put(in.readUTF(), in.readDouble());
    }
    clock = new Clock(new Phases(0, 0, in.readDouble(), in.readDouble()));
    return rows;
  }

  private void finish() throws IOException {
    Map<String, Double> metrics = model.metrics(seeds.finalEvaluation());
    SamplePicture.write(
        directory.samples().resolve("final.png"),
        info,
        setup.data(),
        model.sample(settings.samples(), seeds.finalEvaluation()),
        metrics);
    info = info.with(info.progress(), new RunInfo.Results(null, null, metrics));
    write(RunStatus.FINISHED);
  }

  private Phases phases() {
    return clock.phases(new Phases(0, 0, learnNanos / 1e9, 0));
  }

  private void write(RunStatus status) throws IOException {
    Phases phases = phases();
    info =
        info.with(
            new RunInfo.Progress(
                status, settings.totalGeneratorSteps(), steps, phases.total(), phases, null));
    directory.write(info);
  }

  @Override
  public void close() {
    try (lock;
        model) {
      if (writer != null) {
        writer.close();
      }
    } catch (IOException e) {
      listener.note("cannot close the run's files: " + e.getMessage());
    }
  }
}
