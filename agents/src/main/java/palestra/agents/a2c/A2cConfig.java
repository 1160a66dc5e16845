package palestra.agents.a2c;

import java.util.List;
import palestra.agents.internal.Checks;
import palestra.networks.layers.Activation;
import palestra.networks.schedules.Schedule;

/**
 * Settings of {@link A2c}, named and preset as in Stable-Baselines3.
 *
 * @param nEnvs environment copies that act at once, 1 or more; typically 4 to 64. More make less
 *     noisy gradients
 * @param nSteps steps of each copy before an update, 1 or more; typically 5 to 20. More make better
 *     estimates and rarer updates
 * @param gamma discount of one step, from 0 to 1; nearer 1 looks further ahead
 * @param gaeLambda from 0 (one step and the value that follows) to 1 (rewards up to the rollout's
 *     end, as in the paper); between them, bias against variance
 * @param normalizeAdvantage whether each update's advantages get mean 0 and deviation 1
 * @param entCoef weight of the policy's entropy, 0 or more; typically 0 to 0.02. More explores more
 * @param vfCoef weight of the value loss, 0 or more; typically 0.25 to 0.5. The towers are
 *     separate, so it only shares out {@code maxGradNorm}
 * @param maxGradNorm limit of the gradients' global norm, above 0; typically 0.5
 * @param learningRate RMSProp's step size; typically 1e-4 to 1e-2. Larger learns faster and less
 *     stably
 * @param rmsPropEps keeps RMSProp's root away from zero, above 0; typically 1e-5. More makes small
 *     gradients count less
 * @param netArch widths of the hidden layers, of policy and value function each
 * @param activation after each hidden layer
 */
public record A2cConfig(
    int nEnvs,
    int nSteps,
    double gamma,
    double gaeLambda,
    boolean normalizeAdvantage,
    double entCoef,
    double vfCoef,
    double maxGradNorm,
    Schedule learningRate,
    double rmsPropEps,
    List<Integer> netArch,
    Activation activation) {

  /** Stable-Baselines3's defaults. */
  public static final A2cConfig DEFAULTS =
      new A2cConfig(
          1,
          5,
          0.99,
          1,
          false,
          0,
          0.5,
          0.5,
          Schedule.valueOf(7e-4),
          1e-5,
          List.of(64, 64),
          Activation.TANH);

  public A2cConfig {
    Checks.atLeast("nEnvs", nEnvs, 1);
    Checks.atLeast("nSteps", nSteps, 1);
    Checks.share("gamma", gamma);
    Checks.share("gaeLambda", gaeLambda);
    Checks.notNegative("entCoef", entCoef);
    Checks.notNegative("vfCoef", vfCoef);
    Checks.positive("maxGradNorm", maxGradNorm);
    Checks.positive("rmsPropEps", rmsPropEps);
    netArch = List.copyOf(netArch);
    Checks.widths("netArch", netArch);
  }
}
