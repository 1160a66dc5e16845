package palestra.agents.a3c;

import java.util.List;
import palestra.agents.internal.ActorCritic;
import palestra.agents.internal.Checks;
import palestra.agents.internal.GaussianNoise;
import palestra.networks.bodies.Body;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Memory;
import palestra.networks.schedules.Schedule;

/**
 * Settings of {@link A3c}: those of Stable-Baselines3's A2C, but for the paper's workers and
 * entropy.
 *
 * @param workers threads that learn, 1 or more; typically 1 to the machine's cores. With more than
 *     one, two runs differ
 * @param nEnvs environment copies that act at once, a multiple of {@code workers}, which share them
 *     out evenly; the paper has one for each. More make less noisy gradients
 * @param nSteps steps of each copy before its worker's update, 1 or more; typically 5 to 20. More
 *     make better estimates and rarer updates
 * @param gamma discount of one step, from 0 to 1; nearer 1 looks further ahead
 * @param gaeLambda from 0 (one step and the value that follows) to 1 (rewards up to the rollout's
 *     end, as in the paper); between them, bias against variance
 * @param entCoef weight of the policy's entropy, 0 or more; typically 0 to 0.02. More explores more
 * @param vfCoef weight of the value loss, 0 or more; typically 0.25 to 0.5. Without body and memory
 *     the towers are separate, and it only shares out {@code maxGradNorm}
 * @param maxGradNorm limit of each update's gradients' global norm, above 0; typically 0.5 to 40
 * @param learningRate step size of the shared RMSProp; typically 1e-4 to 1e-2. Larger learns faster
 *     and less stably
 * @param rmsPropEps keeps RMSProp's root away from zero, above 0; typically 1e-5. More makes small
 *     gradients count less
 * @param netArch widths of the hidden layers, of policy and value function each
 * @param activation after each hidden layer
 * @param useSde whether the noise of Box actions depends on the state (gSDE): smoother, for motors
 * @param sdeSampleFreq with {@code useSde}, steps between two draws of the noise's matrix; -1 for
 *     one before each update; typically 4 to 64. Fewer explore more like plain noise
 * @param logStdInit logarithm of the first standard deviation of Box actions, or with {@code
 *     useSde} of its matrix; typically -3 to 0. More explores more widely at first
 * @param body from what is seen to features, by name, such as {@code nature-cnn} for pictures
 * @param memory what is remembered within an episode, such as {@code lstm 64}; {@code none} where
 *     each observation tells all. Gradients flow back {@code nSteps} steps
 * @param shareBody whether policy and value function have one body and one memory, at half the
 *     cost, or each its own
 * @param orthoInit whether the dense layers start orthogonal
 */
public record A3cConfig(
    int workers,
    int nEnvs,
    int nSteps,
    double gamma,
    double gaeLambda,
    double entCoef,
    double vfCoef,
    double maxGradNorm,
    Schedule learningRate,
    double rmsPropEps,
    List<Integer> netArch,
    Activation activation,
    boolean useSde,
    int sdeSampleFreq,
    double logStdInit,
    Body body,
    Memory memory,
    boolean shareBody,
    boolean orthoInit) {

  /** Two workers with a copy each, so that a config means the same on every machine. */
  public static final A3cConfig DEFAULTS =
      new A3cConfig(
          2,
          2,
          5,
          0.99,
          1,
          0.01,
          0.5,
          0.5,
          Schedule.valueOf(7e-4),
          1e-5,
          List.of(64, 64),
          Activation.TANH,
          false,
          -1,
          0,
          Body.valueOf("mlp"),
          Memory.NONE,
          true,
          true);

  public A3cConfig {
    Checks.atLeast("workers", workers, 1);
    Checks.atLeast("nEnvs", nEnvs, 1);
    Checks.divides("workers", workers, "nEnvs", nEnvs);
    Checks.atLeast("nSteps", nSteps, 1);
    Checks.share("gamma", gamma);
    Checks.share("gaeLambda", gaeLambda);
    Checks.notNegative("entCoef", entCoef);
    Checks.notNegative("vfCoef", vfCoef);
    Checks.positive("maxGradNorm", maxGradNorm);
    Checks.positive("rmsPropEps", rmsPropEps);
    netArch = List.copyOf(netArch);
    Checks.widths("netArch", netArch);
    new GaussianNoise(useSde, sdeSampleFreq, logStdInit);
  }

  /** Steps of the sequences that are learned from: 1 without a memory. */
  int stepsPerSequence() {
    return memory.present() ? nSteps : 1;
  }

  /** How Box actions are explored. */
  GaussianNoise noise() {
    return new GaussianNoise(useSde, sdeSampleFreq, logStdInit);
  }

  /** The network's layers. */
  ActorCritic.Layers layers() {
    return new ActorCritic.Layers(body, memory, shareBody, netArch, activation, orthoInit);
  }
}
