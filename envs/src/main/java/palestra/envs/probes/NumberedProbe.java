package palestra.envs.probes;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import palestra.envs.Canvas;
import palestra.envs.PictureSize;
import palestra.envs.episodic.EpisodicEnvironment;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Discrete;

/**
 * A probe with few numbered states, all seen, and two actions; its {@link Rule} says what it asks
 * for. Observation {@code Discrete(states)}: the state; actions {@code Discrete(2)}.
 */
public final class NumberedProbe extends EpisodicEnvironment<Long, Long, Pcg64> {
  private static final int ACTIONS = 2;

  /** What happens in a probe. */
  public interface Rule {
    /** Its name, for messages. */
    String name();

    /** Number of states. */
    int states();

    /** The state an episode starts in. */
    int start(Pcg64 random);

    /** The state after an action. */
    int next(int state, int action);

    /** The reward of an action. */
    double reward(int state, int action);

    /** Whether an action ends the episode. */
    boolean ends(int state, int action);
  }

  private final Rule rule;
  private int state;
  private double lastReward;
  private boolean terminated;

  /** A probe by this rule. */
  public NumberedProbe(Rule rule) {
    super(rule.name(), new Discrete(rule.states()), new Discrete(ACTIONS), Pcg64::seeded);
    this.rule = rule;
  }

  @Override
  protected void begin(Pcg64 random, Map<String, Object> options) {
    state = rule.start(random);
    lastReward = 0;
    terminated = false;
  }

  @Override
  protected double move(Long action) {
    int taken = action.intValue();
    lastReward = rule.reward(state, taken);
    terminated = rule.ends(state, taken);
    state = rule.next(state, taken);
    return lastReward;
  }

  @Override
  public boolean terminated() {
    return terminated;
  }

  @Override
  protected Long observation() {
    return (long) state;
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
    ProbePicture.states(canvas, rule.states(), state);
  }

  @Override
  protected void saveTask(DataOutput out) throws IOException {
    out.writeInt(state);
    out.writeDouble(lastReward);
    out.writeBoolean(terminated);
  }

  @Override
  protected void loadTask(DataInput in, Pcg64 random) throws IOException {
    state = in.readInt();
    lastReward = in.readDouble();
    terminated = in.readBoolean();
  }
}
