package palestra.agents.dqn;

import java.util.List;
import palestra.agents.buffers.HerConfig;
import palestra.agents.internal.Checks;
import palestra.networks.bodies.Body;
import palestra.networks.distributions.Quantiles;
import palestra.networks.distributions.ReturnAtoms;
import palestra.networks.schedules.Schedule;

/**
 * Settings of {@link Dqn}, named and preset as in Stable-Baselines3; each part of Rainbow (Hessel
 * et al. 2018) is a switch of its own.
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
 * @param maxGradNorm limit of the gradients' global norm; 0 for none
 * @param netArch widths of the hidden ReLU layers between body and outputs
 * @param doubleQ whether the online network chooses the action that the target network values (van
 *     Hasselt et al. 2015); the plain rule values too high
 * @param body what sees the observations before the hidden layers, such as {@code nature-cnn}; none
 *     by default
 * @param nSteps steps of one transition; 1 to 5; more carries rewards back faster, and is less true
 *     to the greedy policy
 * @param dueling whether the state's value and the actions' advantages have the last hidden layer
 *     and the outputs each to themselves (Wang et al. 2016)
 * @param noisy whether the last hidden layer and the outputs explore by learned noise (Fortunato et
 *     al. 2018); epsilon is 0 then
 * @param noisySigma strength of that noise at the start, above 0
 * @param head what is learned of returns: {@code expected}, {@code c51} (probabilities of fixed
 *     returns) or {@code quantile} (equally probable returns)
 * @param nAtoms returns that c51 tells apart, 2 or more
 * @param vMin the lowest of them; discounted returns below count as this
 * @param vMax the highest
 * @param nQuantiles equally probable returns of the quantile head, 1 or more
 * @param prioritizedReplay whether transitions are drawn by their last error (Schaul et al. 2016)
 *     instead of evenly
 * @param prioritizedReplayAlpha 0 draws evenly, 1 in proportion to the errors
 * @param prioritizedReplayBeta how far weights make up for the uneven draws, from 0 to 1 (wholly)
 * @param prioritizedReplayEpsilon what is added to each error, above 0
 * @param adamEpsilon Adam's; 1e-8 to 1e-3; larger takes smaller steps where gradients are small
 * @param her hindsight, for environments whose task is to reach goals; with {@code nSteps} 1 and
 *     without {@code prioritizedReplay} only
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
    boolean doubleQ,
    Body body,
    int nSteps,
    boolean dueling,
    boolean noisy,
    double noisySigma,
    Head head,
    int nAtoms,
    double vMin,
    double vMax,
    int nQuantiles,
    boolean prioritizedReplay,
    double prioritizedReplayAlpha,
    Schedule prioritizedReplayBeta,
    double prioritizedReplayEpsilon,
    double adamEpsilon,
    HerConfig her) {

  /** What is learned of the returns that follow an action. */
  public enum Head {
    /** Their mean. */
    EXPECTED,
    /** Their distribution, as probabilities of fixed values. */
    C51,
    /** Their distribution, as equally probable values. */
    QUANTILE
  }

  /** Stable-Baselines3's defaults, but with double Q-learning. */
  public static final DqnConfig DEFAULTS =
      new DqnConfig(
          /* nEnvs= */ 1,
          /* learningRate= */ Schedule.valueOf(1e-4),
          /* bufferSize= */ 1_000_000,
          /* learningStarts= */ 100,
          /* batchSize= */ 32,
          /* tau= */ 1,
          /* gamma= */ 0.99,
          /* trainFreq= */ 4,
          /* gradientSteps= */ 1,
          /* targetUpdateInterval= */ 10_000,
          /* explorationFraction= */ 0.1,
          /* explorationInitialEps= */ 1,
          /* explorationFinalEps= */ 0.05,
          /* maxGradNorm= */ 10,
          /* netArch= */ List.of(64, 64),
          /* doubleQ= */ true,
          /* body= */ Body.valueOf("mlp"),
          /* nSteps= */ 1,
          /* dueling= */ false,
          /* noisy= */ false,
          /* noisySigma= */ 0.5,
          /* head= */ Head.EXPECTED,
          /* nAtoms= */ 51,
          /* vMin= */ -10,
          /* vMax= */ 10,
          /* nQuantiles= */ 200,
          /* prioritizedReplay= */ false,
          /* prioritizedReplayAlpha= */ 0.6,
          /* prioritizedReplayBeta= */ Schedule.linear(0.4, 1),
          /* prioritizedReplayEpsilon= */ 1e-6,
          /* adamEpsilon= */ 1e-8,
          /* her= */ HerConfig.OFF);

  /** All parts of Rainbow (Hessel et al. 2018, table 1), its schedule scaled to small tasks. */
  public static final DqnConfig RAINBOW = PresetSettings.rainbow();

  /** CleanRL's {@code c51.py}, but for random actions at the start: 1,000 steps of its 10,000. */
  public static final DqnConfig C51 = PresetSettings.c51();

  /** sb3-contrib's defaults of QR-DQN. */
  public static final DqnConfig QR_DQN = PresetSettings.qrDqn();

  public DqnConfig {
    Checks.atLeast("nEnvs", nEnvs, 1);
    Checks.atLeast("bufferSize", bufferSize, 1);
    Checks.atLeast("learningStarts", learningStarts, 0);
    Checks.atLeast("batchSize", batchSize, 1);
    Checks.share("tau", tau);
    Checks.positive("tau", tau);
    Checks.share("gamma", gamma);
    Checks.atLeast("trainFreq", trainFreq, 1);
    Checks.gradientSteps(gradientSteps);
    Checks.atLeast("targetUpdateInterval", targetUpdateInterval, 1);
    Checks.share("explorationFraction", explorationFraction);
    Checks.positive("explorationFraction", explorationFraction);
    Checks.share("explorationInitialEps", explorationInitialEps);
    Checks.share("explorationFinalEps", explorationFinalEps);
    Checks.notNegative("maxGradNorm", maxGradNorm);
    netArch = List.copyOf(netArch);
    Checks.widths("netArch", netArch);
    Checks.atLeast("nSteps", nSteps, 1);
    Checks.positive("noisySigma", noisySigma);
    Checks.atLeast("nAtoms", nAtoms, 2);
    Checks.atLeast("nQuantiles", nQuantiles, 1);
    if (!(vMin < vMax) || Double.isInfinite(vMin) || Double.isInfinite(vMax)) {
      throw new IllegalArgumentException(
          "vMin must be below vMax, both finite, but they are " + vMin + " and " + vMax);
    }
    Checks.share("prioritizedReplayAlpha", prioritizedReplayAlpha);
    Checks.share("prioritizedReplayBeta", prioritizedReplayBeta.at(0));
    Checks.share("prioritizedReplayBeta", prioritizedReplayBeta.at(1));
    Checks.positive("prioritizedReplayEpsilon", prioritizedReplayEpsilon);
    Checks.positive("adamEpsilon", adamEpsilon);
    if (her.enabled() && nSteps > 1) {
      throw new IllegalArgumentException(
          "her.enabled needs transitions of one step: nSteps must be 1, but is " + nSteps);
    }
    if (her.enabled() && prioritizedReplay) {
      throw new IllegalArgumentException(
          "her.enabled needs transitions drawn evenly: prioritizedReplay must be false, but is"
              + " true");
    }
  }

  /** The classic agent of Mnih et al. 2015: all of Rainbow's parts as in {@link #DEFAULTS}. */
  public DqnConfig(
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
    this(
        nEnvs,
        learningRate,
        bufferSize,
        learningStarts,
        batchSize,
        tau,
        gamma,
        trainFreq,
        gradientSteps,
        targetUpdateInterval,
        explorationFraction,
        explorationInitialEps,
        explorationFinalEps,
        maxGradNorm,
        netArch,
        doubleQ,
        DEFAULTS.body,
        DEFAULTS.nSteps,
        DEFAULTS.dueling,
        DEFAULTS.noisy,
        DEFAULTS.noisySigma,
        DEFAULTS.head,
        DEFAULTS.nAtoms,
        DEFAULTS.vMin,
        DEFAULTS.vMax,
        DEFAULTS.nQuantiles,
        DEFAULTS.prioritizedReplay,
        DEFAULTS.prioritizedReplayAlpha,
        DEFAULTS.prioritizedReplayBeta,
        DEFAULTS.prioritizedReplayEpsilon,
        DEFAULTS.adamEpsilon,
        DEFAULTS.her);
  }

  /** What {@link #head} stands for. */
  ValueHead valueHead() {
    return switch (head) {
      case EXPECTED -> new ExpectedHead();
      case C51 -> new AtomsHead(new ReturnAtoms(nAtoms, vMin, vMax));
      case QUANTILE -> new QuantileHead(new Quantiles(nQuantiles));
    };
  }

  /** What the gradients are clipped to. */
  double gradientLimit() {
    return maxGradNorm == 0 ? Double.POSITIVE_INFINITY : maxGradNorm;
  }

  /**
   * Updates whose transitions are drawn at once. The target network stands still while a phase of
   * learning lasts; but priorities change with every update, and noise is to be drawn for each.
   */
  int updatesPerDraw(int most) {
    return prioritizedReplay || noisy ? 1 : Math.min(updatesPerPhase(), most);
  }

  /** Updates in one phase of learning. */
  int updatesPerPhase() {
    return gradientSteps == -1 ? trainFreq * nEnvs : gradientSteps;
  }
}
