package palestra.agents.sac;

import java.util.List;
import palestra.agents.buffers.HerConfig;
import palestra.agents.internal.ActionNoise;
import palestra.agents.internal.Checks;
import palestra.agents.internal.Experience;
import palestra.agents.internal.Temperature;
import palestra.networks.bodies.Body;
import palestra.networks.schedules.Schedule;

/**
 * Settings of {@link Sac}, named and preset as in Stable-Baselines3; those of the noise as in
 * rl-baselines3-zoo.
 *
 * @param nEnvs environment copies that act at once, 1 or more
 * @param learningRate step size of all three Adams; 1e-4 to 1e-3; larger learns faster and less
 *     stably
 * @param bufferSize transitions the replay holds; 1e5 to 1e6
 * @param learningStarts environment steps, over all copies, of evenly random actions before the
 *     first update
 * @param batchSize transitions of one update; 64 to 512
 * @param tau share of the critics that an update of the target critics takes over, in (0, 1];
 *     typically 0.005 to 0.02; smaller is slower and steadier
 * @param gamma discount of one step, in [0, 1]; nearer 1 looks further ahead
 * @param trainFreq steps of each copy between two phases of learning
 * @param gradientSteps updates in a phase of learning; -1 for as many as environment steps since
 *     the last
 * @param entCoef the temperature, how much a nat of entropy is worth in reward: {@code auto} learns
 *     it from 1 on, {@code auto_0.1} from 0.1 on, a number keeps it
 * @param targetEntropy what a learned temperature aims at, in nats; {@code auto} is minus the
 *     number of action dimensions
 * @param targetUpdateInterval updates between those of the target critics
 * @param noiseType noise on top of the policy's own: {@code none}, {@code normal} or {@code
 *     ornstein-uhlenbeck}, for tasks whose reward is far away
 * @param noiseStd its deviation, where actions go from -1 to 1; 0.1 to 0.5
 * @param netArch widths of the hidden ReLU layers, of policy and critics each
 * @param body sees the observations; policy and critics have one each
 * @param her hindsight experience replay, for tasks of reaching goals
 */
public record SacConfig(
    int nEnvs,
    Schedule learningRate,
    int bufferSize,
    int learningStarts,
    int batchSize,
    double tau,
    double gamma,
    int trainFreq,
    int gradientSteps,
    String entCoef,
    String targetEntropy,
    int targetUpdateInterval,
    ActionNoise.Type noiseType,
    double noiseStd,
    List<Integer> netArch,
    Body body,
    HerConfig her) {

  /** Stable-Baselines3's defaults. */
  public static final SacConfig DEFAULTS =
      new SacConfig(
          1,
          Schedule.valueOf(3e-4),
          1_000_000,
          100,
          256,
          0.005,
          0.99,
          1,
          1,
          "auto",
          "auto",
          1,
          ActionNoise.Type.NONE,
          0.1,
          List.of(256, 256),
          Body.valueOf("mlp"),
          HerConfig.OFF);

  private static final String AUTO = "auto";

  public SacConfig {
    Checks.atLeast("nEnvs", nEnvs, 1);
    new Experience.Plan(bufferSize, learningStarts, trainFreq, gradientSteps, batchSize, gamma);
    Checks.share("tau", tau);
    Checks.positive("tau", tau);
    Temperature.of(entCoef);
    requireEntropy(targetEntropy);
    Checks.atLeast("targetUpdateInterval", targetUpdateInterval, 1);
    Checks.notNegative("noiseStd", noiseStd);
    netArch = List.copyOf(netArch);
    Checks.widths("netArch", netArch);
  }

  Experience.Plan plan() {
    return new Experience.Plan(
        bufferSize, learningStarts, trainFreq, gradientSteps, batchSize, gamma);
  }

  /** What a learned temperature aims at. */
  double targetEntropy(int actionSize) {
    return targetEntropy.equals(AUTO) ? -actionSize : Double.parseDouble(targetEntropy);
  }

  private static void requireEntropy(String text) {
    try {
      if (text.equals(AUTO) || Double.isFinite(Double.parseDouble(text))) {
        return;
      }
    } catch (NumberFormatException e) {
      // Refused below.
    }
    throw new IllegalArgumentException(
        "targetEntropy must be auto or a number such as -1, but is " + text);
  }
}
