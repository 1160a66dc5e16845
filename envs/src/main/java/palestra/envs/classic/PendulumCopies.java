package palestra.envs.classic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.seeding.Pcg64;

/** Pendulums, moved by {@link Pendulum}'s equations in Gymnasium's order of operations. */
final class PendulumCopies implements Copies.Continuous {
  private static final double TURN = 2 * Math.PI;

  private final Pendulum.Settings settings;
  private final double[] theta;
  private final double[] thetaDot;
  private final double[] torque;
  private final double[] torqueCost;
  // Of theta as it stands, known since the last observation.
  private final double[] sin;
  private final double[] cos;
  private final Trigonometry trigonometry;

  PendulumCopies(Pendulum.Settings settings, int count) {
    this.settings = settings;
    theta = new double[count];
    thetaDot = new double[count];
    torque = new double[count];
    torqueCost = new double[count];
    sin = new double[count];
    cos = new double[count];
    trigonometry = new Trigonometry(count);
  }

  double theta(int copy) {
    return theta[copy];
  }

  @Override
  public void start(int copy, Pcg64 random) {
    start(copy, random, settings.xInit(), settings.yInit());
  }

  void start(int copy, Pcg64 random, double x, double y) {
    theta[copy] = random.uniform(-x, x);
    thetaDot[copy] = random.uniform(-y, y);
    trigonometry.one(theta, copy, sin, cos);
  }

  /** NumPy multiplies the torque, a float, with numbers rounded to floats. */
  @Override
  public void act(float[] actions) {
    float gain = (float) (3.0 / (settings.m() * (settings.l() * settings.l())));
    float cost = (float) settings.torqueCost();
    for (int i = 0; i < torque.length; i++) {
      torque[i] = gain * actions[i];
      torqueCost[i] = cost * (actions[i] * actions[i]);
    }
  }

  @Override
  public void advance(double[] rewards, boolean[] terminated) {
    double angleCost = settings.angleCost();
    double speedCost = settings.speedCost();
    for (int i = 0; i < theta.length; i++) {
      double angle = normalized(theta[i]);
      rewards[i] =
          -(angleCost * (angle * angle) + speedCost * (thetaDot[i] * thetaDot[i]) + torqueCost[i]);
      terminated[i] = false;
    }
    double pull = 3 * settings.g() / (2 * settings.l());
    swing(theta, thetaDot, sin, torque, pull, settings.dt(), settings.maxSpeed());
    trigonometry.both(theta, sin, cos);
  }

  private static void swing(
      double[] theta,
      double[] thetaDot,
      double[] sin,
      double[] torque,
      double pull,
      double dt,
      double maxSpeed) {
    for (int i = 0; i < theta.length; i++) {
      double faster = thetaDot[i] + (pull * sin[i] + torque[i]) * dt;
      double speed = Math.max(-maxSpeed, Math.min(maxSpeed, faster));
      thetaDot[i] = speed;
      theta[i] = theta[i] + speed * dt;
    }
  }

  /** The angle between -pi and pi, as {@code (x + pi) % (2 pi) - pi} gives it in Python. */
  static double normalized(double angle) {
    double shifted = angle + Math.PI;
    double size = Math.abs(shifted);
    double rest = Math.fma(-Math.floor(size / TURN), TURN, size);
    if (rest < 0) { // The quotient was rounded up to a whole number.
      rest += TURN;
    }
    if (shifted < 0 && rest > 0) {
      rest = TURN - rest;
    }
    return rest - Math.PI;
  }

  @Override
  public void observe(float[] rows) {
    for (int i = 0; i < theta.length; i++) {
      observe(i, rows);
    }
  }

  @Override
  public void observe(int copy, float[] rows) {
    rows[3 * copy] = (float) cos[copy];
    rows[3 * copy + 1] = (float) sin[copy];
    rows[3 * copy + 2] = (float) thetaDot[copy];
  }

  @Override
  public void save(int copy, DataOutput out) throws IOException {
    out.writeDouble(theta[copy]);
    out.writeDouble(thetaDot[copy]);
  }

  @Override
  public void load(int copy, DataInput in) throws IOException {
    theta[copy] = in.readDouble();
    thetaDot[copy] = in.readDouble();
    trigonometry.one(theta, copy, sin, cos);
  }
}
