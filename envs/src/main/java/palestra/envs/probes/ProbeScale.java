package palestra.envs.probes;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import palestra.envs.Canvas;
import palestra.envs.PictureSize;
import palestra.envs.episodic.EpisodicEnvironment;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;

/**
 * Observation scaling: does a learner see a small number beside a big one?
 *
 * <h2>Action space</h2>
 *
 * {@code Discrete(2)}: 0 says that the small number is negative, 1 that it is positive.
 *
 * <h2>Observation space</h2>
 *
 * {@code float32[2]}: the small number, {@code -scale} or {@code scale} (0.001 by default), and a
 * big one, uniform in {@code [-1 / scale, 1 / scale]}, that says nothing.
 *
 * <h2>Reward</h2>
 *
 * 1 (argument {@code reward}) for the right sign, else 0.
 *
 * <h2>Start and end</h2>
 *
 * Both signs are as likely; one step.
 *
 * <h2>What can be reached</h2>
 *
 * Best return and value: the reward; without the small number, half of it. Normalised observations
 * (the wrapper NormalizeObservation) make both numbers about 1 in size, and the task easy.
 */
public final class ProbeScale extends EpisodicEnvironment<float[], Long, Pcg64> {
  private final float scale;
  private final double reward;
  private float small;
  private float big;
  private double lastReward;
  private boolean terminated;

  /**
   * A probe of scales.
   *
   * @param scale size of the small number, above 0, up to 1
   * @param reward of the right sign
   */
  public ProbeScale(double scale, double reward) {
    super("ProbeScale", box(scale), new Discrete(2), Pcg64::seeded);
    this.scale = (float) scale;
    this.reward = reward;
  }

  private static Box<float[]> box(double scale) {
    if (!(scale > 0 && scale <= 1)) {
      throw new IllegalArgumentException("scale is above 0, up to 1, but got " + scale);
    }
    float low = (float) scale;
    float high = (float) (1.0 / low);
    return Box.float32(new float[] {-low, -high}, new float[] {low, high});
  }

  @Override
  protected void begin(Pcg64 random, Map<String, Object> options) {
    // Not as a Discrete samples, which with the same seed would know the sign.
    small = random.random() < 0.5 ? -scale : scale;
    big = (float) (random.uniform(-1, 1) / scale);
    lastReward = 0;
    terminated = false;
  }

  @Override
  protected double move(Long action) {
    lastReward = (action == 1) == (small > 0) ? reward : 0;
    terminated = true;
    return lastReward;
  }

  @Override
  public boolean terminated() {
    return terminated;
  }

  @Override
  protected float[] observation() {
    return new float[] {small, big};
  }

  @Override
  public List<String> actionNames() {
    return List.of("negative", "positive");
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
    ProbePicture.scale(canvas, small, big, scale);
  }

  @Override
  protected void saveTask(DataOutput out) throws IOException {
    out.writeFloat(small);
    out.writeFloat(big);
    out.writeDouble(lastReward);
    out.writeBoolean(terminated);
  }

  @Override
  protected void loadTask(DataInput in, Pcg64 random) throws IOException {
    small = in.readFloat();
    big = in.readFloat();
    lastReward = in.readDouble();
    terminated = in.readBoolean();
  }
}
