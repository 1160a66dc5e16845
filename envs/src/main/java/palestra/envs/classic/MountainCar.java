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
import palestra.envs.spaces.Discrete;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.VectorEnvironment;

/**
 * MountainCar: a car too weak to climb out of a valley must swing to and fro until it gets over the
 * right-hand hill.
 *
 * <p>A. W. Moore, "Efficient Memory-based Learning for Robot Control", 1990. Equal to Gymnasium's
 * {@code MountainCar-v0}: the same seed and actions give the same observations, rewards and ends.
 *
 * <h2>Action space</h2>
 *
 * {@code Discrete(3)}: 0 pushes to the left, 1 does nothing, 2 pushes to the right.
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
 * {@code velocity += (action - 1) force - gravity cos(3 position)}, then {@code position +=
 * velocity}; both are cut to their bounds, and the wall on the left stops the car.
 *
 * <h2>Reward</h2>
 *
 * -1 for every step, the last one included.
 *
 * <h2>Start</h2>
 *
 * At rest, the position uniform in [-0.6, -0.4); the reset options {@code low} and {@code high} set
 * other bounds.
 *
 * <h2>End</h2>
 *
 * Terminated at position 0.5 or beyond with at least the goal's velocity; truncated after 200
 * steps, by the registry's step limit.
 *
 * <h2>Arguments</h2>
 *
 * {@link Settings}; {@code goal_velocity} is Gymnasium's argument.
 *
 * <h2>Versions</h2>
 *
 * v0: solved at -110.
 */
public final class MountainCar extends EpisodicEnvironment<float[], Long, Pcg64> {
  private static final String NAME = "MountainCar";
  private static final Discrete ACTIONS = new Discrete(3);

  /**
   * The task's constants.
   *
   * @param minPosition the wall on the left, m
   * @param maxPosition the right end of the track, m
   * @param maxSpeed m a step
   * @param goalPosition where the flag stands, m
   * @param goalVelocity least velocity at the flag, m a step
   * @param force change of velocity by a push, m a step per step
   * @param gravity change of velocity by the steepest slope, m a step per step
   * @param startLow least position at the start, m
   * @param startHigh greatest position at the start, m
   * @param stepReward reward of every step
   */
  public record Settings(
      double minPosition,
      double maxPosition,
      double maxSpeed,
      double goalPosition,
      double goalVelocity,
      double force,
      double gravity,
      double startLow,
      double startHigh,
      double stepReward) {
    static final List<Argument> ARGUMENTS =
        List.of(
            Argument.number("min_position", -1.2, -3, -0.6, "the wall on the left, m"),
            Argument.number("max_position", 0.6, -0.4, 3, "the right end of the track, m"),
            Argument.number("max_speed", 0.07, 0.001, 1, "greatest speed, m a step"),
            Argument.number("goal_position", 0.5, -0.4, 3, "where the flag stands, m"),
            Argument.number("goal_velocity", 0, -1, 1, "least velocity at the flag, m a step"),
            Argument.number("force", 0.001, 0, 0.1, "change of velocity by a push, m a step"),
            Argument.number(
                "gravity", 0.0025, 0, 0.1, "change of velocity by the steepest slope, m a step"),
            Argument.number("start_low", -0.6, -3, 3, "least position at the start, m"),
            Argument.number("start_high", -0.4, -3, 3, "greatest position at the start, m"),
            Argument.number("step_reward", -1, -1000, 1000, "reward of every step"));

    /** Gymnasium's. */
    public static final Settings DEFAULT = of(new Arguments(NAME, ARGUMENTS, Map.of()));

    public Settings {
      Ranges.require(
          NAME,
          ARGUMENTS,
          minPosition,
          maxPosition,
          maxSpeed,
          goalPosition,
          goalVelocity,
          force,
          gravity,
          startLow,
          startHigh,
          stepReward);
      Ranges.requireOrder(NAME, "start_low", startLow, "start_high", startHigh);
    }

    static Settings of(Arguments arguments) {
      return new Settings(
          arguments.number("min_position"),
          arguments.number("max_position"),
          arguments.number("max_speed"),
          arguments.number("goal_position"),
          arguments.number("goal_velocity"),
          arguments.number("force"),
          arguments.number("gravity"),
          arguments.number("start_low"),
          arguments.number("start_high"),
          arguments.number("step_reward"));
    }

    private Box<float[]> observations() {
      return Box.float32(
          new float[] {(float) minPosition, (float) -maxSpeed},
          new float[] {(float) maxPosition, (float) maxSpeed});
    }
  }

  private final Settings settings;
  private final MountainCarCopies car;
  private final double[] reward = new double[1];
  private final boolean[] terminated = new boolean[1];

  /** With Gymnasium's constants. */
  public MountainCar() {
    this(Settings.DEFAULT);
  }

  /** With other constants. */
  public MountainCar(Settings settings) {
    super(NAME, settings.observations(), ACTIONS, Pcg64::seeded);
    this.settings = settings;
    car = new MountainCarCopies(settings, 1);
  }

  /** Many at once, each as the single one. */
  public static VectorEnvironment vector(
      int copies, AutoresetMode mode, OptionalInt maxEpisodeSteps, Settings settings) {
    return new ClassicVector(
        NAME,
        settings.observations(),
        ACTIONS,
        count -> new MountainCarCopies(settings, count),
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
  protected double move(Long action) {
    car.act(new long[] {action});
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
  public List<String> actionNames() {
    return List.of("left", "none", "right");
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
