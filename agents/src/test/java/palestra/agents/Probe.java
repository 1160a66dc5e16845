package palestra.agents;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import palestra.envs.Canvas;
import palestra.envs.Environment;
import palestra.envs.Reset;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Space;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.SyncVectorEnvironment;
import palestra.envs.vector.VectorEnvironment;

/** A tiny environment of numbered states and two actions, which asks for one ability. */
public final class Probe implements Environment<Long, Long> {

  /** The rules. */
  public interface Task {
    /** The state an episode starts in. */
    long start(Pcg64 random);

    /**
     * What a step gives.
     *
     * @param stepsBefore steps of this episode before this one
     */
    Outcome step(long state, long action, int stepsBefore);
  }

  /** What a step gives. */
  public record Outcome(long state, double reward, boolean terminated, boolean truncated) {}

  private final Task task;
  private final Discrete states;
  private Pcg64 random = Pcg64.seeded(0);
  private long state;
  private int steps;

  private Probe(int states, Task task) {
    this.states = new Discrete(states);
    this.task = task;
  }

  /** Some copies of a probe. */
  public static VectorEnvironment vector(int states, Task task, int copies) {
    return new SyncVectorEnvironment(
        () -> new Probe(states, task), copies, AutoresetMode.SAME_STEP);
  }

  /** One state, reward 1, one step: the value is 1. */
  public static final class ConstantReward implements Task {
    @Override
    public long start(Pcg64 random) {
      return 0;
    }

    @Override
    public Outcome step(long state, long action, int stepsBefore) {
      return new Outcome(0, 1, true, false);
    }
  }

  /** Two states one after the other, reward 1 at the end: the first one's value is gamma. */
  public static final class TwoSteps implements Task {
    @Override
    public long start(Pcg64 random) {
      return 0;
    }

    @Override
    public Outcome step(long state, long action, int stepsBefore) {
      return state == 0 ? new Outcome(1, 0, false, false) : new Outcome(0, 1, true, false);
    }
  }

  /** Reward 1 for ever, cut short after four steps: the value is 1 / (1 - gamma). */
  public static final class CutShort implements Task {
    @Override
    public long start(Pcg64 random) {
      return 0;
    }

    @Override
    public Outcome step(long state, long action, int stepsBefore) {
      return new Outcome(0, 1, false, stepsBefore == 3);
    }
  }

  /** The action that has the state's number is right. */
  public static final class Identity implements Task {
    @Override
    public long start(Pcg64 random) {
      return random.integers(2);
    }

    @Override
    public Outcome step(long state, long action, int stepsBefore) {
      return new Outcome(state, action == state ? 1 : 0, true, false);
    }
  }

  /** What was done in state 0 decides the reward two steps later; the states between tell which. */
  public static final class LateReward implements Task {
    @Override
    public long start(Pcg64 random) {
      return 0;
    }

    @Override
    public Outcome step(long state, long action, int stepsBefore) {
      return switch ((int) state) {
        case 0 -> new Outcome(1 + action, 0, false, false);
        case 1, 2 -> new Outcome(state + 2, 0, false, false);
        default -> new Outcome(state, state == 4 ? 1 : 0, true, false);
      };
    }
  }

  @Override
  public Space<Long> observationSpace() {
    return states;
  }

  @Override
  public Space<Long> actionSpace() {
    return new Discrete(2);
  }

  @Override
  public Reset<Long> reset(Start start) {
    random = start.pcg64(random);
    state = task.start(random);
    steps = 0;
    return new Reset<>(state, Map.of());
  }

  @Override
  public Step<Long> step(Long action) {
    Outcome outcome = task.step(state, action, steps++);
    state = outcome.state();
    return new Step<>(state, outcome.reward(), outcome.terminated(), outcome.truncated(), Map.of());
  }

  @Override
  public Pcg64 random() {
    return random;
  }

  @Override
  public void draw(Canvas canvas) {}

  @Override
  public void saveState(DataOutput out) throws IOException {
    random.save(out);
    out.writeLong(state);
    out.writeInt(steps);
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    random = Pcg64.load(in);
    state = in.readLong();
    steps = in.readInt();
  }
}
