package palestra.agents.dqn;

import java.util.List;
import palestra.networks.schedules.Schedule;

/**
 * Settings of {@link Dqn}, named and preset as in Stable-Baselines3.
 *
 * @param nEnvs environment copies that act at once; 1 or more
 * @param learningRate Adam's step size; 1e-5 to 1e-2; larger learns faster and less stably
 * @param bufferSize transitions the replay buffer holds; 1e4 to 1e6
 * @param learningStarts environment steps, over all copies, of purely random actions before the
 *     first update
 * @param batchSize transitions of one update; 32 to 256
 * @param tau share of the online network that an update of the target network takes over, in (0,
 *     1]; 1 copies it
 * @param gamma discount of one step, in [0, 1]; nearer 1 looks further ahead
 * @param trainFreq steps of each copy between two phases of learning
 * @param gradientSteps updates in a phase of learning; -1 for as many as environment steps since
 *     the last
 * @param targetUpdateInterval environment steps, over all copies, between updates of the target
 *     network
 * @param explorationFraction share of training over which epsilon goes down, in (0, 1]
 * @param explorationInitialEps probability of a random action at the start, in [0, 1]
 * @param explorationFinalEps probability of a random action from then on, in [0, 1]
 * @param maxGradNorm limit of the gradients' global norm, above 0
 * @param netArch widths of the hidden ReLU layers
 * @param doubleQ whether the online network chooses the action that the target network values (van
 *     Hasselt et al. 2015); the plain rule values too high
 */
public record DqnConfig(
    int nEnvs,
    Schedule learningRate,
    int bufferSize,
    int learningStarts,
    int batchSize,
    double tau,
    double gamma,
    int trainFreq,
    int gradientSteps,
    int targetUpdateInterval,
    double explorationFraction,
    double explorationInitialEps,
    double explorationFinalEps,
    double maxGradNorm,
    List<Integer> netArch,
    boolean doubleQ) {

  /** Stable-Baselines3's defaults, but with double Q-learning. */
  public static final DqnConfig DEFAULTS =
      new DqnConfig(
          1,
          Schedule.valueOf(1e-4),
          1_000_000,
          100,
          32,
          1.0,
          0.99,
          4,
          1,
          10_000,
          0.1,
          1.0,
          0.05,
          10,
          List.of(64, 64),
          true);

  public DqnConfig {
    atLeast("nEnvs", nEnvs, 1);
    atLeast("bufferSize", bufferSize, 1);
    atLeast("learningStarts", learningStarts, 0);
    atLeast("batchSize", batchSize, 1);
    share("tau", tau, false);
    share("gamma", gamma, true);
    atLeast("trainFreq", trainFreq, 1);
    if (gradientSteps < 1 && gradientSteps != -1) {
      throw new IllegalArgumentException(
          "gradientSteps must be 1 or more, or -1, but is " + gradientSteps);
    }
    atLeast("targetUpdateInterval", targetUpdateInterval, 1);
    share("explorationFraction", explorationFraction, false);
    share("explorationInitialEps", explorationInitialEps, true);
    share("explorationFinalEps", explorationFinalEps, true);
    if (!(maxGradNorm > 0)) {
      throw new IllegalArgumentException("maxGradNorm must be above 0, but is " + maxGradNorm);
    }
    netArch = List.copyOf(netArch);
    netArch.forEach(width -> atLeast("netArch's widths", width, 1));
  }

  /** Updates in one phase of learning. */
  int updatesPerPhase() {
    return gradientSteps == -1 ? trainFreq * nEnvs : gradientSteps;
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be " + least + " or more, but is " + value);
    }
  }

  /** {@code [0, 1]}, or {@code (0, 1]} where nothing works at 0. */
  private static void share(String name, double value, boolean zeroAllowed) {
    boolean low = zeroAllowed ? value >= 0 : value > 0;
    if (!(low && value <= 1)) {
      throw new IllegalArgumentException(
          name + " must be in " + (zeroAllowed ? "[" : "(") + "0, 1], but is " + value);
    }
  }
}
