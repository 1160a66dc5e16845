package palestra.experiments.runs;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import palestra.agents.Agent;
import palestra.agents.Callback;
import palestra.agents.Evaluation;
import palestra.agents.Evaluator;
import palestra.agents.Metrics;
import palestra.agents.Phases;
import palestra.agents.Policy;
import palestra.agents.Trainer;
import palestra.agents.callbacks.Callbacks;
import palestra.agents.callbacks.EvalCallback;
import palestra.agents.callbacks.EveryNSteps;
import palestra.agents.callbacks.StopTrainingOnMaxEpisodes;
import palestra.agents.callbacks.StopTrainingOnNoModelImprovement;
import palestra.agents.callbacks.StopTrainingOnRewardThreshold;
import palestra.envs.vector.VectorEnvironment;
import palestra.experiments.store.RunStatus;
import palestra.networks.NotFiniteException;

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
  private final EvalCallback evaluation;
  private final List<EvalCallback.Listener> stops = new ArrayList<>();
  private final Callbacks callbacks;
  private long checkpointed = -1;
  private long calls;

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
    settings
        .stopReward(setup.environment())
        .ifPresent(mean -> stops.add(new StopTrainingOnRewardThreshold(mean)));
    if (settings.stopPatience() > 0) {
      stops.add(new StopTrainingOnNoModelImprovement(settings.stopPatience()));
    }
    evaluation =
        new EvalCallback(
            policy, evalEnv, settings.evalEpisodes(), seeds::evaluation, this::evaluated);
    callbacks = new Callbacks(callbacks());
  }

  /** What stops the run comes first: the others then know that this step is the last. */
  private List<Callback> callbacks() {
    List<Callback> all = new ArrayList<>();
    if (settings.stopEpisodes() > 0) {
      all.add(new StopTrainingOnMaxEpisodes(settings.stopEpisodes()));
    }
    all.add(new EveryNSteps(settings.evalEveryEnvSteps(), evaluation));
    all.add(this::logWhereDue);
    all.add(new EveryNSteps(settings.checkpointEveryEnvSteps(), t -> checkpoint()));
    all.add(this::tellProgress);
    return all;
  }

  private void start() throws IOException {
    trainer.start(seeds.training());
    if (info.from() != null) {
      setup.loadWeights(agent, Runs.weights(Path.of(info.from()), info.learner()));
    }
    setup.loadBody(agent);
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
      throw new RunFailure(
          "no checkpoint of " + directory + " can be read; --from may still start from its weights",
          null);
    }
    start();
  }

  /** Trains to the end, or to the next step after an interruption; gives what became of it. */
  RunInfo train(Interruption interruption) throws IOException {
    write(RunStatus.RUNNING);
    listener.started(directory, info, trainer.envSteps(), settings.totalEnvSteps());
    try {
      while (!interruption.requested() && trainer.step()) {
        callbacks.step(trainer);
      }
    } catch (NotFiniteException e) {
      throw Failures.diverged(directory, trainer.envSteps() + " environment steps", e);
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

  private void evaluated(Trainer trained, Evaluation result, boolean best) throws IOException {
    if (best) {
      checkpoints.keepBest(trained.envSteps(), this::saveLearner);
    }
    listener.evaluated(trained.envSteps(), result, best);
    for (EvalCallback.Listener stop : stops) {
      stop.evaluated(trained, result, best);
    }
  }

  private void logWhereDue(Trainer trained) throws IOException {
    boolean evaluated = evaluation.lastEnvSteps() == trained.envSteps();
    if (evaluated || trained.finished() || trained.reached(settings.logEveryEnvSteps())) {
      log(trained.envSteps(), evaluated ? evaluation.lastMean() : Double.NaN);
    }
  }

  private void tellProgress(Trainer trained) {
    if (trained.finished() || (calls++ & 63) == 0) {
      listener.progressed(trained.envSteps(), trained.episodes().meanReturn());
    }
  }

  private void log(long steps, double evalMean) throws IOException {
    Map<String, Double> row = new LinkedHashMap<>();
    row.put("envSteps", (double) steps);
    row.put("episodes", (double) trainer.episodes().episodes());
    row.put("returnMean", trainer.episodes().meanReturn());
    row.put("lengthMean", trainer.episodes().meanLength());
    row.put("evalReturnMean", evalMean);
    row.putAll(trainer.metrics().map(Metrics::values).orElse(Map.of()));
    Failures.requireFinite(row);
    writer.row(row, clock.seconds(), clock.phases(trainer.phases()));
    listener.logged(steps, row);
  }

  private void checkpoint() throws IOException {
    checkpoints.settleBest();
    checkpoints.write(trainer.envSteps(), this::saveLearner, this::saveState);
    checkpointed = trainer.envSteps();
    checkpoints.prune(settings.keepCheckpoints(), evaluation.bestEnvSteps());
    write(RunStatus.RUNNING);
  }

  private void saveLearner(Path target) throws IOException {
    setup.save(agent, target);
  }

  private void saveState(DataOutput out) throws IOException {
    trainer.saveState(out);
    env.saveState(out);
    out.writeInt(writer.rows());
    evaluation.saveState(out);
    Phases phases = clock.phases(trainer.phases());
    out.writeDouble(phases.env());
    out.writeDouble(phases.act());
    out.writeDouble(phases.learn());
    out.writeDouble(phases.other());
    for (EvalCallback.Listener stop : stops) {
      stop.saveState(out);
    }
    out.writeUTF(trainer.stopReason().orElse(""));
  }

  private int loadState(DataInput in) throws IOException {
    trainer.loadState(in);
    env.loadState(in);
    int rows = in.readInt();
    evaluation.loadState(in);
    clock =
        new Clock(new Phases(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble()));
    loadStops(in);
    return rows;
  }

  private void loadStops(DataInput in) throws IOException {
    try {
      for (EvalCallback.Listener stop : stops) {
        stop.loadState(in);
      }
      String reason = in.readUTF();
      if (!reason.isEmpty()) {
        trainer.stop(reason);
      }
    } catch (EOFException e) {
      listener.note("the checkpoint is of a time before runs could stop early");
    }
  }

  private void finish() throws IOException {
    long steps = trainer.envSteps();
    long bestSteps = evaluation.bestEnvSteps();
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
    info = info.with(info.progress(), new RunInfo.Results(result, last));
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
                env.report(),
                trainer.stopReason().orElse(null)));
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
