package palestra.agents.ppo;

import java.util.List;
import palestra.agents.curiosity.RndConfig;
import palestra.agents.internal.ActorCritic;
import palestra.agents.internal.Checks;
import palestra.agents.internal.GaussianNoise;
import palestra.networks.bodies.Body;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Memory;
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
 * @param vfCoef weight of the value loss, 0 or more; typically 0.5. Without body and memory the
 *     towers are separate, and it only shares out {@code maxGradNorm}
 * @param maxGradNorm limit of the gradients' global norm, above 0; typically 0.5
 * @param learningRate Adam's step size; typically 1e-5 to 1e-3. Larger learns faster and less
 *     stably
 * @param netArch widths of the hidden layers, of policy and value function each
 * @param activation after each hidden layer
 * @param clipRangeVf how far a value may go from what it was when the rollout was gathered before
 *     it stops counting, in units of the return; 0 for any distance. Only for rewards that are
 *     scaled to about 1
 * @param targetKl divergence, in nats, at which the passes over a rollout stop: before a minibatch
 *     whose policy is 1.5 times as far from the one that gathered it; 0 for never; typically 0.01
 *     to 0.05
 * @param useSde whether the noise of Box actions depends on the state (gSDE): smoother, for motors
 * @param sdeSampleFreq with {@code useSde}, steps between two draws of the noise's matrix; -1 for
 *     one in each rollout; typically 4 to 64. Fewer explore more like plain noise
 * @param logStdInit logarithm of the first standard deviation of Box actions, or with {@code
 *     useSde} of its matrix; typically -3 to 0. More explores more widely at first
 * @param body from what is seen to features, by name, such as {@code nature-cnn} for pictures
 * @param memory what is remembered within an episode, such as {@code lstm 64}; {@code none} where
 *     each observation tells all
 * @param sequenceLength with a memory, steps that gradients flow back, and of the pieces that
 *     minibatches consist of; typically 8 to 128. Divides {@code nSteps} and {@code batchSize}; the
 *     whole rollout where that is shorter. More learns longer memories, more slowly
 * @param shareBody whether policy and value function have one body and one memory, at half the
 *     cost, or each its own
 * @param orthoInit whether the dense layers start orthogonal
 * @param rnd whether what is new is rewarded, and how; {@code rnd.coef} above 0 turns it on
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
    Activation activation,
    Schedule clipRangeVf,
    double targetKl,
    boolean useSde,
    int sdeSampleFreq,
    double logStdInit,
    Body body,
    Memory memory,
    int sequenceLength,
    boolean shareBody,
    boolean orthoInit,
    RndConfig rnd) {

  private static final Schedule NONE = Schedule.valueOf(0);

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

  /**
   * With a memory: sb3-contrib's defaults of {@code RecurrentPPO}, whose policy and value function
   * remember each for itself.
   */
  public static final PpoConfig RECURRENT =
      new PpoConfig(
          1,
          128,
          128,
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
          Activation.TANH,
          NONE,
          0,
          false,
          -1,
          0,
          Body.valueOf("mlp"),
          new Memory(Memory.Kind.LSTM, 256),
          32,
          false,
          true,
          RndConfig.OFF);

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
    new GaussianNoise(useSde, sdeSampleFreq, logStdInit);
    Checks.notNegative("targetKl", targetKl);
    Checks.atLeast("sequenceLength", sequenceLength, 1);
    if (memory.present()) {
      int length = Math.min(sequenceLength, nSteps);
      // Without the other setting's name, so that it is this one whose place is told.
      Checks.divides("sequenceLength", length, "a copy's steps in a rollout", nSteps);
      Checks.divides("sequenceLength", length, "a minibatch's rows", Math.min(batchSize, rollout));
    }
  }

  /**
   * Settings of dense layers that see each observation by itself: all that is not named is as in
   * {@link #DEFAULTS}.
   */
  public PpoConfig(
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
    this(
        nEnvs,
        nSteps,
        batchSize,
        nEpochs,
        gamma,
        gaeLambda,
        clipRange,
        normalizeAdvantage,
        entCoef,
        vfCoef,
        maxGradNorm,
        learningRate,
        netArch,
        activation,
        NONE,
        0,
        false,
        -1,
        0,
        Body.valueOf("mlp"),
        Memory.NONE,
        16,
        true,
        true,
        RndConfig.OFF);
  }

  /** Whether values are clipped at all. */
  boolean clipsValues() {
    return !clipRangeVf.equals(NONE);
  }

  /** Steps of the sequences that are learned from: 1 without a memory. */
  int stepsPerSequence() {
    return memory.present() ? Math.min(sequenceLength, nSteps) : 1;
  }

  /** How Box actions are explored. */
  GaussianNoise noise() {
    return new GaussianNoise(useSde, sdeSampleFreq, logStdInit);
  }

  /** The network's layers. */
  ActorCritic.Layers layers() {
    return new ActorCritic.Layers(body, memory, shareBody, netArch, activation, orthoInit);
  }

  /** Rows of a minibatch: {@code batchSize}, or the rollout's where it has fewer. */
  int minibatchSize() {
    return Math.min(batchSize, Math.multiplyExact(nSteps, nEnvs));
  }
}
