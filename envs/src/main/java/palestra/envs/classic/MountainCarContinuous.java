package palestra.envs.classic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import palestra.envs.Canvas;
import palestra.envs.episodic.EpisodicEnvironment;
import palestra.envs.registry.Argument;
import palestra.envs.registry.Arguments;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Box;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.VectorEnvironment;

/**
 * MountainCarContinuous: the car of {@link MountainCar}, pushed as hard as one likes, at a price.
 *
 * <p>A. W. Moore, "Efficient Memory-based Learning for Robot Control", 1990, with continuous
 * actions. Equal to Gymnasium's {@code MountainCarContinuous-v0}, its rounding to floats included:
 * the same seed and actions give the same observations, rewards and ends.
 *
 * <h2>Action space</h2>
 *
 * {@code float32[1]} in [-1, 1]: the push, to the right where positive. (Gymnasium cuts a push out
 * of these bounds; here it is an error.)
 *
 * <h2>Observation space</h2>
 *
 * {@code float32[2]}:
 *
 * <table>
 * <caption>Observation</caption>
 * <tr><th>#</th><th>what</th><th>unit</th><th>bounds</th></tr>
 * <tr><td>0</td><td>position along the track</td><td>m</td><td>-1.2, 0.6</td></tr>
 * <tr><td>1</td><td>velocity</td><td>m a step</td><td>-0.07, 0.07</td></tr>
 * </table>
 *
 * <h2>Motion</h2>
 *
 * {@code velocity += power action - gravity cos(3 position)}, then {@code position += velocity};
 * both are cut to their bounds, and the wall on the left stops the car.
 *
 * <h2>Reward</h2>
 *
 * {@code -0.1 action^2} for every step, and 100 more for the one that reaches the flag.
 *
 * <h2>Start</h2>
 *
 * At rest, the position uniform in [-0.6, -0.4); the reset options {@code low} and {@code high} set
 * other bounds.
 *
 * <h2>End</h2>
 *
 * Terminated at position 0.45 or beyond with at least the goal's velocity; truncated after 999
 * steps, by the registry's step limit.
 *
 * <h2>Arguments</h2>
 *
 * {@link Settings}; {@code goal_velocity} is Gymnasium's argument.
 *
 * <h2>Versions</h2>
 *
 * v0: solved at 90.
 */
public final class MountainCarContinuous extends EpisodicEnvironment<float[], float[], Pcg64> {
  private static final String NAME = "MountainCarContinuous";

  /**
   * The task's constants.
   *
   * @param maxAction strongest push either way
   * @param minPosition the wall on the left, m
   * @param maxPosition the right end of the track, m
   * @param maxSpeed m a step
   * @param goalPosition where the flag stands, m
   * @param goalVelocity least velocity at the flag, m a step
   * @param power change of velocity by a push of 1, m a step per step
   * @param gravity change of velocity by the steepest slope, m a step per step
   * @param startLow least position at the start, m
   * @param startHigh greatest position at the start, m
   * @param goalReward for reaching the flag
   * @param actionCost of a push of 1, for one step
   */
  public record Settings(
      double maxAction,
      double minPosition,
      double maxPosition,
      double maxSpeed,
      double goalPosition,
      double goalVelocity,
      double power,
      double gravity,
      double startLow,
      double startHigh,
      double goalReward,
      double actionCost) {
    static final List<Argument> ARGUMENTS =
        List.of(
            Argument.number("max_action", 1, 0.01, 100, "strongest push either way"),
            Argument.number("min_position", -1.2, -3, -0.6, "the wall on the left, m"),
            Argument.number("max_position", 0.6, -0.4, 3, "the right end of the track, m"),
            Argument.number("max_speed", 0.07, 0.001, 1, "greatest speed, m a step"),
            Argument.number("goal_position", 0.45, -0.4, 3, "where the flag stands, m"),
            Argument.number("goal_velocity", 0, -1, 1, "least velocity at the flag, m a step"),
            Argument.number("power", 0.0015, 0, 0.1, "change of velocity by a push of 1, m a step"),
            Argument.number(
                "gravity", 0.0025, 0, 0.1, "change of velocity by the steepest slope, m a step"),
            Argument.number("start_low", -0.6, -3, 3, "least position at the start, m"),
            Argument.number("start_high", -0.4, -3, 3, "greatest position at the start, m"),
            Argument.number("goal_reward", 100, -10_000, 10_000, "reward at the flag"),
            Argument.number("action_cost", 0.1, 0, 100, "cost of a push of 1, for one step"));

    /** Gymnasium's. */
    public static final Settings DEFAULT = of(new Arguments(NAME, ARGUMENTS, Map.of()));

    public Settings {
      Ranges.require(
          NAME,
          ARGUMENTS,
          maxAction,
          minPosition,
          maxPosition,
          maxSpeed,
          goalPosition,
          goalVelocity,
          power,
          gravity,
          startLow,
          startHigh,
          goalReward,
          actionCost);
      Ranges.requireOrder(NAME, "start_low", startLow, "start_high", startHigh);
    }

    static Settings of(Arguments arguments) {
      return new Settings(
          arguments.number("max_action"),
          arguments.number("min_position"),
          arguments.number("max_position"),
          arguments.number("max_speed"),
          arguments.number("goal_position"),
          arguments.number("goal_velocity"),
          arguments.number("power"),
          arguments.number("gravity"),
          arguments.number("start_low"),
          arguments.number("start_high"),
          arguments.number("goal_reward"),
          arguments.number("action_cost"));
    }

    private Box<float[]> observations() {
      return Box.float32(
          new float[] {(float) minPosition, (float) -maxSpeed},
          new float[] {(float) maxPosition, (float) maxSpeed});
    }

    private Box<float[]> actions() {
      return Box.float32((float) -maxAction, (float) maxAction, 1);
    }
  }

  private final Settings settings;
  private final ContinuousMountainCarCopies car;
  private final double[] reward = new double[1];
  private final boolean[] terminated = new boolean[1];

  /** With Gymnasium's constants. */
  public MountainCarContinuous() {
    this(Settings.DEFAULT);
  }

  /** With other constants. */
  public MountainCarContinuous(Settings settings) {
    super(NAME, settings.observations(), settings.actions(), Pcg64::seeded);
    this.settings = settings;
    car = new ContinuousMountainCarCopies(settings, 1);
  }

  /** Many at once, each as the single one. */
  public static VectorEnvironment vector(
      int copies, AutoresetMode mode, OptionalInt maxEpisodeSteps, Settings settings) {
    return new ClassicVector(
        NAME,
        settings.observations(),
        settings.actions(),
        count -> new ContinuousMountainCarCopies(settings, count),
        copies,
        mode,
        maxEpisodeSteps);
  }

  @Override
  protected Set<String> options() {
    return Set.of("low", "high");
  }

  @Override
  protected void begin(Pcg64 random, Map<String, Object> options) {
    double low = number(options, "low", settings.startLow());
    double high = number(options, "high", settings.startHigh());
    Ranges.requireOrder(NAME, "reset option low", low, "high", high);
    car.start(0, random, low, high);
    terminated[0] = false;
  }

  @Override
  protected double move(float[] action) {
    car.act(action);
    car.advance(reward, terminated);
    return reward[0];
  }

  @Override
  public boolean terminated() {
    return terminated[0];
  }

  @Override
  protected float[] observation() {
    float[] row = new float[2];
    car.observe(0, row);
    return row;
  }

  @Override
  public double stepsPerSecond() {
    return 30;
  }

  @Override
  public void draw(Canvas canvas) {
    new MountainCarPicture(settings.minPosition(), settings.maxPosition(), settings.goalPosition())
        .draw(canvas, car.position(0));
  }

  @Override
  protected void saveTask(DataOutput out) throws IOException {
    car.save(0, out);
    out.writeBoolean(terminated[0]);
  }

  @Override
  protected void loadTask(DataInput in, Pcg64 random) throws IOException {
    car.load(0, in);
    terminated[0] = in.readBoolean();
  }
}
