package palestra.agents.sacdiscrete;

import java.util.List;
import palestra.agents.buffers.HerConfig;
import palestra.agents.internal.Checks;
import palestra.agents.internal.Experience;
import palestra.agents.internal.Temperature;
import palestra.networks.bodies.Body;
import palestra.networks.schedules.Schedule;

/**
 * Settings of {@link DiscreteSac}, named and preset as those of Stable-Baselines3's {@code SAC},
 * which has no discrete form, where the paper says nothing else.
 *
 * @param nEnvs environment copies that act at once, 1 or more
 * @param learningRate step size of all three Adams; 1e-4 to 1e-3; larger learns faster and less
 *     stably
 * @param bufferSize transitions the replay holds; 1e5 to 1e6
 * @param learningStarts environment steps, over all copies, of evenly random actions before the
 *     first update
 * @param batchSize transitions of one update; 64 to 256
 * @param tau share of the critics that an update of the target critics takes over, in (0, 1];
 *     typically 0.005 to 1; smaller is slower and steadier
 * @param gamma discount of one step, in [0, 1]; nearer 1 looks further ahead
 * @param trainFreq steps of each copy between two phases of learning
 * @param gradientSteps updates in a phase of learning; -1 for as many as environment steps since
 *     the last
 * @param entCoef the temperature, how much a nat of entropy is worth in reward: {@code auto} learns
 *     it from 1 on, {@code auto_0.1} from 0.1 on, a number keeps it
 * @param targetEntropyShare what a learned temperature aims at: this share of the entropy of an
 *     even choice, in [0, 1]; 0.98 in the paper, less for tasks that need a firm hand
 * @param targetUpdateInterval updates between those of the target critics
 * @param netArch widths of the hidden ReLU layers, of policy and critics each
 * @param body sees the observations; policy and critics have one each
 * @param her hindsight experience replay, for tasks of reaching goals
 */
public record DiscreteSacConfig(
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
    double targetEntropyShare,
    int targetUpdateInterval,
    List<Integer> netArch,
    Body body,
    HerConfig her) {

  /** Stable-Baselines3's defaults of SAC; batch size and target entropy are the paper's. */
  public static final DiscreteSacConfig DEFAULTS =
      new DiscreteSacConfig(
          1,
          Schedule.valueOf(3e-4),
          1_000_000,
          100,
          64,
          0.005,
          0.99,
          1,
          1,
          "auto",
          0.98,
          1,
          List.of(256, 256),
          Body.valueOf("mlp"),
          HerConfig.OFF);

  public DiscreteSacConfig {
    Checks.atLeast("nEnvs", nEnvs, 1);
    new Experience.Plan(bufferSize, learningStarts, trainFreq, gradientSteps, batchSize, gamma);
    Checks.share("tau", tau);
    Checks.positive("tau", tau);
    Temperature.of(entCoef);
    Checks.share("targetEntropyShare", targetEntropyShare);
    Checks.atLeast("targetUpdateInterval", targetUpdateInterval, 1);
    netArch = List.copyOf(netArch);
    Checks.widths("netArch", netArch);
  }

  Experience.Plan plan() {
    return new Experience.Plan(
        bufferSize, learningStarts, trainFreq, gradientSteps, batchSize, gamma);
  }
}
