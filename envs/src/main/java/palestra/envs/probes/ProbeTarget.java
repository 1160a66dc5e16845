package palestra.envs.probes;

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

/**
 * Continuous target: does a learner find the action that a state asks for, among infinitely many?
 *
 * <h2>Action space</h2>
 *
 * {@code float32[dimensions]}, each in [-1, 1]: where to aim; 2 dimensions by default.
 *
 * <h2>Observation space</h2>
 *
 * {@code float32[dimensions]}, each in [-1, 1]: where the target is.
 *
 * <h2>Reward</h2>
 *
 * Minus the squared distance between action and target, times the argument {@code weight} (1).
 *
 * <h2>Start and end</h2>
 *
 * The target is uniform in the space; one step.
 *
 * <h2>What can be reached</h2>
 *
 * Best return and value: 0, by the action that is the observation. Always aiming at the middle gets
 * {@code -weight * dimensions / 3} on average.
 */
public final class ProbeTarget extends EpisodicEnvironment<float[], float[], Pcg64> {
  private final double weight;
  private final float[] target;
  private final float[] aim;
  private double lastReward;
  private boolean terminated;

  /**
   * A probe of continuous actions.
   *
   * @param dimensions of target and action, 1 or more
   * @param weight of the squared distance
   */
  public ProbeTarget(int dimensions, double weight) {
    super("ProbeTarget", box(dimensions), box(dimensions), Pcg64::seeded);
    this.weight = weight;
    target = new float[dimensions];
    aim = new float[dimensions];
  }

  private static Box<float[]> box(int dimensions) {
    float[] low = new float[dimensions];
    float[] high = new float[dimensions];
    Arrays.fill(low, -1);
    Arrays.fill(high, 1);
    return Box.float32(low, high);
  }

  @Override
  protected void begin(Pcg64 random, Map<String, Object> options) {
    for (int i = 0; i < target.length; i++) {
      // Not as a Box samples, which with the same seed would aim at every target.
      target[i] = 2 * random.randomFloat() - 1;
    }
    Arrays.fill(aim, 0);
    lastReward = 0;
    terminated = false;
  }

  @Override
  protected double move(float[] action) {
    double squares = 0;
    for (int i = 0; i < target.length; i++) {
      aim[i] = action[i];
      double apart = (double) action[i] - target[i];
      squares += apart * apart;
    }
    lastReward = 0 - weight * squares;
    terminated = true;
    return lastReward;
  }

  @Override
  public boolean terminated() {
    return terminated;
  }

  @Override
  protected float[] observation() {
    return target.clone();
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
    ProbePicture.frame(canvas, name(), lastReward, terminated);
    ProbePicture.target(canvas, target, aim, terminated);
  }

  @Override
  protected void saveTask(DataOutput out) throws IOException {
    for (int i = 0; i < target.length; i++) {
      out.writeFloat(target[i]);
      out.writeFloat(aim[i]);
    }
    out.writeDouble(lastReward);
    out.writeBoolean(terminated);
  }

  @Override
  protected void loadTask(DataInput in, Pcg64 random) throws IOException {
    for (int i = 0; i < target.length; i++) {
      target[i] = in.readFloat();
      aim[i] = in.readFloat();
    }
    lastReward = in.readDouble();
    terminated = in.readBoolean();
  }
}
