package palestra.envs.robots;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import palestra.envs.Canvas;
import palestra.envs.PictureSize;
import palestra.envs.episodic.EpisodicEnvironment;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Box;
import palestra.envs.vector.Batch;

/**
 * Reacher: an arm of two links in a horizontal plane brings its fingertip to a target with little
 * effort.
 *
 * <p>The task of Gymnasium's {@code Reacher-v5} with a rigid-body model of its own: the same
 * actions, observations, reward and start, but uniform rods where MuJoCo has capsules, and a second
 * joint that turns all the way round. Episodes differ in detail.
 *
 * <h2>Dynamics</h2>
 *
 * With t0 the first link's angle, t1 the second's from the first, m0, m1, L0, L1 the masses and
 * lengths, r the inertia of each motor's rotor, b the damping of each joint, u0 and u1 the torques,
 *
 * <pre>
 * k = m1 L0 L1/2     J1 = m1 L1²/3     J0 = m0 L0²/3 + m1 L0² + J1
 *
 * | r + J0 + 2 k cos t1   J1 + k cos t1 |  | t0'' |     | u0 + k sin(t1) (2 t0' + t1') t1' - b t0' |
 * | J1 + k cos t1         r + J1        |  | t1'' |  =  | u1 - k sin(t1) t0'² - b t1'              |
 * </pre>
 *
 * integrated by the classical Runge-Kutta method of fourth order, {@code frame_skip} times {@code
 * timestep} a step.
 *
 * <h2>Action space</h2>
 *
 * {@code float32[2]}, -1 to 1: the torques of the two motors, times {@code gear}, N m; positive
 * from x to y.
 *
 * <h2>Observation space</h2>
 *
 * {@code float32[10]}, unbounded:
 *
 * <table>
 * <caption>Observation</caption>
 * <tr><th>#</th><th>what</th><th>unit</th></tr>
 * <tr><td>0, 1</td><td>cosines of the two angles</td><td></td></tr>
 * <tr><td>2, 3</td><td>sines of the two angles</td><td></td></tr>
 * <tr><td>4, 5</td><td>target, x and y</td><td>m</td></tr>
 * <tr><td>6, 7</td><td>velocities of the two angles</td><td>rad/s</td></tr>
 * <tr><td>8, 9</td><td>fingertip less target, x and y</td><td>m</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * The negative distance of the fingertip from the target in metres ({@code reward_dist_weight} 1)
 * less the sum of the squares of the actions ({@code reward_control_weight} 1). The parts are in
 * info: {@code reward_dist}, {@code reward_ctrl}.
 *
 * <h2>Start</h2>
 *
 * Angles uniform in [-0.1, 0.1), their velocities in [-0.005, 0.005), the target uniform in the
 * disc of radius 0.2 m.
 *
 * <h2>End</h2>
 *
 * Never terminated; truncated after 50 steps.
 *
 * <h2>Versions</h2>
 *
 * v0.
 */
public final class Reacher extends EpisodicEnvironment<float[], float[], Pcg64> {
  /** Numbers of an observation. */
  static final int NUMBERS = 10;

  private static final int MOTORS = 2;
  private static final Box<float[]> OBSERVATIONS =
      Box.float32(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, NUMBERS);
  private static final Box<float[]> ACTIONS = Box.float32(-1, 1, MOTORS);
  private static final int SIDE = 420;

  /**
   * The system's constants.
   *
   * @param linkMass0 kg
   * @param linkMass1 kg
   * @param linkLength0 m
   * @param linkLength1 m, to the fingertip
   * @param rotorInertia of each motor, as felt at its joint, kg m²
   * @param damping friction of each joint, N m s/rad
   * @param gear newton metres for an action of 1
   * @param timestep of the integration, s
   * @param frameSkip integration steps in a step
   * @param targetRadius of the disc of targets, m
   * @param angleNoise bound of the first angles, rad
   * @param velocityNoise bound of the first velocities, rad/s
   * @param rewardDistWeight what a metre from the target costs a step
   * @param rewardControlWeight what the square of an action costs
   */
  public record Settings(
      double linkMass0,
      double linkMass1,
      double linkLength0,
      double linkLength1,
      double rotorInertia,
      double damping,
      double gear,
      double timestep,
      int frameSkip,
      double targetRadius,
      double angleNoise,
      double velocityNoise,
      double rewardDistWeight,
      double rewardControlWeight) {
    /** Masses as of MuJoCo's bodies, all else as in Gymnasium's task. */
    public static final Settings DEFAULT =
        new Settings(0.036, 0.04, 0.1, 0.11, 1, 1, 200, 0.01, 2, 0.2, 0.1, 0.005, 1, 1);

    public Settings {
      Checks.positive("link_mass_0", linkMass0);
      Checks.positive("link_mass_1", linkMass1);
      Checks.positive("link_length_0", linkLength0);
      Checks.positive("link_length_1", linkLength1);
      Checks.notNegative("rotor_inertia", rotorInertia);
      Checks.notNegative("damping", damping);
      Checks.finite("gear", gear);
      Checks.positive("timestep", timestep);
      Checks.positive("frame_skip", frameSkip);
      Checks.positive("target_radius", targetRadius);
      Checks.notNegative("angle_noise", angleNoise);
      Checks.notNegative("velocity_noise", velocityNoise);
      Checks.finite("reward_dist_weight", rewardDistWeight);
      Checks.finite("reward_control_weight", rewardControlWeight);
    }

    TwoLinkArm mechanism() {
      return new TwoLinkArm(linkMass0, linkMass1, linkLength0, linkLength1, rotorInertia, damping);
    }
  }

  private final Settings settings;
  private final RungeKutta integrator;
  private final double[] q = new double[MOTORS];
  private final double[] v = new double[MOTORS];
  private final double[] motor = new double[MOTORS];
  private final double[] target = new double[2];
  private final double[] tip = new double[2];
  private final float[] seen = new float[NUMBERS];
  private double distanceReward;
  private double controlReward;

  /** With the default constants. */
  public Reacher() {
    this(Settings.DEFAULT);
  }

  /** With other constants. */
  public Reacher(Settings settings) {
    super("Reacher", OBSERVATIONS, ACTIONS, Pcg64::seeded);
    this.settings = settings;
    integrator = new RungeKutta(settings.mechanism());
  }

  /** The draws are those of Gymnasium's task, where the target's two coordinates are joints too. */
  @Override
  protected void begin(Pcg64 random, Map<String, Object> options) {
    double noise = settings.angleNoise();
    for (int i = 0; i < 2 * MOTORS; i++) {
      double drawn = random.uniform(-noise, noise);
      if (i < MOTORS) {
        q[i] = drawn;
      }
    }
    double radius = settings.targetRadius();
    do {
      target[0] = random.uniform(-radius, radius);
      target[1] = random.uniform(-radius, radius);
    } while (Math.sqrt(target[0] * target[0] + target[1] * target[1]) >= radius);
    for (int i = 0; i < 2 * MOTORS; i++) {
      double drawn = random.uniform(-settings.velocityNoise(), settings.velocityNoise());
      if (i < MOTORS) {
        v[i] = drawn;
      }
    }
    motor[0] = 0;
    motor[1] = 0;
    controlReward = 0;
    measure();
  }

  @Override
  protected double move(float[] action) {
    return move(action[0], action[1]);
  }

  @Override
  public double move(Batch actions, int row) {
    return move(actions.floats().get(MOTORS * row), actions.floats().get(MOTORS * row + 1));
  }

  private double move(double first, double second) {
    motor[0] = settings.gear() * first;
    motor[1] = settings.gear() * second;
    if (!integrator.advance(q, v, motor, settings.timestep(), settings.frameSkip())) {
      Arrays.fill(v, 0); // constants too stiff for the step: the arm is held where it was
    }
    measure();
    controlReward = -settings.rewardControlWeight() * (first * first + second * second);
    return distanceReward + controlReward;
  }

  private void measure() {
    double both = q[0] + q[1];
    tip[0] = settings.linkLength0() * Math.cos(q[0]) + settings.linkLength1() * Math.cos(both);
    tip[1] = settings.linkLength0() * Math.sin(q[0]) + settings.linkLength1() * Math.sin(both);
    double x = tip[0] - target[0];
    double y = tip[1] - target[1];
    distanceReward = -settings.rewardDistWeight() * Math.sqrt(x * x + y * y);
  }

  @Override
  public boolean terminated() {
    return false;
  }

  private void look() {
    for (int i = 0; i < MOTORS; i++) {
      seen[i] = (float) Math.cos(q[i]);
      seen[2 + i] = (float) Math.sin(q[i]);
      seen[4 + i] = (float) target[i];
      seen[6 + i] = (float) v[i];
      seen[8 + i] = (float) (tip[i] - target[i]);
    }
  }

  @Override
  protected float[] observation() {
    look();
    return seen.clone();
  }

  @Override
  public void observe(Batch observations, int row) {
    look();
    observations.floats().put(NUMBERS * row, seen);
  }

  @Override
  protected Map<String, Object> info() {
    return Map.of("reward_dist", distanceReward, "reward_ctrl", controlReward);
  }

  @Override
  public PictureSize pictureSize() {
    return new PictureSize(SIDE, SIDE);
  }

  @Override
  public double stepsPerSecond() {
    return 1 / (settings.timestep() * settings.frameSkip());
  }

  @Override
  public void draw(Canvas canvas) {
    ReacherPicture.draw(canvas, settings, q, target);
  }

  @Override
  protected void saveTask(DataOutput out) throws IOException {
    States.save(out, q, v, motor, target);
    out.writeDouble(controlReward);
  }

  @Override
  protected void loadTask(DataInput in, Pcg64 random) throws IOException {
    States.load(in, q, v, motor, target);
    controlReward = in.readDouble();
    measure();
  }
}
