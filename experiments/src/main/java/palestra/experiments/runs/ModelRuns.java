package palestra.experiments.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import palestra.experiments.runs.Runs.Outcome;
import palestra.experiments.store.RunStatus;
import palestra.generative.ConditionalModel;
import palestra.generative.GenerativeModel;
import palestra.generative.data.Data;

/** Starts runs of generative models, goes on with them, and draws from what they learned. */
public final class ModelRuns {
  private final Lab lab;
  private final RunStore store;
  private final Interruption interruption;

  /**
   * Works with what the lab has.
   *
   * @param store where results go
   * @param interruption looked at every few steps
   */
  public ModelRuns(Lab lab, RunStore store, Interruption interruption) {
    this.lab = lab;
    this.store = store;
    this.interruption = interruption;
  }

  /** Samples with their figures, and where they were drawn. */
  public record Generated(
      String run,
      String model,
      String data,
      int samples,
      Map<String, Double> metrics,
      String out) {}

  /** Trains a model from the start; fails as {@link Runs#trainAgent} does. */
  public Outcome train(TrainRequest request, RunListener listener) {
    RunSeeds.check(request.seed());
    if (!request.envArgs().isEmpty() || !request.wrappers().isEmpty()) {
      throw new IllegalArgumentException("--env-arg and --wrapper are for --env, not for --model");
    }
    ModelSetup<?> setup = ModelSetup.of(lab, request);
    if (request.from() != null) {
      weights(request.from(), request.learner());
    }
    RunInfo info =
        Runs.describe(
            request,
            RunInfo.MODEL,
            Tuned.name(ModelSetup.tuned(lab, request), request, TrainRequest.MODEL_STEPS),
            setup.settings(),
            setup.training().totalGeneratorSteps(),
            Exactness.of(request.device(), setup.training().deterministic(), Optional.empty()));
    GenerativeModel model = setup.model(request.device(), request.seed(), listener::note);
    RunDirectory directory = Runs.create(request, info, model);
    return work(directory, info, setup, model, listener);
  }

  /** Goes on with a run until its planned steps; a finished one is left as it is. */
  public Outcome resume(RunDirectory directory, RunListener listener) {
    RunInfo info = directory.info();
    if (info.progress().status() == RunStatus.FINISHED) {
      listener.note(directory + " is finished already");
      store.save(directory, info, OptionalDouble.empty());
      return new Outcome(directory, info);
    }
    return goOn(directory, info, ModelSetup.of(lab, info), listener);
  }

  /**
   * Goes on with a run until that many steps, more than it was planned for. Schedules go over all
   * of them; without any that move, the run has the bits of one that was planned so at first.
   *
   * @throws IllegalArgumentException if the run is planned for as many steps already
   */
  public Outcome extend(RunDirectory directory, long steps, RunListener listener) {
    RunInfo info = Extension.of(directory, "totalGeneratorSteps", steps);
    ModelSetup<?> setup = ModelSetup.of(lab, info);
    RunInfo known = setup.hasSchedules() ? Extension.replanned(directory.info(), info) : info;
    return goOn(directory, known, setup, listener);
  }

  private Outcome goOn(
      RunDirectory directory, RunInfo info, ModelSetup<?> setup, RunListener listener) {
    GenerativeModel model = setup.model(Runs.device(info), info.seed(), listener::note);
    return work(directory, info, setup, model, listener);
  }

  private Outcome work(
      RunDirectory directory,
      RunInfo info,
      ModelSetup<?> setup,
      GenerativeModel model,
      RunListener listener) {
    try (ModelRun run = new ModelRun(directory, directory.lock(), info, setup, model, listener)) {
      return Failures.guard(
          directory,
          () -> {
            interruption.enter();
            try {
              run.begin();
              RunInfo done = run.train(interruption);
              store.save(directory, done, OptionalDouble.empty());
              return new Outcome(directory, done);
            } finally {
              interruption.leave();
            }
          });
    }
  }

  /** Which of a run's weights. */
  public enum Which {
    LAST,
    BEST
  }

  /** A trained model with what it was trained on; closing it closes the model. */
  public record Trained(
      RunDirectory directory, RunInfo info, Data data, GenerativeModel model, Runnable afterwards)
      implements AutoCloseable {
    @Override
    public void close() {
      model.close();
      afterwards.run();
    }
  }

  /**
   * Opens what a run has learned so far.
   *
   * @throws IllegalArgumentException if it is no run of a model or has no such checkpoint
   */
  public Trained open(RunDirectory directory, Which which) {
    Path learner = learner(directory, which);
    RunInfo info = directory.info();
    ModelSetup<?> setup = ModelSetup.of(lab, info);
    GenerativeModel model = setup.model(Runs.device(info), info.seed(), note -> {});
    try {
      model.load(learner);
      return new Trained(directory, info, setup.data(), model, setup::close);
    } catch (IOException e) {
      model.close();
      throw new RunFailure("cannot read " + learner + ": " + e.getMessage(), e);
    }
  }

  /**
   * Draws samples from a run into a picture, and measures them.
   *
   * @param label the class that all samples are to show; empty for any
   * @param out null for a name below the run's {@code samples/}
   * @throws IllegalArgumentException if the model makes no samples, or none of a class
   */
  public Generated generate(
      RunDirectory directory, Which which, int samples, OptionalInt label, long seed, Path out) {
    Path picture = out != null ? out : directory.samples().resolve("generated-" + samples + ".png");
    try (Trained trained = open(directory, which)) {
      RunInfo info = trained.info();
      float[][] rows = rows(trained, samples, label, seed);
      Map<String, Double> metrics = trained.model().metrics(seed);
      SamplePicture.write(picture, info, trained.data(), rows, metrics);
      return new Generated(
          directory.toString(), info.learner(), info.task(), samples, metrics, picture.toString());
    } catch (IOException e) {
      throw new RunFailure("cannot write for " + directory + ": " + e.getMessage(), e);
    }
  }

  private static float[][] rows(Trained trained, int samples, OptionalInt label, long seed) {
    GenerativeModel model = trained.model();
    String learner = trained.info().learner();
    if (!model.generates()) {
      throw new IllegalArgumentException("a '" + learner + "' makes no samples");
    }
    if (label.isEmpty()) {
      return model.sample(samples, seed);
    }
    if (!(model instanceof ConditionalModel conditional)) {
      throw new IllegalArgumentException(
          "--label needs a model that is told the class, such as cvae or acgan, not " + learner);
    }
    int asked = label.getAsInt();
    if (asked < 0 || asked >= conditional.classes()) {
      throw new IllegalArgumentException(
          "--label must be in 0.." + (conditional.classes() - 1) + ", but is " + asked);
    }
    int[] labels = new int[samples];
    Arrays.fill(labels, asked);
    return conditional.sample(labels, seed);
  }

  /** The weights of another run of the same model. */
  static Path weights(Path from, String learner) {
    RunDirectory directory = RunDirectory.open(from);
    Path weights = learner(directory, Which.LAST);
    String other = directory.info().learner();
    if (!other.equals(learner)) {
      throw new IllegalArgumentException(
          "--from " + from + " was trained by '" + other + "', not by '" + learner + "'");
    }
    return weights;
  }

  /** Where a run's weights are. */
  static Path learner(RunDirectory directory, Which which) {
    RunInfo info = directory.info();
    if (!info.kind().equals(RunInfo.MODEL)) {
      throw new IllegalArgumentException(
          directory + " is a run of the agent '" + info.learner() + "', not of a model");
    }
    try {
      Checkpoints checkpoints = directory.checkpoints();
      Optional<Long> best = checkpoints.best();
      if (which == Which.BEST && best.isPresent()) {
        return checkpoints.bestLearner(best.get());
      }
      List<Long> steps = checkpoints.steps();
      if (steps.isEmpty()) {
        throw new IllegalArgumentException(directory + " has no checkpoint yet");
      }
      return checkpoints.learner(steps.get(0));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot read the checkpoints of " + directory + ": " + RunDirectory.reason(e), e);
    }
  }
}
