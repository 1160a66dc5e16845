package palestra.experiments.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.Supplier;
import palestra.agents.Agent;
import palestra.agents.Phases;
import palestra.envs.vector.VectorEnvironment;
import palestra.experiments.store.RunStatus;
import palestra.networks.Device;

/** Starts runs and goes on with them; {@link Evaluations} evaluates what they learned. */
public final class Runs {
  private final Lab lab;
  private final RunStore store;
  private final Interruption interruption;

  /**
   * Works with what the lab has.
   *
   * @param store where results go
   * @param interruption looked at between steps
   */
  public Runs(Lab lab, RunStore store, Interruption interruption) {
    this.lab = lab;
    this.store = store;
    this.interruption = interruption;
  }

  /** A run directory and what it says. */
  public record Outcome(RunDirectory directory, RunInfo info) {}

  /**
   * Trains an agent from the start.
   *
   * @throws IllegalArgumentException if the request is wrong; nothing is left behind
   * @throws RunFailure if the work fails; the newest checkpoint stays good
   */
  public Outcome trainAgent(TrainRequest request, RunListener listener) {
    RunSeeds.check(request.seed());
    AgentSetup<?> setup = AgentSetup.of(lab, request);
    if (request.from() != null) {
      weights(request.from(), request.learner());
      if (setup.takesBody()) {
        throw new IllegalArgumentException(
            "--from brings a body already; without bodyFrom, bodyTraining still says how it learns");
      }
    }
    setup.requireBodyRun();
    VectorEnvironment env = setup.trainingEnvironment();
    closing(
        env,
        () -> {
          setup.requireEncoder(env);
          return env;
        });
    Exactness exactness = closing(env, () -> setup.exactness(env, request.device()));
    Agent agent = build(setup, env, request.device(), request.seed());
    RunInfo info =
        describe(
            request,
            RunInfo.AGENT,
            Tuned.name(AgentSetup.tuned(lab, request), request, TrainRequest.AGENT_STEPS),
            setup.settings(),
            setup.training().totalEnvSteps(),
            exactness);
    RunDirectory directory = create(request, info, agent, env);
    try (AgentRun run =
        new AgentRun(directory, directory.lock(), info, setup, env, agent, listener)) {
      return work(directory, run, setup);
    }
  }

  /** Goes on with a run until its planned steps; a finished one is left as it is. */
  public Outcome resumeAgent(RunDirectory directory, RunListener listener) {
    RunInfo info = directory.info();
    if (info.progress().status() == RunStatus.FINISHED) {
      listener.note(directory + " is finished already");
      store.save(directory, info, lab.environments().spec(info.task()).rewardThreshold());
      return new Outcome(directory, info);
    }
    return goOn(directory, info, listener);
  }

  /**
   * Goes on with a run until that many steps, more than it was planned for. Schedules go over all
   * of them, so that the run is not the one that was planned so at first.
   *
   * @throws IllegalArgumentException if the run is planned for as many steps already, or was
   *     stopped by a setting
   */
  public Outcome extendAgent(RunDirectory directory, long steps, RunListener listener) {
    RunInfo info = Extension.of(directory, "totalEnvSteps", steps);
    return goOn(directory, Extension.replanned(directory.info(), info), listener);
  }

  private Outcome goOn(RunDirectory directory, RunInfo info, RunListener listener) {
    AgentSetup<?> setup = AgentSetup.of(lab, info);
    VectorEnvironment env = setup.trainingEnvironment();
    Agent agent = build(setup, env, device(info), info.seed());
    try (AgentRun run =
        new AgentRun(directory, directory.lock(), info, setup, env, agent, listener)) {
      return work(directory, run, setup);
    }
  }

  /** The best checkpoint of a run, or the newest. */
  record Best(String name, long steps, Path learner) {}

  static Best best(RunDirectory directory) {
    Checkpoints checkpoints = directory.checkpoints();
    try {
      if (checkpoints.best().isPresent()) {
        long steps = checkpoints.best().get();
        return new Best("best", steps, checkpoints.bestLearner(steps));
      }
      if (!checkpoints.steps().isEmpty()) {
        long steps = checkpoints.steps().get(0);
        return new Best("last", steps, checkpoints.learner(steps));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot read the checkpoints of " + directory + ": " + RunDirectory.reason(e), e);
    }
    throw new IllegalArgumentException(directory + " has no checkpoint yet");
  }

  /** The weights of another run of the same agent. */
  static Path weights(Path from, String learner) {
    RunDirectory directory = RunDirectory.open(from);
    String other = directory.info().learner();
    if (!other.equals(learner)) {
      throw new IllegalArgumentException(
          "--from " + from + " was trained by '" + other + "', not by '" + learner + "'");
    }
    return best(directory).learner();
  }

  private static Agent build(AgentSetup<?> setup, VectorEnvironment env, Device device, long seed) {
    return closing(env, () -> setup.agent(env, device, new RunSeeds(seed).agent()));
  }

  /** What is asked for; where that fails, the environment is closed. */
  private static <T> T closing(VectorEnvironment env, Supplier<T> made) {
    try {
      return made.get();
    } catch (RuntimeException e) {
      env.close();
      throw e;
    }
  }

  /** Makes the run's directory with its record in it; closes what is held if that fails. */
  static RunDirectory create(TrainRequest request, RunInfo info, AutoCloseable... held) {
    try {
      RunDirectory directory = request.createDirectory();
      Failures.guard(
          directory,
          () -> {
            directory.write(info);
            return directory;
          });
      return directory;
    } catch (RuntimeException e) {
      for (AutoCloseable closeable : held) {
        try {
          closeable.close();
        } catch (Exception second) {
          e.addSuppressed(second);
        }
      }
      throw e;
    }
  }

  static RunInfo describe(
      TrainRequest request,
      String kind,
      String configName,
      Map<String, Object> settings,
      long steps,
      Exactness exactness) {
    return new RunInfo(
        RunInfo.FORMAT,
        UUID.randomUUID().toString(),
        kind,
        request.learner(),
        request.task(),
        request.envArgs(),
        configName,
        settings,
        request.seed(),
        request.device().name().toLowerCase(Locale.ROOT),
        request.from() == null ? null : request.from().toString(),
        Provenance.now(),
        new RunInfo.Progress(RunStatus.RUNNING, steps, 0, 0, Phases.NONE, null),
        RunInfo.Results.NONE,
        exactness);
  }

  static Device device(RunInfo info) {
    return Device.valueOf(info.device().toUpperCase(Locale.ROOT));
  }

  private Outcome work(RunDirectory directory, AgentRun run, AgentSetup<?> setup) {
    OptionalDouble threshold = setup.environment().rewardThreshold();
    return Failures.guard(
        directory,
        () -> {
          interruption.enter();
          try {
            run.begin();
            RunInfo info = run.train(interruption);
            store.save(directory, info, threshold);
            return new Outcome(directory, info);
          } finally {
            interruption.leave();
          }
        });
  }
}
