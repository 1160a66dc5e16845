package palestra.envs.probes;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import palestra.envs.Canvas;
import palestra.envs.PictureSize;
import palestra.envs.episodic.EpisodicEnvironment;
import palestra.envs.registry.Baseline;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Discrete;

/**
 * Action masks: does a learner heed which actions are allowed?
 *
 * <h2>Action space</h2>
 *
 * {@code Discrete(actions)}, 8 by default. At every step each one is allowed with the probability
 * {@code share} (0.5 by default), and at least one is.
 *
 * <h2>Observation space</h2>
 *
 * {@code Discrete(1)}: nothing to see; the mask alone says what is allowed.
 *
 * <h2>Reward</h2>
 *
 * 1 (argument {@code reward}) for an allowed action; -1 (argument {@code penalty}) for a forbidden
 * one.
 *
 * <h2>End</h2>
 *
 * Terminated after {@code length} allowed actions (10 by default), or by a forbidden one.
 *
 * <h2>Info</h2>
 *
 * {@code action_mask}: 1 for each allowed action, 0 for the others.
 *
 * <h2>What can be reached</h2>
 *
 * Best return: {@code length * reward}, 10 by default, and never less by one who heeds the mask. By
 * choosing blindly, about 0 (each action is allowed about half of the time).
 */
public final class ProbeMask extends EpisodicEnvironment<Long, Long, Pcg64> {

  /**
   * The rules.
   *
   * @param actions number of actions, 2 or more
   * @param length allowed actions of a whole episode, 1 or more
   * @param share probability of each action to be allowed
   * @param reward of an allowed action
   * @param penalty reward of a forbidden action
   */
  public record Settings(int actions, int length, double share, double reward, double penalty) {
    /** As registered. */
    public static final Settings DEFAULT = new Settings(8, 10, 0.5, 1, -1);

    public Settings {
      if (actions < 2 || length < 1 || !(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException(
            "actions is 2 or more, length 1 or more, share 0 to 1, but got %d, %d and %s"
                .formatted(actions, length, share));
      }
    }
  }

  private final Settings settings;
  private final byte[] mask;
  private Pcg64 random;
  private int steps;
  private double lastReward;
  private boolean terminated;

  /** A probe of masks. */
  public ProbeMask(Settings settings) {
    super("ProbeMask", new Discrete(1), new Discrete(settings.actions()), Pcg64::seeded);
    this.settings = settings;
    mask = new byte[settings.actions()];
    mask[0] = 1;
  }

  /** Takes the first action that is allowed. */
  static Baseline baseline() {
    return (observation, mask) -> {
      int action = 0;
      while (action < mask.length - 1 && mask[action] == 0) {
        action++;
      }
      return new double[] {action};
    };
  }

  private void drawMask() {
    boolean any = false;
    for (int i = 0; i < mask.length; i++) {
      boolean allowed = random.random() < settings.share();
      mask[i] = (byte) (allowed ? 1 : 0);
      any |= allowed;
    }
    if (!any) {
      mask[(int) random.integers(mask.length)] = 1;
    }
  }

  @Override
  protected void begin(Pcg64 generator, Map<String, Object> options) {
    random = generator;
    steps = 0;
    lastReward = 0;
    terminated = false;
    drawMask();
  }

  @Override
  protected double move(Long action) {
    boolean allowed = mask[action.intValue()] == 1;
    steps++;
    lastReward = allowed ? settings.reward() : settings.penalty();
    terminated = !allowed || steps == settings.length();
    drawMask();
    return lastReward;
  }

  @Override
  public boolean terminated() {
    return terminated;
  }

  @Override
  protected Long observation() {
    return 0L;
  }

  @Override
  public Optional<byte[]> actionMask() {
    return Optional.of(mask.clone());
  }

  @Override
  protected Map<String, Object> info() {
    return Map.of("action_mask", mask.clone());
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
    ProbePicture.mask(canvas, mask, steps, settings.length());
  }

  @Override
  protected void saveTask(DataOutput out) throws IOException {
    out.write(mask);
    out.writeInt(steps);
    out.writeDouble(lastReward);
    out.writeBoolean(terminated);
  }

  @Override
  protected void loadTask(DataInput in, Pcg64 generator) throws IOException {
    random = generator;
    in.readFully(mask);
    steps = in.readInt();
    lastReward = in.readDouble();
    terminated = in.readBoolean();
  }
}
