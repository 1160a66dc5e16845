package palestra.envs.robots;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import palestra.envs.Canvas;
import palestra.envs.episodic.EpisodicEnvironment;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Box;
import palestra.envs.vector.Batch;

/**
 * InvertedPendulum: a heavy pole on a cart on a rail, kept upright by a motor that drives the cart
 * with any force.
 *
 * <p>The task of Gymnasium's {@code InvertedPendulum-v5} with a rigid-body model of its own: the
 * same actions, observations, reward, start and end, but uniform rods where MuJoCo has capsules,
 * and springs with dampers at the rail's ends where MuJoCo has contacts. Episodes differ in detail.
 *
 * <h2>Dynamics</h2>
 *
 * With x the cart's place, t the pole's angle from upright, c, m and L the masses and the pole's
 * length, l = L/2, J = m L²/3, u the motor's force, R the rail's, b the hinge's damping, g gravity:
 *
 * <pre>
 * | c + m      m l cos t |  | x'' |     | u + R + m l sin(t) t'² |
 * | m l cos t  J         |  | t'' |  =  | m g l sin(t) - b t'    |
 * </pre>
 *
 * integrated by the classical Runge-Kutta method of fourth order, {@code frame_skip} times {@code
 * timestep} a step.
 *
 * <h2>Action space</h2>
 *
 * {@code float32[1]}, -3 to 3: the motor's force, times {@code gear}, N; positive to the right.
 *
 * <h2>Observation space</h2>
 *
 * {@code float32[4]}, unbounded:
 *
 * <table>
 * <caption>Observation</caption>
 * <tr><th>#</th><th>what</th><th>unit</th></tr>
 * <tr><td>0</td><td>cart position</td><td>m</td></tr>
 * <tr><td>1</td><td>pole angle, to the right</td><td>rad</td></tr>
 * <tr><td>2</td><td>cart velocity</td><td>m/s</td></tr>
 * <tr><td>3</td><td>pole angular velocity</td><td>rad/s</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * {@code healthy_reward}, 1, for every step that does not end the episode; in info as {@code
 * reward_survive}.
 *
 * <h2>Start</h2>
 *
 * All four numbers uniform in [-0.01, 0.01) ({@code reset_noise_scale}).
 *
 * <h2>End</h2>
 *
 * Terminated when the pole leans more than 0.2 rad ({@code angle_limit}); truncated after 1,000
 * steps. The rail ends 1 m from the middle in a spring.
 *
 * <h2>Versions</h2>
 *
 * v0.
 */
public final class InvertedPendulum extends EpisodicEnvironment<float[], float[], Pcg64> {
  /** Numbers of an observation. */
  static final int NUMBERS = 4;

  private static final Box<float[]> OBSERVATIONS =
      Box.float32(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, NUMBERS);

  /**
   * The system's constants.
   *
   * @param gravity m/s²
   * @param cartMass kg
   * @param poleMass kg
   * @param poleLength m
   * @param cartDamping friction along the rail, N s/m
   * @param poleDamping friction of the hinge, N m s/rad
   * @param gear newtons for an action of 1
   * @param maxAction the largest action
   * @param railLimit where the rail ends, m from the middle
   * @param stopStiffness of the springs at the rail's ends, N/m
   * @param stopDamping of the dampers there, N s/m
   * @param timestep of the integration, s
   * @param frameSkip integration steps in a step
   * @param resetNoiseScale bound of the first state's numbers
   * @param angleLimit the pole's angle at which an episode ends, rad
   * @param healthyReward reward of a step that does not end the episode
   */
  public record Settings(
      double gravity,
      double cartMass,
      double poleMass,
      double poleLength,
      double cartDamping,
      double poleDamping,
      double gear,
      double maxAction,
      double railLimit,
      double stopStiffness,
      double stopDamping,
      double timestep,
      int frameSkip,
      double resetNoiseScale,
      double angleLimit,
      double healthyReward) {
    /** Masses as of MuJoCo's bodies, all else as in Gymnasium's task. */
    public static final Settings DEFAULT =
        new Settings(9.81, 10.5, 5, 0.6, 1, 1, 100, 3, 1, 20_000, 500, 0.02, 2, 0.01, 0.2, 1);

    public Settings {
      Checks.finite("gravity", gravity);
      Checks.positive("cart_mass", cartMass);
      Checks.positive("pole_mass", poleMass);
      Checks.positive("pole_length", poleLength);
      Checks.notNegative("pole_damping", poleDamping);
      Checks.finite("gear", gear);
      Checks.positive("max_action", maxAction);
      Checks.positive("timestep", timestep);
      Checks.positive("frame_skip", frameSkip);
      Checks.notNegative("reset_noise_scale", resetNoiseScale);
      Checks.positive("angle_limit", angleLimit);
      Checks.finite("healthy_reward", healthyReward);
    }

    PoleOnCart mechanism() {
      Rail rail = new Rail(railLimit, stopStiffness, stopDamping, cartDamping);
      return new PoleOnCart(rail, cartMass, poleMass, poleLength, poleDamping, gravity);
    }
  }

  private final Settings settings;
  private final RungeKutta integrator;
  private final double[] q = new double[2];
  private final double[] v = new double[2];
  private final double[] motor = new double[2];
  private boolean terminated;

  /** With the default constants. */
  public InvertedPendulum() {
    this(Settings.DEFAULT);
  }

  /** With other constants. */
  public InvertedPendulum(Settings settings) {
    super("InvertedPendulum", OBSERVATIONS, actions(settings), Pcg64::seeded);
    this.settings = settings;
    integrator = new RungeKutta(settings.mechanism());
  }

  private static Box<float[]> actions(Settings settings) {
    float most = (float) settings.maxAction();
    return Box.float32(-most, most, 1);
  }

  @Override
  protected void begin(Pcg64 random, Map<String, Object> options) {
    double noise = settings.resetNoiseScale();
    for (int i = 0; i < q.length; i++) {
      q[i] = random.uniform(-noise, noise);
    }
    for (int i = 0; i < v.length; i++) {
      v[i] = random.uniform(-noise, noise);
    }
    motor[0] = 0;
    terminated = false;
  }

  @Override
  protected double move(float[] action) {
    return move(action[0]);
  }

  @Override
  public double move(Batch actions, int row) {
    return move(actions.floats().get(row));
  }

  private double move(float action) {
    motor[0] = settings.gear() * action;
    boolean sound = integrator.advance(q, v, motor, settings.timestep(), settings.frameSkip());
    terminated = !sound || Math.abs(q[1]) > settings.angleLimit();
    return reward();
  }

  private double reward() {
    return terminated ? 0 : settings.healthyReward();
  }

  @Override
  public boolean terminated() {
    return terminated;
  }

  @Override
  protected float[] observation() {
    return new float[] {(float) q[0], (float) q[1], (float) v[0], (float) v[1]};
  }

  @Override
  public void observe(Batch observations, int row) {
    observations
        .floats()
        .put(NUMBERS * row, (float) q[0])
        .put(NUMBERS * row + 1, (float) q[1])
        .put(NUMBERS * row + 2, (float) v[0])
        .put(NUMBERS * row + 3, (float) v[1]);
  }

  @Override
  protected Map<String, Object> info() {
    return Map.of("reward_survive", reward());
  }

  @Override
  public double stepsPerSecond() {
    return 1 / (settings.timestep() * settings.frameSkip());
  }

  @Override
  public void draw(Canvas canvas) {
    PendulumPicture.draw(
        canvas,
        new PendulumPicture.Scene(
            settings.railLimit(),
            q[0],
            new double[] {q[1]},
            new double[] {settings.poleLength()},
            motor[0] / (settings.gear() * settings.maxAction())));
  }

  @Override
  protected void saveTask(DataOutput out) throws IOException {
    States.save(out, q, v, motor);
    out.writeBoolean(terminated);
  }

  @Override
  protected void loadTask(DataInput in, Pcg64 random) throws IOException {
    States.load(in, q, v, motor);
    terminated = in.readBoolean();
  }
}
