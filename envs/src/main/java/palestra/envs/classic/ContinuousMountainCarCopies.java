package palestra.envs.classic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.seeding.Pcg64;

/**
 * Cars in a valley, moved by {@link MountainCarContinuous}'s equations in Gymnasium's order of
 * operations. There the state is two floats after the first step, and NumPy reckons floats with
 * floats; only the start is a double. So doubles here hold floats' values and sums are rounded.
 */
final class ContinuousMountainCarCopies implements Copies.Continuous {
  private final MountainCarContinuous.Settings settings;
  private final double[] position;
  private final double[] velocity;

  /** Three times the position: of a double at the start, of a float rounded to a float later. */
  private final double[] angle;

  private final float[] effort;
  private final double[] sin;
  private final double[] cos;
  private final Trigonometry trigonometry;

  ContinuousMountainCarCopies(MountainCarContinuous.Settings settings, int count) {
    this.settings = settings;
    position = new double[count];
    velocity = new double[count];
    angle = new double[count];
    effort = new float[count];
    sin = new double[count];
    cos = new double[count];
    trigonometry = new Trigonometry(count);
  }

  double position(int copy) {
    return position[copy];
  }

  @Override
  public void start(int copy, Pcg64 random) {
    start(copy, random, settings.startLow(), settings.startHigh());
  }

  void start(int copy, Pcg64 random, double low, double high) {
    position[copy] = random.uniform(low, high);
    velocity[copy] = 0;
    angle[copy] = 3 * position[copy];
  }

  @Override
  public void act(float[] actions) {
    System.arraycopy(actions, 0, effort, 0, effort.length);
  }

  @Override
  public void advance(double[] rewards, boolean[] terminated) {
    trigonometry.both(angle, sin, cos);
    float power = (float) settings.power();
    double gravity = settings.gravity();
    float maxSpeed = (float) settings.maxSpeed();
    float least = (float) settings.minPosition();
    float greatest = (float) settings.maxPosition();
    float goal = (float) settings.goalPosition();
    float goalVelocity = (float) settings.goalVelocity();
    for (int i = 0; i < position.length; i++) {
      float faster = effort[i] * power - (float) (gravity * cos[i]);
      float v = (float) velocity[i] + faster;
      v = Math.max(-maxSpeed, Math.min(maxSpeed, v));
      float x = (float) (position[i] + v);
      x = Math.max(least, Math.min(greatest, x));
      if (x == least && v < 0) {
        v = 0;
      }
      position[i] = x;
      velocity[i] = v;
      angle[i] = 3 * x;
      boolean there = x >= goal && v >= goalVelocity;
      terminated[i] = there;
      rewards[i] =
          (there ? settings.goalReward() : 0)
              - (double) effort[i] * effort[i] * settings.actionCost();
    }
  }

  @Override
  public void observe(float[] rows) {
    for (int i = 0; i < position.length; i++) {
      observe(i, rows);
    }
  }

  @Override
  public void observe(int copy, float[] rows) {
    rows[2 * copy] = (float) position[copy];
    rows[2 * copy + 1] = (float) velocity[copy];
  }

  @Override
  public void save(int copy, DataOutput out) throws IOException {
    out.writeDouble(position[copy]);
    out.writeDouble(velocity[copy]);
    out.writeDouble(angle[copy]);
  }

  @Override
  public void load(int copy, DataInput in) throws IOException {
    position[copy] = in.readDouble();
    velocity[copy] = in.readDouble();
    angle[copy] = in.readDouble();
  }
}
