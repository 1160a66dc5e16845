package palestra.envs.classic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import palestra.envs.Canvas;
import palestra.envs.episodic.EpisodicEnvironment;
import palestra.envs.registry.Argument;
import palestra.envs.registry.Arguments;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;

/**
 * CartPole: keep a pole upright on a cart by pushing the cart left or right.
 *
 * <p>A. G. Barto, R. S. Sutton and C. W. Anderson, "Neuronlike Adaptive Elements That Can Solve
 * Difficult Learning Control Problems", 1983. Equal to Gymnasium's {@code CartPole-v1}: the same
 * seed and actions give the same {@code float32} observations, rewards and ends. (Sine and cosine
 * may differ from the C library's in the last bit, about once in 400 steps; the pole's instability
 * makes that visible in an observation some 250 steps later, in its last digits.)
 *
 * <h2>Action space</h2>
 *
 * {@code Discrete(2)}: 0 pushes the cart to the left, 1 to the right.
 *
 * <h2>Observation space</h2>
 *
 * {@code float32[4]}:
 *
 * <table>
 * <caption>Observation</caption>
 * <tr><th>#</th><th>what</th><th>unit</th><th>bounds</th><th>episode ends beyond</th></tr>
 * <tr><td>0</td><td>cart position</td><td>m</td><td>-4.8, 4.8</td><td>-2.4, 2.4</td></tr>
 * <tr><td>1</td><td>cart velocity</td><td>m/s</td><td>none</td><td></td></tr>
 * <tr><td>2</td><td>pole angle, to the right</td><td>rad</td><td>-0.419, 0.419</td><td>-0.2095,
 * 0.2095 (12 degrees)</td></tr>
 * <tr><td>3</td><td>pole angular velocity</td><td>rad/s</td><td>none</td><td></td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * 1 for every step, the ending one included. With {@code sutton_barto_reward}: 0 for every step,
 * and -1 for the one that ends the episode.
 *
 * <h2>Start</h2>
 *
 * All four numbers uniform in [-0.05, 0.05); the reset options {@code low} and {@code high} set
 * other bounds.
 *
 * <h2>End</h2>
 *
 * Terminated when the pole leans more than 12 degrees or the cart is more than 2.4 m off the
 * centre; truncated after 500 steps (200 in v0), by the registry's step limit.
 *
 * <h2>Arguments</h2>
 *
 * {@link Settings}; {@code sutton_barto_reward} is Gymnasium's argument, the others are attributes
 * there.
 *
 * <h2>Versions</h2>
 *
 * v1: 500 steps, solved at 475. v0: 200 steps, solved at 195.
 */
public final class CartPole extends EpisodicEnvironment<float[], Long, Pcg64> {
  /** The cart's distance from the centre at which an episode ends by default, in metres. */
  public static final double X_THRESHOLD = 2.4;

  /** The pole's angle at which an episode ends by default, in radians. */
  public static final double THETA_THRESHOLD = 12 * 2 * Math.PI / 360;

  static final String NAME = "CartPole";
  static final Discrete ACTIONS = new Discrete(2);

  /**
   * The task's constants.
   *
   * @param gravity m/s^2
   * @param masscart mass of the cart, kg
   * @param masspole mass of the pole, kg
   * @param length half the pole's length, m
   * @param forceMag strength of a push, N
   * @param tau time between steps, s
   * @param thetaThresholdRadians angle of the pole at which an episode ends, rad
   * @param xThreshold distance of the cart at which an episode ends, m
   * @param startLow least of the four numbers at the start
   * @param startHigh greatest of the four numbers at the start
   * @param stepReward reward of every step; not with {@code suttonBartoReward}
   * @param suttonBartoReward reward only the ending step, with -1
   * @param kinematicsIntegrator {@code euler}, or {@code semi-implicit euler}: velocities first
   */
  public record Settings(
      double gravity,
      double masscart,
      double masspole,
      double length,
      double forceMag,
      double tau,
      double thetaThresholdRadians,
      double xThreshold,
      double startLow,
      double startHigh,
      double stepReward,
      boolean suttonBartoReward,
      String kinematicsIntegrator) {
    static final List<Argument> ARGUMENTS =
        List.of(
            Argument.number("gravity", 9.8, 0, 100, "gravity, m/s^2"),
            Argument.number("masscart", 1, 0.01, 100, "cart's mass, kg"),
            Argument.number("masspole", 0.1, 0.001, 100, "pole's mass, kg"),
            Argument.number("length", 0.5, 0.05, 5, "half the pole's length, m"),
            Argument.number("force_mag", 10, 0, 1000, "a push, N"),
            Argument.number("tau", 0.02, 0.001, 0.1, "time between steps, s"),
            Argument.number(
                "theta_threshold_radians",
                THETA_THRESHOLD,
                0.01,
                Math.PI / 2,
                "angle at which an episode ends, rad"),
            Argument.number(
                "x_threshold", X_THRESHOLD, 0.1, 100, "distance at which an episode ends, m"),
            Argument.number("start_low", -0.05, -1, 1, "least of the four numbers at the start"),
            Argument.number("start_high", 0.05, -1, 1, "greatest of the four numbers at the start"),
            Argument.number("step_reward", 1, -1000, 1000, "reward of every step"),
            Argument.flag(
                "sutton_barto_reward",
                false,
                "reward 0 for every step, -1 for the one that ends the episode"),
            Argument.choice(
                "kinematics_integrator",
                "euler",
                List.of("euler", "semi-implicit euler"),
                "positions first, or velocities"));

    /** Gymnasium's. */
    public static final Settings DEFAULT = of(new Arguments(NAME, ARGUMENTS, Map.of()));

    public Settings {
      Ranges.require(
          NAME,
          ARGUMENTS,
          gravity,
          masscart,
          masspole,
          length,
          forceMag,
          tau,
          thetaThresholdRadians,
          xThreshold,
          startLow,
          startHigh,
          stepReward);
      Ranges.requireOrder(NAME, "start_low", startLow, "start_high", startHigh);
    }

    static Settings of(Arguments arguments) {
      return new Settings(
          arguments.number("gravity"),
          arguments.number("masscart"),
          arguments.number("masspole"),
          arguments.number("length"),
          arguments.number("force_mag"),
          arguments.number("tau"),
          arguments.number("theta_threshold_radians"),
          arguments.number("x_threshold"),
          arguments.number("start_low"),
          arguments.number("start_high"),
          arguments.number("step_reward"),
          arguments.flag("sutton_barto_reward"),
          arguments.choice("kinematics_integrator"));
    }

    Box<float[]> observations() {
      float[] high = {
        (float) (2 * xThreshold),
        Float.POSITIVE_INFINITY,
        (float) (2 * thetaThresholdRadians),
        Float.POSITIVE_INFINITY
      };
      float[] low = new float[high.length];
      for (int i = 0; i < high.length; i++) {
        low[i] = -high[i];
      }
      return Box.float32(low, high);
    }

    boolean failed(double x, double theta) {
      return Math.abs(x) > xThreshold || Math.abs(theta) > thetaThresholdRadians;
    }

    /** The reward of a step that does not, or does, end the episode. */
    double reward(boolean terminated) {
      return suttonBartoReward ? (terminated ? -1 : 0) : stepReward;
    }
  }

  private final Settings settings;
  private final CartPoleDynamics dynamics;
  // The state, in arrays of one element: the dynamics move any number of copies.
  private final double[] x = new double[1];
  private final double[] xDot = new double[1];
  private final double[] theta = new double[1];
  private final double[] thetaDot = new double[1];
  private final double[] sin = new double[1];
  private final double[] cos = new double[1];
  private final double[] force = new double[1];
  private boolean terminated;

  /** With Gymnasium's constants. */
  public CartPole() {
    this(Settings.DEFAULT);
  }

  /** With other constants. */
  public CartPole(Settings settings) {
    super(NAME, settings.observations(), ACTIONS, Pcg64::seeded);
    this.settings = settings;
    this.dynamics = new CartPoleDynamics(settings, 1);
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
    x[0] = random.uniform(low, high);
    xDot[0] = random.uniform(low, high);
    theta[0] = random.uniform(low, high);
    thetaDot[0] = random.uniform(low, high);
    terminated = false;
  }

  @Override
  protected double move(Long action) {
    force[0] = action == 1 ? settings.forceMag() : -settings.forceMag();
    dynamics.trigonometry(theta, sin, cos);
    dynamics.advance(x, xDot, theta, thetaDot, sin, cos, force);
    terminated = settings.failed(x[0], theta[0]);
    return settings.reward(terminated);
  }

  @Override
  public boolean terminated() {
    return terminated;
  }

  @Override
  protected float[] observation() {
    return new float[] {(float) x[0], (float) xDot[0], (float) theta[0], (float) thetaDot[0]};
  }

  @Override
  public double stepsPerSecond() {
    return 1 / settings.tau();
  }

  @Override
  public List<String> actionNames() {
    return List.of("left", "right");
  }

  @Override
  public void draw(Canvas canvas) {
    CartPolePicture.draw(canvas, x[0], theta[0], settings);
  }

  @Override
  protected void saveTask(DataOutput out) throws IOException {
    out.writeDouble(x[0]);
    out.writeDouble(xDot[0]);
    out.writeDouble(theta[0]);
    out.writeDouble(thetaDot[0]);
    out.writeBoolean(terminated);
  }

  @Override
  protected void loadTask(DataInput in, Pcg64 random) throws IOException {
    x[0] = in.readDouble();
    xDot[0] = in.readDouble();
    theta[0] = in.readDouble();
    thetaDot[0] = in.readDouble();
    terminated = in.readBoolean();
  }
}
