package palestra.experiments.runs;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Locale;
import palestra.experiments.store.RunStatus;
import palestra.networks.NotFiniteException;

/** What happens to a run's directory when its work fails. */
final class Failures {
  private Failures() {}

  /** Work that may fail on files. */
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Does the work. If it fails, {@code run.json} says so where it still can, a directory that never
   * became a run is removed, and one line says what happened and what is still good.
   */
  static <T> T guard(RunDirectory directory, Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new RunFailure(message(directory, e) + remains(directory, e), e);
    } catch (RuntimeException | Error e) {
      remains(directory, e);
      throw e;
    }
  }

  /**
   * What to say of training that met what is not finite: the step, the tensor, and the newest
   * checkpoint, which is good since none is written with such weights.
   *
   * @param done such as {@code 1200 environment steps}
   */
  static RunFailure diverged(RunDirectory directory, String done, NotFiniteException e) {
    String good = "no checkpoint was written before";
    try {
      Checkpoints checkpoints = directory.checkpoints();
      List<Long> steps = checkpoints.steps();
      if (!steps.isEmpty()) {
        good = "last good checkpoint: " + checkpoints.learner(steps.get(0)).getParent();
      }
    } catch (IOException unreadable) {
      e.addSuppressed(unreadable);
    }
    return new RunFailure(
        "training diverged after %s, at %s; %s; start anew with a smaller learningRate or maxGradNorm"
            .formatted(done, e.getMessage(), good),
        e);
  }

  private static String message(RunDirectory directory, IOException e) {
    String reason = RunDirectory.reason(e);
    String file = e instanceof FileSystemException on && on.getFile() != null ? on.getFile() : "";
    String where = file.isEmpty() ? directory.toString() : file;
    return reason.toLowerCase(Locale.ROOT).contains("no space left")
        ? "the disk is full: cannot write " + where
        : "cannot read or write " + where + ": " + reason;
  }

  private static String remains(RunDirectory directory, Throwable cause) {
    if (!RunDirectory.isRun(directory.path())) {
      directory.abandon();
      return "";
    }
    try {
      RunInfo info = directory.info();
      RunInfo.Progress p = info.progress();
      directory.write(
          info.with(
              new RunInfo.Progress(
                  RunStatus.FAILED,
                  p.requestedSteps(),
                  p.actualSteps(),
                  p.seconds(),
                  p.phases(),
                  String.valueOf(cause.getMessage()),
                  p.environment(),
                  p.stopped())));
    } catch (IOException | IllegalArgumentException e) {
      // The old run.json stays, and says that the run was running.
      cause.addSuppressed(e);
    }
    try {
      List<Long> good = directory.checkpoints().steps();
      if (!good.isEmpty()) {
        return "; the checkpoint after "
            + good.get(0)
            + " steps is good: go on with 'resume "
            + directory
            + "'";
      }
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
    return "";
  }
}
