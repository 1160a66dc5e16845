package palestra.experiments.runs;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import palestra.agents.Agent;
import palestra.agents.Evaluation;
import palestra.agents.Evaluator;
import palestra.agents.Metrics;
import palestra.agents.Phases;
import palestra.agents.Policy;
import palestra.agents.Trainer;
import palestra.envs.vector.VectorEnvironment;
import palestra.experiments.store.RunStatus;

/**
 * Trains one agent in one environment: steps, evaluates in an environment of its own, logs, writes
 * checkpoints, keeps the best, and at the end evaluates the best and the last.
 *
 * <p>Nothing but stepping touches the training's randomness, so a run that goes on from a
 * checkpoint gives what it would have given uninterrupted, bit for bit.
 */
final class AgentRun implements AutoCloseable {
  private final RunDirectory directory;
  private final FileChannel lock;
  private final AgentSetup<?> setup;
  private final TrainingSettings settings;
  private final RunListener listener;
  private final RunSeeds seeds;
  private final Checkpoints checkpoints;
  private final VectorEnvironment env;
  private final VectorEnvironment evalEnv;
  private final Agent agent;
  private final Policy policy;
  private final Trainer trainer;
  private RunInfo info;
  private RunWriter writer;
  private Clock clock = new Clock(Phases.NONE);
  private double bestMean = Double.NEGATIVE_INFINITY;
  private long bestSteps = -1;
  private long checkpointed = -1;
  private long stepsBefore;

  AgentRun(
      RunDirectory directory,
      FileChannel lock,
      RunInfo info,
      AgentSetup<?> setup,
      VectorEnvironment env,
      Agent agent,
      RunListener listener) {
    this.directory = directory;
    this.lock = lock;
    this.info = info;
    this.setup = setup;
    this.env = env;
    this.agent = agent;
    this.listener = listener;
    settings = setup.training();
    seeds = new RunSeeds(info.seed());
    checkpoints = directory.checkpoints();
    evalEnv = setup.evaluationEnvironment(settings.evalCopies());
    policy = agent.policy(settings.evalCopies());
    trainer = new Trainer(agent, env, settings.totalEnvSteps());
  }

  private void start() throws IOException {
    trainer.start(seeds.training());
    if (info.from() != null) {
      setup.loadWeights(agent, Runs.weights(Path.of(info.from()), info.learner()));
    }
    writer = RunWriter.create(directory, "envSteps");
  }

  /** Goes on from the newest checkpoint that can be read, or from the beginning without one. */
  void begin() throws IOException {
    for (long steps : checkpoints.steps()) {
      try {
        int[] rows = new int[1];
        setup.load(agent, checkpoints.learner(steps));
        checkpoints.readState(steps, in -> rows[0] = loadState(in));
        checkpoints.dropAfter(steps);
        writer = RunWriter.resume(directory, "envSteps", rows[0], steps);
        checkpointed = steps;
        return;
      } catch (IOException e) {
        listener.note(
            "checkpoint " + steps + " cannot be read, trying an older one: " + e.getMessage());
      }
    }
    if (!checkpoints.steps().isEmpty()) {
      throw new IOException("no checkpoint of " + directory + " can be read");
    }
    start();
  }

  /** Trains to the end, or to the next step after an interruption; gives what became of it. */
  RunInfo train(Interruption interruption) throws IOException {
    write(RunStatus.RUNNING);
    listener.started(directory, info, trainer.envSteps(), settings.totalEnvSteps());
    long calls = 0;
    while (!interruption.requested()) {
      stepsBefore = trainer.envSteps();
      if (!trainer.step()) {
        break;
      }
      long steps = trainer.envSteps();
      boolean last = trainer.finished();
      boolean evaluate = last || due(settings.evalEveryEnvSteps());
      double evalMean = evaluate ? evaluate(steps) : Double.NaN;
      if (evaluate || due(settings.logEveryEnvSteps())) {
        log(steps, evalMean);
      }
      if (last || due(settings.checkpointEveryEnvSteps())) {
        checkpoint();
      }
      if (last || (calls++ & 63) == 0) {
        listener.progressed(steps, trainer.episodes().meanReturn());
      }
    }
    if (!trainer.finished()) {
      if (checkpointed != trainer.envSteps()) {
        checkpoint();
      }
      write(RunStatus.INTERRUPTED);
    } else {
      finish();
    }
    return info;
  }

  /** Whether the last step of all copies reached or crossed a multiple. */
  private boolean due(long every) {
    long steps = trainer.envSteps();
    return steps / every > stepsBefore / every;
  }

  private double evaluate(long steps) throws IOException {
    Evaluation evaluation =
        Evaluator.evaluate(policy, evalEnv, settings.evalEpisodes(), seeds.evaluation(steps));
    // Of equals the later one: it has learned for longer.
    boolean best = evaluation.mean() >= bestMean;
    if (best) {
      checkpoints.keepBest(steps, this::saveLearner);
      bestMean = evaluation.mean();
      bestSteps = steps;
    }
    listener.evaluated(steps, evaluation, best);
    return evaluation.mean();
  }

  private void log(long steps, double evalMean) throws IOException {
    Map<String, Double> row = new LinkedHashMap<>();
    row.put("envSteps", (double) steps);
    row.put("episodes", (double) trainer.episodes().episodes());
    row.put("returnMean", trainer.episodes().meanReturn());
    row.put("lengthMean", trainer.episodes().meanLength());
    row.put("evalReturnMean", evalMean);
    row.putAll(trainer.metrics().map(Metrics::values).orElse(Map.of()));
    requireFinite(row, steps);
    writer.row(row, clock.seconds(), clock.phases(trainer.phases()));
    listener.logged(steps, row);
  }

  private static void requireFinite(Map<String, Double> row, long steps) {
    row.forEach(
        (name, value) -> {
          if (name.toLowerCase(Locale.ROOT).contains("loss") && !Double.isFinite(value)) {
            throw new RunFailure(
                "training diverged: "
                    + name
                    + " is "
                    + value
                    + " after "
                    + steps
                    + " steps; a lower learningRate often helps",
                null);
          }
        });
  }

  private void checkpoint() throws IOException {
    checkpoints.settleBest();
    checkpoints.write(trainer.envSteps(), this::saveLearner, this::saveState);
    checkpointed = trainer.envSteps();
    checkpoints.prune(settings.keepCheckpoints(), bestSteps);
    write(RunStatus.RUNNING);
  }

  private void saveLearner(Path target) throws IOException {
    setup.save(agent, target);
  }

  private void saveState(DataOutput out) throws IOException {
    trainer.saveState(out);
    env.saveState(out);
    out.writeInt(writer.rows());
    out.writeDouble(bestMean);
    out.writeLong(bestSteps);
    Phases phases = clock.phases(trainer.phases());
    out.writeDouble(phases.env());
    out.writeDouble(phases.act());
    out.writeDouble(phases.learn());
    out.writeDouble(phases.other());
  }

  private int loadState(DataInput in) throws IOException {
    trainer.loadState(in);
    env.loadState(in);
    int rows = in.readInt();
    bestMean = in.readDouble();
    bestSteps = in.readLong();
    clock =
        new Clock(new Phases(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()));
    return rows;
  }

  private void finish() throws IOException {
    long steps = trainer.envSteps();
    DurableFiles.delete(directory.episodes());
    ReplayRecorder recorder = new ReplayRecorder(settings.recordEpisodes(), info, setup);
    EvalResult last = finalEvaluation("last", steps, recorder);
    EvalResult result = last.ofCheckpoint("best");
    if (bestSteps != steps && checkpoints.hasBest(bestSteps)) {
      setup.load(agent, checkpoints.bestLearner(bestSteps));
      recorder = new ReplayRecorder(settings.recordEpisodes(), info, setup);
      result = finalEvaluation("best", bestSteps, recorder);
    }
    recorder.write(directory.episodes());
    info = info.with(info.progress(), new RunInfo.Results(result, last, null));
    write(RunStatus.FINISHED);
  }

  private EvalResult finalEvaluation(String which, long steps, ReplayRecorder recorder) {
    long seed = seeds.finalEvaluation();
    Evaluation evaluation =
        Evaluator.evaluate(policy, evalEnv, settings.finalEvalEpisodes(), seed, recorder);
    return EvalResult.of(directory.toString(), info, seed, which, steps, evaluation);
  }

  private void write(RunStatus status) throws IOException {
    Phases phases = clock.phases(trainer.phases());
    info =
        info.with(
            new RunInfo.Progress(
                status,
                settings.totalEnvSteps(),
                trainer.envSteps(),
                phases.total(),
                phases,
                null,
                env.report()));
    directory.write(info);
  }

  @Override
  public void close() {
    try (lock;
        env;
        evalEnv;
        agent) {
      if (writer != null) {
        writer.close();
      }
    } catch (IOException e) {
      listener.note("cannot close the run's files: " + e.getMessage());
    }
  }
}
