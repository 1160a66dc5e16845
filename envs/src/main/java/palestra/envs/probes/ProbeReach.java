package palestra.envs.probes;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import palestra.envs.Canvas;
import palestra.envs.PictureSize;
import palestra.envs.episodic.EpisodicEnvironment;
import palestra.envs.registry.Baseline;
import palestra.envs.registry.GoalTask;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Box;

/**
 * Goals with continuous actions: a point is steered to a small place, and until it is there nothing
 * tells whether it comes nearer.
 *
 * <h2>Action space</h2>
 *
 * {@code float32[dimensions]}, each in [-1, 1]: where to go, times {@value #STRIDE}; 2 dimensions
 * by default.
 *
 * <h2>Observation space</h2>
 *
 * {@code float32[2 dimensions]}, each in [-1, 1]: where the point is, then where it should be.
 *
 * <h2>Reward</h2>
 *
 * 0 for the step that comes within {@code radius} (0.05 by default) of the goal; -1 for every
 * other.
 *
 * <h2>Start and end</h2>
 *
 * Both places are uniform, never within the radius. Walls at -1 and 1 hold the point. Terminated at
 * the goal; truncated after {@value #STEPS} steps.
 *
 * <h2>What can be reached</h2>
 *
 * Straight to the goal: about -3.1 on average in 2 dimensions. At random: about -24.5.
 */
public final class ProbeReach extends EpisodicEnvironment<float[], float[], Pcg64> {
  /** Steps after which an episode is cut short. */
  static final int STEPS = 25;

  /** How far an action of 1 goes. */
  static final float STRIDE = 0.25f;

  private final float[] seen;
  private final int dimensions;
  private final float radius;
  private double lastReward;

  /**
   * A probe of goals.
   *
   * @param dimensions of the space, 1 or more
   * @param radius of the goal
   */
  public ProbeReach(int dimensions, double radius) {
    super(
        "ProbeReach",
        Box.float32(-1, 1, 2 * dimensions),
        Box.float32(-1, 1, dimensions),
        Pcg64::seeded);
    this.dimensions = dimensions;
    this.radius = (float) radius;
    seen = new float[2 * dimensions];
    seen[0] = 1;
  }

  /** Which numbers are the goal, and what reaching it earns. */
  static GoalTask goal(int dimensions, double radius) {
    float within = (float) radius;
    return new GoalInHalves(
        dimensions, (achieved, desired) -> near(achieved, desired, 0, dimensions, within));
  }

  /** Whether a place is within the radius of another one, which lies further on in its array. */
  private static boolean near(
      float[] place, float[] other, int from, int dimensions, float radius) {
    float squares = 0;
    for (int i = 0; i < dimensions; i++) {
      float apart = place[i] - other[from + i];
      squares += apart * apart;
    }
    return squares <= radius * radius;
  }

  /** Goes straight to the goal. */
  static Baseline baseline() {
    return (observation, mask) -> {
      double[] action = new double[observation.length / 2];
      double most = 1;
      for (int i = 0; i < action.length; i++) {
        action[i] = (observation[action.length + i] - observation[i]) / STRIDE;
        most = Math.max(most, Math.abs(action[i]));
      }
      for (int i = 0; i < action.length; i++) {
        action[i] /= most;
      }
      return action;
    };
  }

  @Override
  protected void begin(Pcg64 random, Map<String, Object> options) {
    do {
      for (int i = 0; i < seen.length; i++) {
        // Not as a Box samples, which with the same seed would know the way.
        seen[i] = 2 * random.randomFloat() - 1;
      }
    } while (terminated());
    lastReward = 0;
  }

  @Override
  protected double move(float[] action) {
    for (int i = 0; i < dimensions; i++) {
      seen[i] = Math.max(-1, Math.min(1, seen[i] + STRIDE * action[i]));
    }
    lastReward = terminated() ? 0 : -1;
    return lastReward;
  }

  @Override
  public boolean terminated() {
    return near(seen, seen, dimensions, dimensions, radius);
  }

  @Override
  protected float[] observation() {
    return seen.clone();
  }

  @Override
  public double stepsPerSecond() {
    return ProbePicture.STEPS_PER_SECOND;
  }

  @Override
  public PictureSize pictureSize() {
    return ProbePicture.SIZE;
  }

  @Override
  public void draw(Canvas canvas) {
    ProbePicture.frame(canvas, name(), lastReward, terminated());
    ProbePicture.reach(canvas, seen, dimensions, radius);
  }

  @Override
  protected void saveTask(DataOutput out) throws IOException {
    for (float number : seen) {
      out.writeFloat(number);
    }
    out.writeDouble(lastReward);
  }

  @Override
  protected void loadTask(DataInput in, Pcg64 random) throws IOException {
    for (int i = 0; i < seen.length; i++) {
      seen[i] = in.readFloat();
    }
    lastReward = in.readDouble();
  }
}
