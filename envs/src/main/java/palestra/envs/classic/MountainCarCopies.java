package palestra.envs.classic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.seeding.Pcg64;

/**
 * Cars in a valley, moved by {@link MountainCar}'s equations in Gymnasium's order of operations.
 */
final class MountainCarCopies implements Copies.Discrete {
  private final MountainCar.Settings settings;
  private final double[] position;
  private final double[] velocity;
  private final double[] push;
  private final double[] angle;
  private final double[] sin;
  private final double[] cos;
  private final Trigonometry trigonometry;

  MountainCarCopies(MountainCar.Settings settings, int count) {
    this.settings = settings;
    position = new double[count];
    velocity = new double[count];
    push = new double[count];
    angle = new double[count];
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
  }

  @Override
  public void act(long[] actions) {
    double force = settings.force();
    for (int i = 0; i < push.length; i++) {
      push[i] = (actions[i] - 1) * force;
    }
  }

  @Override
  public void advance(double[] rewards, boolean[] terminated) {
    for (int i = 0; i < position.length; i++) {
      angle[i] = 3 * position[i];
    }
    trigonometry.both(angle, sin, cos);
    accelerate(velocity, push, cos, settings.gravity(), settings.maxSpeed());
    double least = settings.minPosition();
    double greatest = settings.maxPosition();
    for (int i = 0; i < position.length; i++) {
      double x = Math.max(least, Math.min(greatest, position[i] + velocity[i]));
      position[i] = x;
      if (x == least && velocity[i] < 0) {
        velocity[i] = 0;
      }
      terminated[i] = x >= settings.goalPosition() && velocity[i] >= settings.goalVelocity();
      rewards[i] = settings.stepReward();
    }
  }

  private static void accelerate(
      double[] velocity, double[] push, double[] cos, double gravity, double maxSpeed) {
    for (int i = 0; i < velocity.length; i++) {
      double faster = velocity[i] + (push[i] + cos[i] * -gravity);
      velocity[i] = Math.max(-maxSpeed, Math.min(maxSpeed, faster));
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
  }

  @Override
  public void load(int copy, DataInput in) throws IOException {
    position[copy] = in.readDouble();
    velocity[copy] = in.readDouble();
  }
}
