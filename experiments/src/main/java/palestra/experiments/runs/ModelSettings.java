package palestra.experiments.runs;

import static palestra.experiments.runs.TrainingSettings.atLeast;

/**
 * How a generative model's run goes, whichever the model. Zero stands for a share of {@code
 * totalGeneratorSteps}.
 *
 * @param totalGeneratorSteps generator steps to train for
 * @param logEveryGeneratorSteps generator steps between rows of the metrics. Zero: a hundredth of
 *     the total
 * @param evalEveryGeneratorSteps generator steps between measurements of samples, which choose the
 *     best checkpoint. Zero: a tenth of the total
 * @param checkpointEveryGeneratorSteps generator steps between checkpoints. Zero: a tenth of the
 *     total
 * @param keepCheckpoints how many of the newest checkpoints stay on disk
 * @param samples how many samples a picture in {@code samples/} shows. Zero: 2,500 points or 64
 *     pictures
 * @param deterministic whether a GPU has to give the same bits each time, at some cost of speed; a
 *     processor always does
 */
public record ModelSettings(
    long totalGeneratorSteps,
    long logEveryGeneratorSteps,
    long evalEveryGeneratorSteps,
    long checkpointEveryGeneratorSteps,
    int keepCheckpoints,
    int samples,
    boolean deterministic) {

  private static final int POINTS = 2_500;
  private static final int PICTURES = 64;

  public ModelSettings {
    atLeast("totalGeneratorSteps", totalGeneratorSteps, 1);
    atLeast("logEveryGeneratorSteps", logEveryGeneratorSteps, 0);
    atLeast("evalEveryGeneratorSteps", evalEveryGeneratorSteps, 0);
    atLeast("checkpointEveryGeneratorSteps", checkpointEveryGeneratorSteps, 0);
    atLeast("keepCheckpoints", keepCheckpoints, 1);
    atLeast("samples", samples, 0);
  }

  /** What holds where nothing is set. */
  public static ModelSettings defaults() {
    return new ModelSettings(20_000, 0, 0, 0, 2, 0, false);
  }

  /** The same with every zero replaced by what it stands for. */
  public ModelSettings resolved(boolean pictures) {
    return new ModelSettings(
        totalGeneratorSteps,
        orShare(logEveryGeneratorSteps, 100),
        orShare(evalEveryGeneratorSteps, 10),
        orShare(checkpointEveryGeneratorSteps, 10),
        keepCheckpoints,
        samples > 0 ? samples : pictures ? PICTURES : POINTS,
        deterministic);
  }

  private long orShare(long every, long shares) {
    return every > 0 ? every : Math.max(1, totalGeneratorSteps / shares);
  }
}
