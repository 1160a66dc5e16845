package palestra.envs.probes;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import palestra.envs.Canvas;
import palestra.envs.PictureSize;
import palestra.envs.episodic.EpisodicEnvironment;
import palestra.envs.registry.Baseline;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Discrete;

/**
 * Memory: does a learner remember what it saw {@code length} steps ago?
 *
 * <h2>Action space</h2>
 *
 * {@code Discrete(2)}: 0 answers that the cue was 1, 1 that it was 2. Before the question, actions
 * do nothing.
 *
 * <h2>Observation space</h2>
 *
 * {@code Discrete(4)}: 1 or 2 is the cue, seen at the start alone; 0 is nothing; 3 is the question.
 *
 * <h2>Reward</h2>
 *
 * 1 (argument {@code reward}) for the right answer, else 0.
 *
 * <h2>Start and end</h2>
 *
 * It starts with a cue, either as likely. {@code length} steps later (10 by default) the question
 * is seen; the step that answers it terminates the episode, after {@code length + 1} steps.
 *
 * <h2>What can be reached</h2>
 *
 * Best return: the reward; without a memory, half of it. Value of the cue under the discount gamma:
 * {@code reward * gamma^length}.
 */
public final class ProbeMemory extends EpisodicEnvironment<Long, Long, Pcg64> {
  private static final long QUESTION = 3;

  private final int length;
  private final double reward;
  private int cue;
  private int steps;
  private double lastReward;
  private boolean terminated;

  /**
   * A probe of memory.
   *
   * @param length steps from the cue to the question, 1 or more
   * @param reward of the right answer
   */
  public ProbeMemory(int length, double reward) {
    super("ProbeMemory", new Discrete(4), new Discrete(2), Pcg64::seeded);
    if (length < 1) {
      throw new IllegalArgumentException("length is 1 or more, but got " + length);
    }
    this.length = length;
    this.reward = reward;
  }

  /** Remembers the cue. */
  static Baseline baseline() {
    return new Baseline() {
      private double cue = 1;

      @Override
      public double[] act(double[] observation, byte[] mask) {
        if (observation[0] == 1 || observation[0] == 2) {
          cue = observation[0];
        }
        return new double[] {cue - 1};
      }
    };
  }

  @Override
  protected void begin(Pcg64 random, Map<String, Object> options) {
    // Not as a Discrete samples, which with the same seed might know the cue.
    cue = random.random() < 0.5 ? 1 : 2;
    steps = 0;
    lastReward = 0;
    terminated = false;
  }

  @Override
  protected double move(Long action) {
    terminated = steps == length;
    lastReward = terminated && action == cue - 1 ? reward : 0;
    steps++;
    return lastReward;
  }

  @Override
  public boolean terminated() {
    return terminated;
  }

  @Override
  protected Long observation() {
    return steps == 0 ? (long) cue : steps == length ? QUESTION : 0;
  }

  @Override
  public List<String> actionNames() {
    return List.of("cue 1", "cue 2");
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
    ProbePicture.memory(canvas, cue, steps, length);
  }

  @Override
  protected void saveTask(DataOutput out) throws IOException {
    out.writeInt(cue);
    out.writeInt(steps);
    out.writeDouble(lastReward);
    out.writeBoolean(terminated);
  }

  @Override
  protected void loadTask(DataInput in, Pcg64 random) throws IOException {
    cue = in.readInt();
    steps = in.readInt();
    lastReward = in.readDouble();
    terminated = in.readBoolean();
  }
}
