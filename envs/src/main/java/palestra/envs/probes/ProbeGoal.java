package palestra.envs.probes;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import palestra.envs.Canvas;
import palestra.envs.PictureSize;
import palestra.envs.episodic.EpisodicEnvironment;
import palestra.envs.registry.Baseline;
import palestra.envs.registry.GoalTask;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;

/**
 * Goals that are hardly ever reached by chance: bit flipping, the first task of Andrychowicz et al.
 * 2017, "Hindsight experience replay".
 *
 * <h2>Action space</h2>
 *
 * {@code Discrete(bits)}, 10 by default: which bit to flip.
 *
 * <h2>Observation space</h2>
 *
 * {@code float32[2 bits]}, each 0 or 1: the bits as they are, then as they should be.
 *
 * <h2>Reward</h2>
 *
 * 0 for the step that makes them equal; -1 for every other.
 *
 * <h2>Start and end</h2>
 *
 * Both halves are random, never equal. Terminated when they are; truncated after {@value #STEPS}
 * steps.
 *
 * <h2>What can be reached</h2>
 *
 * Best return: 1 less than the number of bits that differ, below 0: on average {@code 1 - bits / 2
 * / (1 - 2^-bits)}, -4.005 for 10 bits. Flipping at random gets about -19.8.
 */
public final class ProbeGoal extends EpisodicEnvironment<float[], Long, Pcg64> {
  /** Steps after which an episode is cut short: as many as the most bits there may be. */
  static final int STEPS = 20;

  private final float[] seen;
  private final int bits;
  private double lastReward;

  /**
   * A probe of goals.
   *
   * @param bits how many, 1 to 20
   */
  public ProbeGoal(int bits) {
    super("ProbeGoal", Box.float32(0, 1, 2 * bits), new Discrete(bits), Pcg64::seeded);
    this.bits = bits;
    seen = new float[2 * bits];
  }

  /** Which numbers are the goal, and what reaching it earns. */
  static GoalTask goal(int bits) {
    return new GoalInHalves(bits, Arrays::equals);
  }

  /** Flips the first bit that differs. */
  static Baseline baseline() {
    return (observation, mask) -> {
      int bits = observation.length / 2;
      int wrong = 0;
      while (wrong < bits - 1 && observation[wrong] == observation[bits + wrong]) {
        wrong++;
      }
      return new double[] {wrong};
    };
  }

  @Override
  protected void begin(Pcg64 random, Map<String, Object> options) {
    do {
      for (int i = 0; i < seen.length; i++) {
        seen[i] = random.random() < 0.5 ? 0 : 1;
      }
    } while (terminated());
    lastReward = 0;
  }

  @Override
  protected double move(Long action) {
    int bit = action.intValue();
    seen[bit] = 1 - seen[bit];
    lastReward = terminated() ? 0 : -1;
    return lastReward;
  }

  @Override
  public boolean terminated() {
    return Arrays.equals(seen, 0, bits, seen, bits, 2 * bits);
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
    ProbePicture.bits(canvas, seen, bits);
  }

  @Override
  protected void saveTask(DataOutput out) throws IOException {
    for (float bit : seen) {
      out.writeFloat(bit);
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
