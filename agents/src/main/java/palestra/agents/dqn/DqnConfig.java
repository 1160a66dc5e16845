package palestra.agents.dqn;

import java.util.List;
import palestra.agents.internal.Checks;
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
    Checks.atLeast("nEnvs", nEnvs, 1);
    Checks.atLeast("bufferSize", bufferSize, 1);
    Checks.atLeast("learningStarts", learningStarts, 0);
    Checks.atLeast("batchSize", batchSize, 1);
    Checks.share("tau", tau);
    Checks.positive("tau", tau);
    Checks.share("gamma", gamma);
    Checks.atLeast("trainFreq", trainFreq, 1);
    if (gradientSteps < 1 && gradientSteps != -1) {
      throw new IllegalArgumentException(
          "gradientSteps must be at least 1, or -1, but is " + gradientSteps);
    }
    Checks.atLeast("targetUpdateInterval", targetUpdateInterval, 1);
    Checks.share("explorationFraction", explorationFraction);
    Checks.positive("explorationFraction", explorationFraction);
    Checks.share("explorationInitialEps", explorationInitialEps);
    Checks.share("explorationFinalEps", explorationFinalEps);
    Checks.positive("maxGradNorm", maxGradNorm);
    netArch = List.copyOf(netArch);
    Checks.widths("netArch", netArch);
  }

  /** Updates in one phase of learning. */
  int updatesPerPhase() {
    return gradientSteps == -1 ? trainFreq * nEnvs : gradientSteps;
  }
}
