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
 * InvertedDoublePendulum: two poles, one on the other, on a cart on a rail, kept upright by a motor
 * that drives the cart.
 *
 * <p>The task of Gymnasium's {@code InvertedDoublePendulum-v5} with a rigid-body model of its own:
 * the same actions, observations, reward, start and end, but uniform rods where MuJoCo has
 * capsules, and springs with dampers at the rail's ends where MuJoCo has contacts. Episodes differ
 * in detail.
 *
 * <h2>Dynamics</h2>
 *
 * With x the cart's place, t1 and t2 the poles' angles from upright, c, m1, m2, L1, L2 the masses
 * and lengths, u the motor's force, R the rail's, b the hinges' damping, g gravity, and
 *
 * <pre>
 * h1 = m1 L1/2 + m2 L1      J1 = m1 L1²/3 + m2 L1²      k = m2 L1 L2/2
 * h2 = m2 L2/2              J2 = m2 L2²/3
 *
 * | c+m1+m2     h1 cos t1       h2 cos t2     | | x''  |   | u + R + h1 sin(t1) t1'² + h2 sin(t2) t2'²            |
 * | h1 cos t1   J1              k cos(t1-t2)  | | t1'' | = | g h1 sin(t1) - k sin(t1-t2) t2'² - b t1' + b (t2'-t1') |
 * | h2 cos t2   k cos(t1-t2)    J2            | | t2'' |   | g h2 sin(t2) + k sin(t1-t2) t1'² - b (t2'-t1')         |
 * </pre>
 *
 * integrated by the classical Runge-Kutta method of fourth order, {@code frame_skip} times {@code
 * timestep} a step.
 *
 * <h2>Action space</h2>
 *
 * {@code float32[1]}, -1 to 1: the motor's force, times {@code gear}, N; positive to the right.
 *
 * <h2>Observation space</h2>
 *
 * {@code float32[9]}, unbounded; the second angle is the upper pole's from the lower one:
 *
 * <table>
 * <caption>Observation</caption>
 * <tr><th>#</th><th>what</th><th>unit</th></tr>
 * <tr><td>0</td><td>cart position</td><td>m</td></tr>
 * <tr><td>1, 2</td><td>sines of the two angles</td><td></td></tr>
 * <tr><td>3, 4</td><td>cosines of the two angles</td><td></td></tr>
 * <tr><td>5</td><td>cart velocity, clipped to [-10, 10]</td><td>m/s</td></tr>
 * <tr><td>6, 7</td><td>velocities of the two angles, clipped to [-10, 10]</td><td>rad/s</td></tr>
 * <tr><td>8</td><td>force of the rail's end on the cart, clipped to [-10, 10]</td><td>N</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * 10 ({@code healthy_reward}) unless the step ends the episode, less {@code 0.01 x² + (y - 2)²} for
 * the tip at (x, y) and {@code 0.001 w1² + 0.005 w2²} for the velocities of the two angles; upright
 * and at rest in the middle it is 9.36. The parts are in info: {@code reward_survive}, {@code
 * distance_penalty}, {@code velocity_penalty}.
 *
 * <h2>Start</h2>
 *
 * Position and the two angles uniform in [-0.1, 0.1), their velocities normal with deviation 0.1
 * ({@code reset_noise_scale}).
 *
 * <h2>End</h2>
 *
 * Terminated when the tip is at most 1 m ({@code min_height}) above the hinge on the cart;
 * truncated after 1,000 steps. The rail ends 1 m from the middle in a spring.
 *
 * <h2>Versions</h2>
 *
 * v0.
 */
public final class InvertedDoublePendulum extends EpisodicEnvironment<float[], float[], Pcg64> {
  /** Numbers of an observation. */
  static final int NUMBERS = 9;

  private static final double CLIP = 10;
  private static final Box<float[]> OBSERVATIONS =
      Box.float32(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, NUMBERS);

  private final DoublePendulumSettings settings;
  private final Rail rail;
  private final RungeKutta integrator;
  // Angles from upright, both; the observation and the start have the second from the first.
  private final double[] q = new double[3];
  private final double[] v = new double[3];
  private final double[] motor = new double[3];
  private final float[] seen = new float[NUMBERS];
  private double survival;
  private double distancePenalty;
  private double velocityPenalty;
  private boolean terminated;

  /** With the default constants. */
  public InvertedDoublePendulum() {
    this(DoublePendulumSettings.DEFAULT);
  }

  /** With other constants. */
  public InvertedDoublePendulum(DoublePendulumSettings settings) {
    super("InvertedDoublePendulum", OBSERVATIONS, actions(settings), Pcg64::seeded);
    this.settings = settings;
    rail = settings.rail();
    integrator = new RungeKutta(settings.mechanism());
  }

  private static Box<float[]> actions(DoublePendulumSettings settings) {
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
      v[i] = random.standardNormal() * noise;
    }
    q[2] += q[1];
    v[2] += v[1];
    motor[0] = 0;
    terminated = false;
    reward();
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
    terminated = !sound || tipHeight() <= settings.minHeight();
    return reward();
  }

  private double tipHeight() {
    return settings.poleLength1() * Math.cos(q[1]) + settings.poleLength2() * Math.cos(q[2]);
  }

  private double reward() {
    double x =
        q[0] + settings.poleLength1() * Math.sin(q[1]) + settings.poleLength2() * Math.sin(q[2]);
    double below = tipHeight() - settings.targetHeight();
    double turn = v[2] - v[1];
    survival = terminated ? 0 : settings.healthyReward();
    distancePenalty = settings.xWeight() * x * x + settings.heightWeight() * below * below;
    velocityPenalty =
        settings.velocityWeight1() * v[1] * v[1] + settings.velocityWeight2() * turn * turn;
    return survival - distancePenalty - velocityPenalty;
  }

  @Override
  public boolean terminated() {
    return terminated;
  }

  private void look() {
    double bend = q[2] - q[1];
    seen[0] = (float) q[0];
    seen[1] = (float) Math.sin(q[1]);
    seen[2] = (float) Math.sin(bend);
    seen[3] = (float) Math.cos(q[1]);
    seen[4] = (float) Math.cos(bend);
    seen[5] = clipped(v[0]);
    seen[6] = clipped(v[1]);
    seen[7] = clipped(v[2] - v[1]);
    seen[8] = clipped(rail.stop(q[0], v[0]));
  }

  private static float clipped(double value) {
    return (float) Math.max(-CLIP, Math.min(CLIP, value));
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
    return Map.of(
        "reward_survive", survival,
        "distance_penalty", -distancePenalty,
        "velocity_penalty", -velocityPenalty);
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
            new double[] {q[1], q[2]},
            new double[] {settings.poleLength1(), settings.poleLength2()},
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
    reward();
  }
}
