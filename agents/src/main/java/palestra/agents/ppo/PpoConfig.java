package palestra.agents.ppo;

import java.util.List;
import palestra.agents.internal.Checks;
import palestra.networks.layers.Activation;
import palestra.networks.schedules.Schedule;

/**
 * Settings of {@link Ppo}, named and preset as in Stable-Baselines3.
 *
 * @param nEnvs environment copies that act at once, 1 or more; typically 1 to 64. More give more
 *     varied rollouts and better use of the machine
 * @param nSteps steps of each copy in a rollout, 1 or more; typically 32 to 2048. More make better
 *     estimates and rarer updates
 * @param batchSize rows of a rollout in a minibatch, 2 or more; typically 64 to 4096. Has to divide
 *     {@code nSteps * nEnvs}; the whole rollout where that is smaller
 * @param nEpochs passes over each rollout, 1 or more; typically 3 to 20. More get more out of it,
 *     until the policy has moved too far from the one that gathered it
 * @param gamma discount of one step, from 0 to 1; nearer 1 looks further ahead
 * @param gaeLambda from 0 (one step and the value that follows) to 1 (the whole return); between
 *     them, bias against variance
 * @param clipRange how far the probability ratio may go from 1 before it stops counting; typically
 *     0.1 to 0.3. Less makes smaller, safer updates
 * @param normalizeAdvantage whether each minibatch's advantages get mean 0 and deviation 1
 * @param entCoef weight of the policy's entropy, 0 or more; typically 0 to 0.02. More explores more
 * @param vfCoef weight of the value loss, 0 or more; typically 0.5. The towers are separate, so it
 *     only shares out {@code maxGradNorm}
 * @param maxGradNorm limit of the gradients' global norm, above 0; typically 0.5
 * @param learningRate Adam's step size; typically 1e-5 to 1e-3. Larger learns faster and less
 *     stably
 * @param netArch widths of the hidden layers, of policy and value function each
 * @param activation after each hidden layer
 */
public record PpoConfig(
    int nEnvs,
    int nSteps,
    int batchSize,
    int nEpochs,
    double gamma,
    double gaeLambda,
    Schedule clipRange,
    boolean normalizeAdvantage,
    double entCoef,
    double vfCoef,
    double maxGradNorm,
    Schedule learningRate,
    List<Integer> netArch,
    Activation activation) {

  /** Stable-Baselines3's defaults. */
  public static final PpoConfig DEFAULTS =
      new PpoConfig(
          1,
          2048,
          64,
          10,
          0.99,
          0.95,
          Schedule.valueOf(0.2),
          true,
          0,
          0.5,
          0.5,
          Schedule.valueOf(3e-4),
          List.of(64, 64),
          Activation.TANH);

  public PpoConfig {
    Checks.atLeast("nEnvs", nEnvs, 1);
    Checks.atLeast("nSteps", nSteps, 1);
    Checks.atLeast("batchSize", batchSize, 2);
    Checks.atLeast("nEpochs", nEpochs, 1);
    Checks.share("gamma", gamma);
    Checks.share("gaeLambda", gaeLambda);
    Checks.notNegative("entCoef", entCoef);
    Checks.notNegative("vfCoef", vfCoef);
    Checks.positive("maxGradNorm", maxGradNorm);
    netArch = List.copyOf(netArch);
    Checks.widths("netArch", netArch);
    long rollout = (long) nSteps * nEnvs;
    Checks.atLeast("nSteps * nEnvs", rollout, 2);
    if (rollout > batchSize && rollout % batchSize != 0) {
      throw new IllegalArgumentException(
          "batchSize must divide the rollout's "
              + rollout
              + " rows (steps times copies), but is "
              + batchSize);
    }
  }

  /** Rows of a minibatch: {@code batchSize}, or the rollout's where it has fewer. */
  int minibatchSize() {
    return Math.min(batchSize, Math.multiplyExact(nSteps, nEnvs));
  }
}
