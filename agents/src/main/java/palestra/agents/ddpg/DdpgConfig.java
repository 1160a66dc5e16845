package palestra.agents.ddpg;

import java.util.List;
import palestra.agents.buffers.HerConfig;
import palestra.agents.internal.ActionNoise;
import palestra.agents.internal.Checks;
import palestra.agents.internal.Experience;
import palestra.networks.bodies.Body;
import palestra.networks.schedules.Schedule;

/**
 * Settings of {@link Ddpg}, named and preset as in Stable-Baselines3; those of the noise as in
 * rl-baselines3-zoo.
 *
 * @param nEnvs environment copies that act at once, 1 or more
 * @param learningRate step size of both Adams; 1e-4 to 1e-3; larger learns faster and less stably
 * @param bufferSize transitions the replay holds; 1e5 to 1e6
 * @param learningStarts environment steps, over all copies, of evenly random actions before the
 *     first update
 * @param batchSize transitions of one update; 64 to 256
 * @param tau share of the networks that an update of the target networks takes over, in (0, 1];
 *     typically 0.001 to 0.01; smaller is slower and steadier
 * @param gamma discount of one step, in [0, 1]; nearer 1 looks further ahead
 * @param trainFreq steps of each copy between two phases of learning
 * @param gradientSteps updates in a phase of learning; -1 for as many as environment steps since
 *     the last
 * @param noiseType noise on actions while training: {@code ornstein-uhlenbeck} (the paper's),
 *     {@code normal} or {@code none}
 * @param noiseStd its deviation, where actions go from -1 to 1; 0.1 to 0.5; more explores more
 * @param netArch widths of the hidden ReLU layers, of policy and critic each
 * @param body sees the observations; policy and critic have one each
 * @param her hindsight experience replay, for tasks of reaching goals
 */
public record DdpgConfig(
    int nEnvs,
    Schedule learningRate,
    int bufferSize,
    int learningStarts,
    int batchSize,
    double tau,
    double gamma,
    int trainFreq,
    int gradientSteps,
    ActionNoise.Type noiseType,
    double noiseStd,
    List<Integer> netArch,
    Body body,
    HerConfig her) {

  /** Stable-Baselines3's defaults, with the paper's noise. */
  public static final DdpgConfig DEFAULTS =
      new DdpgConfig(
          1,
          Schedule.valueOf(1e-3),
          1_000_000,
          100,
          256,
          0.005,
          0.99,
          1,
          1,
          ActionNoise.Type.ORNSTEIN_UHLENBECK,
          0.2,
          List.of(400, 300),
          Body.valueOf("mlp"),
          HerConfig.OFF);

  public DdpgConfig {
    Checks.atLeast("nEnvs", nEnvs, 1);
    new Experience.Plan(bufferSize, learningStarts, trainFreq, gradientSteps, batchSize, gamma);
    Checks.share("tau", tau);
    Checks.positive("tau", tau);
    Checks.notNegative("noiseStd", noiseStd);
    netArch = List.copyOf(netArch);
    Checks.widths("netArch", netArch);
  }

  Experience.Plan plan() {
    return new Experience.Plan(
        bufferSize, learningStarts, trainFreq, gradientSteps, batchSize, gamma);
  }
}
