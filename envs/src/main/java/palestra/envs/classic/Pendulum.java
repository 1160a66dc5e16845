package palestra.envs.classic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import palestra.envs.Canvas;
import palestra.envs.PictureSize;
import palestra.envs.episodic.EpisodicEnvironment;
import palestra.envs.registry.Argument;
import palestra.envs.registry.Arguments;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Box;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.VectorEnvironment;

/**
 * Pendulum: swing a rod up and hold it there with a motor too weak to lift it at once.
 *
 * <p>A classic of control theory. Equal to Gymnasium's {@code Pendulum-v1}: the same seed and
 * actions give the same observations and rewards, but for last digits where NumPy's sine, cosine or
 * square are rounded otherwise.
 *
 * <h2>Action space</h2>
 *
 * {@code float32[1]} in [-2, 2]: the torque, N m, positive against the clock. (Gymnasium cuts a
 * torque out of these bounds; here it is an error.)
 *
 * <h2>Observation space</h2>
 *
 * {@code float32[3]}, theta being the angle from upright, against the clock:
 *
 * <table>
 * <caption>Observation</caption>
 * <tr><th>#</th><th>what</th><th>unit</th><th>bounds</th></tr>
 * <tr><td>0</td><td>cosine of theta</td><td></td><td>-1, 1</td></tr>
 * <tr><td>1</td><td>sine of theta</td><td></td><td>-1, 1</td></tr>
 * <tr><td>2</td><td>angular velocity</td><td>rad/s</td><td>-8, 8</td></tr>
 * </table>
 *
 * <h2>Motion</h2>
 *
 * {@code velocity += (3 g / (2 l) sin theta + 3 / (m l^2) torque) dt}, cut to its bounds, then
 * {@code theta += velocity dt}.
 *
 * <h2>Reward</h2>
 *
 * {@code -(theta^2 + 0.1 velocity^2 + 0.001 torque^2)} of the state before the step, theta between
 * -pi and pi: from -16.27 to 0.
 *
 * <h2>Start</h2>
 *
 * Theta uniform in [-pi, pi), velocity in [-1, 1); the reset options {@code x_init} and {@code
 * y_init} set other bounds.
 *
 * <h2>End</h2>
 *
 * Never terminated; truncated after 200 steps, by the registry's step limit.
 *
 * <h2>Arguments</h2>
 *
 * {@link Settings}; {@code g} is Gymnasium's argument.
 *
 * <h2>Versions</h2>
 *
 * v1: no threshold.
 */
public final class Pendulum extends EpisodicEnvironment<float[], float[], Pcg64> {
  private static final String NAME = "Pendulum";

  /**
   * The task's constants.
   *
   * @param g gravity, m/s^2
   * @param m the rod's mass, kg
   * @param l the rod's length, m
   * @param dt time between steps, s
   * @param maxSpeed rad/s
   * @param maxTorque strongest torque either way, N m
   * @param angleCost of a radian squared off upright, for one step
   * @param speedCost of a (rad/s)^2, for one step
   * @param torqueCost of a (N m)^2, for one step
   * @param xInit greatest angle at the start, rad
   * @param yInit greatest angular velocity at the start, rad/s
   */
  public record Settings(
      double g,
      double m,
      double l,
      double dt,
      double maxSpeed,
      double maxTorque,
      double angleCost,
      double speedCost,
      double torqueCost,
      double xInit,
      double yInit) {
    static final List<Argument> ARGUMENTS =
        List.of(
            Argument.number("g", 10, 0, 100, "gravity, m/s^2"),
            Argument.number("m", 1, 0.01, 100, "the rod's mass, kg"),
            Argument.number("l", 1, 0.05, 10, "the rod's length, m"),
            Argument.number("dt", 0.05, 0.001, 0.5, "time between steps, s"),
            Argument.number("max_speed", 8, 0.1, 100, "greatest angular velocity, rad/s"),
            Argument.number("max_torque", 2, 0, 1000, "strongest torque either way, N m"),
            Argument.number("angle_cost", 1, 0, 100, "cost of a radian squared, for one step"),
            Argument.number("speed_cost", 0.1, 0, 100, "cost of a (rad/s)^2, for one step"),
            Argument.number("torque_cost", 0.001, 0, 100, "cost of a (N m)^2, for one step"),
            Argument.number("x_init", Math.PI, 0, Math.PI, "greatest angle at the start, rad"),
            Argument.number("y_init", 1, 0, 100, "greatest velocity at the start, rad/s"));

    /** Gymnasium's. */
    public static final Settings DEFAULT = of(new Arguments(NAME, ARGUMENTS, Map.of()));

    public Settings {
      Ranges.require(
          NAME,
          ARGUMENTS,
          g,
          m,
          l,
          dt,
          maxSpeed,
          maxTorque,
          angleCost,
          speedCost,
          torqueCost,
          xInit,
          yInit);
    }

    static Settings of(Arguments arguments) {
      return new Settings(
          arguments.number("g"),
          arguments.number("m"),
          arguments.number("l"),
          arguments.number("dt"),
          arguments.number("max_speed"),
          arguments.number("max_torque"),
          arguments.number("angle_cost"),
          arguments.number("speed_cost"),
          arguments.number("torque_cost"),
          arguments.number("x_init"),
          arguments.number("y_init"));
    }

    private Box<float[]> observations() {
      float speed = (float) maxSpeed;
      return Box.float32(new float[] {-1, -1, -speed}, new float[] {1, 1, speed});
    }

    private Box<float[]> actions() {
      return Box.float32((float) -maxTorque, (float) maxTorque, 1);
    }
  }

  private final Settings settings;
  private final PendulumCopies pendulum;
  private final double[] reward = new double[1];
  private final boolean[] terminated = new boolean[1];
  private float lastTorque;

  /** With Gymnasium's constants. */
  public Pendulum() {
    this(Settings.DEFAULT);
  }

  /** With other constants. */
  public Pendulum(Settings settings) {
    super(NAME, settings.observations(), settings.actions(), Pcg64::seeded);
    this.settings = settings;
    pendulum = new PendulumCopies(settings, 1);
  }

  /** Many at once, each as the single one. */
  public static VectorEnvironment vector(
      int copies, AutoresetMode mode, OptionalInt maxEpisodeSteps, Settings settings) {
    return new ClassicVector(
        NAME,
        settings.observations(),
        settings.actions(),
        count -> new PendulumCopies(settings, count),
        copies,
        mode,
        maxEpisodeSteps);
  }

  @Override
  protected Set<String> options() {
    return Set.of("x_init", "y_init");
  }

  @Override
  protected void begin(Pcg64 random, Map<String, Object> options) {
    double x = number(options, "x_init", settings.xInit());
    double y = number(options, "y_init", settings.yInit());
    Ranges.requireOrder(NAME, "reset option -x_init", -x, "x_init", x);
    Ranges.requireOrder(NAME, "reset option -y_init", -y, "y_init", y);
    pendulum.start(0, random, x, y);
    lastTorque = 0;
  }

  @Override
  protected double move(float[] action) {
    pendulum.act(action);
    pendulum.advance(reward, terminated);
    lastTorque = action[0];
    return reward[0];
  }

  @Override
  public boolean terminated() {
    return false;
  }

  @Override
  protected float[] observation() {
    float[] row = new float[3];
    pendulum.observe(0, row);
    return row;
  }

  @Override
  public double stepsPerSecond() {
    return 30;
  }

  @Override
  public PictureSize pictureSize() {
    return new PictureSize(400, 400);
  }

  @Override
  public void draw(Canvas canvas) {
    PendulumPicture.draw(canvas, pendulum.theta(0), lastTorque / settings.maxTorque());
  }

  @Override
  protected void saveTask(DataOutput out) throws IOException {
    pendulum.save(0, out);
    out.writeFloat(lastTorque);
  }

  @Override
  protected void loadTask(DataInput in, Pcg64 random) throws IOException {
    pendulum.load(0, in);
    lastTorque = in.readFloat();
  }
}
