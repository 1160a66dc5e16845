package palestra.envs.classic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.seeding.Pcg64;

/**
 * Acrobots, moved by {@link Acrobot}'s equations in Gymnasium's order of operations: one step of
 * the fourth-order Runge-Kutta method.
 */
final class AcrobotCopies implements Copies.Discrete {
  /** Numbers of a state: two angles, two angular velocities. */
  private static final int NUMBERS = 4;

  private final Acrobot.Settings settings;
  private final AcrobotDynamics dynamics;
  private final int count;
  private final double[][] state;
  private final double[][] slope;
  private final double[][] sum;
  private final double[][] stage;
  private final double[] torque;
  private final double[] tip;
  // Of the state's angles as they stand, known since the last observation.
  private final double[] sin1;
  private final double[] cos1;
  private final double[] sin2;
  private final double[] cos2;
  private final double[] stageSin2;
  private final double[] stageCos2;
  private final double[] unused;
  private final double[] tipCos;
  private final Trigonometry trigonometry;

  AcrobotCopies(Acrobot.Settings settings, int count) {
    this.settings = settings;
    this.count = count;
    dynamics = new AcrobotDynamics(settings, count);
    state = new double[NUMBERS][count];
    slope = new double[NUMBERS][count];
    sum = new double[NUMBERS][count];
    stage = new double[NUMBERS][count];
    torque = new double[count];
    tip = new double[count];
    sin1 = new double[count];
    cos1 = new double[count];
    sin2 = new double[count];
    cos2 = new double[count];
    stageSin2 = new double[count];
    stageCos2 = new double[count];
    unused = new double[count];
    tipCos = new double[count];
    trigonometry = new Trigonometry(count);
  }

  double theta1(int copy) {
    return state[0][copy];
  }

  double theta2(int copy) {
    return state[1][copy];
  }

  @Override
  public void start(int copy, Pcg64 random) {
    start(copy, random, settings.startLow(), settings.startHigh());
  }

  /** Gymnasium rounds the first state to floats. */
  void start(int copy, Pcg64 random, double low, double high) {
    for (double[] numbers : state) {
      numbers[copy] = (float) random.uniform(low, high);
    }
    torque[copy] = 0;
    see(copy);
  }

  private void see(int copy) {
    trigonometry.one(state[0], copy, sin1, cos1);
    trigonometry.one(state[1], copy, sin2, cos2);
  }

  @Override
  public void act(long[] actions) {
    double strength = settings.torque();
    for (int i = 0; i < count; i++) {
      torque[i] = (actions[i] - 1) * strength;
    }
  }

  @Override
  public boolean draws() {
    return settings.torqueNoiseMax() > 0;
  }

  @Override
  public void draw(int copy, Pcg64 random) {
    torque[copy] += random.uniform(-settings.torqueNoiseMax(), settings.torqueNoiseMax());
  }

  @Override
  public void advance(double[] rewards, boolean[] terminated) {
    double dt = settings.dt();
    dynamics.slope(state, sin2, cos2, torque, slope);
    for (int n = 0; n < NUMBERS; n++) {
      first(state[n], slope[n], dt / 2, sum[n], stage[n]);
    }
    slopeOfStage();
    for (int n = 0; n < NUMBERS; n++) {
      next(state[n], slope[n], dt / 2, sum[n], stage[n]);
    }
    slopeOfStage();
    for (int n = 0; n < NUMBERS; n++) {
      next(state[n], slope[n], dt, sum[n], stage[n]);
    }
    slopeOfStage();
    for (int n = 0; n < NUMBERS; n++) {
      last(state[n], slope[n], dt / 6, sum[n]);
    }
    bound();
    trigonometry.both(state[0], sin1, cos1);
    trigonometry.both(state[1], sin2, cos2);
    judge(rewards, terminated);
  }

  private void slopeOfStage() {
    trigonometry.both(stage[1], stageSin2, stageCos2);
    dynamics.slope(stage, stageSin2, stageCos2, torque, slope);
  }

  private static void first(
      double[] state, double[] slope, double step, double[] sum, double[] stage) {
    for (int i = 0; i < state.length; i++) {
      sum[i] = slope[i];
      stage[i] = state[i] + step * slope[i];
    }
  }

  private static void next(
      double[] state, double[] slope, double step, double[] sum, double[] stage) {
    for (int i = 0; i < state.length; i++) {
      sum[i] = sum[i] + 2 * slope[i];
      stage[i] = state[i] + step * slope[i];
    }
  }

  private static void last(double[] state, double[] slope, double sixth, double[] sum) {
    for (int i = 0; i < state.length; i++) {
      state[i] = state[i] + sixth * (sum[i] + slope[i]);
    }
  }

  private void bound() {
    wrap(state[0]);
    wrap(state[1]);
    clip(state[2], settings.maxVel1());
    clip(state[3], settings.maxVel2());
  }

  /** Takes off whole turns one by one, as Gymnasium does: the rounding of each counts. */
  private static void wrap(double[] angles) {
    double turn = Math.PI + Math.PI;
    for (int i = 0; i < angles.length; i++) {
      double angle = angles[i];
      while (angle > Math.PI) {
        angle -= turn;
      }
      while (angle < -Math.PI) {
        angle += turn;
      }
      angles[i] = angle;
    }
  }

  private static void clip(double[] values, double most) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.min(most, Math.max(-most, values[i]));
    }
  }

  private void judge(double[] rewards, boolean[] terminated) {
    add(state[1], state[0], tip);
    trigonometry.both(tip, unused, tipCos);
    for (int i = 0; i < count; i++) {
      boolean there = -cos1[i] - tipCos[i] > settings.goalHeight();
      terminated[i] = there;
      rewards[i] = there ? settings.goalReward() : settings.stepReward();
    }
  }

  private static void add(double[] one, double[] other, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] = one[i] + other[i];
    }
  }

  @Override
  public void observe(float[] rows) {
    for (int i = 0; i < count; i++) {
      observe(i, rows);
    }
  }

  @Override
  public void observe(int copy, float[] rows) {
    int row = 6 * copy;
    rows[row] = (float) cos1[copy];
    rows[row + 1] = (float) sin1[copy];
    rows[row + 2] = (float) cos2[copy];
    rows[row + 3] = (float) sin2[copy];
    rows[row + 4] = (float) state[2][copy];
    rows[row + 5] = (float) state[3][copy];
  }

  @Override
  public void save(int copy, DataOutput out) throws IOException {
    for (double[] numbers : state) {
      out.writeDouble(numbers[copy]);
    }
  }

  @Override
  public void load(int copy, DataInput in) throws IOException {
    for (double[] numbers : state) {
      numbers[copy] = in.readDouble();
    }
    torque[copy] = 0;
    see(copy);
  }
}
