package palestra.agents.reinforce;

import java.util.List;
import palestra.agents.internal.ActorCritic;
import palestra.agents.internal.Checks;
import palestra.agents.internal.GaussianNoise;
import palestra.networks.bodies.Body;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Memory;
import palestra.networks.schedules.Schedule;

/**
 * Settings of {@link Reinforce}. Stable-Baselines3 has no such agent; what its actor-critics have
 * too is named and preset as there.
 *
 * @param nEnvs environment copies that act at once, 1 or more; typically 1 to 16. With 1 every
 *     episode is played by one policy from start to end; with more, those that run while others are
 *     learned from begin with a slightly older one
 * @param episodesPerUpdate whole episodes before an update, 1 or more; typically 1 to 32. More make
 *     less noisy gradients and rarer updates
 * @param nSteps steps after which an episode is cut in two as if by a step limit, 1 or more: bounds
 *     memory where episodes need not end
 * @param gamma discount of one step, from 0 to 1; nearer 1 looks further ahead
 * @param baseline whether a learned value is subtracted from the returns: less noise, same mean
 * @param normalizeAdvantage whether each update's advantages get mean 0 and deviation 1
 * @param entCoef weight of the policy's entropy, 0 or more; typically 0 to 0.02. More explores more
 * @param vfCoef weight of the value loss, 0 or more; typically 0.5. Without body and memory the
 *     towers are separate, and it only shares out {@code maxGradNorm}
 * @param maxGradNorm limit of the gradients' global norm, above 0; typically 0.5
 * @param learningRate Adam's step size; typically 1e-4 to 1e-2. Larger learns faster and less
 *     stably
 * @param batchSize rows of one run of the graph, 1 or more; typically 64 to 1024. Longer updates
 *     are added up over several runs, so this changes speed and memory alone
 * @param netArch widths of the hidden layers, of policy and value function each
 * @param activation after each hidden layer
 * @param useSde whether the noise of Box actions depends on the state (gSDE): smoother, for motors
 * @param sdeSampleFreq with {@code useSde}, steps between two draws of the noise's matrix; -1 for
 *     one after each update; typically 4 to 64. Fewer explore more like plain noise
 * @param logStdInit logarithm of the first standard deviation of Box actions, or with {@code
 *     useSde} of its matrix; typically -3 to 0. More explores more widely at first
 * @param body from what is seen to features, by name, such as {@code nature-cnn} for pictures
 * @param memory what is remembered within an episode, such as {@code lstm 64}; {@code none} where
 *     each observation tells all
 * @param sequenceLength with a memory, steps that gradients flow back; divides {@code batchSize};
 *     typically 8 to 64. More learns to remember longer, at the same cost
 * @param shareBody whether policy and value function have one body and one memory, at half the
 *     cost, or each its own
 * @param orthoInit whether the dense layers start orthogonal
 */
public record ReinforceConfig(
    int nEnvs,
    int episodesPerUpdate,
    int nSteps,
    double gamma,
    boolean baseline,
    boolean normalizeAdvantage,
    double entCoef,
    double vfCoef,
    double maxGradNorm,
    Schedule learningRate,
    int batchSize,
    List<Integer> netArch,
    Activation activation,
    boolean useSde,
    int sdeSampleFreq,
    double logStdInit,
    Body body,
    Memory memory,
    int sequenceLength,
    boolean shareBody,
    boolean orthoInit) {

  /** An update after each episode of one copy, as the paper has it, over a learned baseline. */
  public static final ReinforceConfig DEFAULTS =
      new ReinforceConfig(
          1,
          1,
          10_000,
          0.99,
          true,
          false,
          0,
          0.5,
          0.5,
          Schedule.valueOf(1e-3),
          256,
          List.of(64, 64),
          Activation.TANH,
          false,
          -1,
          0,
          Body.valueOf("mlp"),
          Memory.NONE,
          16,
          true,
          true);

  public ReinforceConfig {
    Checks.atLeast("nEnvs", nEnvs, 1);
    Checks.atLeast("episodesPerUpdate", episodesPerUpdate, 1);
    Checks.atLeast("nSteps", nSteps, 1);
    Checks.share("gamma", gamma);
    Checks.notNegative("entCoef", entCoef);
    Checks.notNegative("vfCoef", vfCoef);
    Checks.positive("maxGradNorm", maxGradNorm);
    Checks.atLeast("batchSize", batchSize, 1);
    netArch = List.copyOf(netArch);
    Checks.widths("netArch", netArch);
    new GaussianNoise(useSde, sdeSampleFreq, logStdInit);
    Checks.atLeast("sequenceLength", sequenceLength, 1);
    if (memory.present()) {
      Checks.divides("sequenceLength", sequenceLength, "batchSize", batchSize);
    }
  }

  /** Steps of the sequences that are learned from: 1 without a memory. */
  int stepsPerSequence() {
    return memory.present() ? sequenceLength : 1;
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
