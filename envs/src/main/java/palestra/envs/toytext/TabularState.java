package palestra.envs.toytext;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.seeding.Pcg64;

/** Where one episode of a {@link TabularTask} stands. */
final class TabularState {
  private final TabularTask task;
  private int state;
  private int action = -1;
  private double probability = 1;
  private boolean terminated;

  TabularState(TabularTask task) {
    this.task = task;
  }

  void begin(Pcg64 random) {
    state = task.start(random.random());
    action = -1;
    probability = 1;
    terminated = false;
  }

  /** Takes a step; gives the reward. */
  double move(int taken, Pcg64 random) {
    int outcome = task.table.draw(state, taken, random.random());
    state = task.table.next[outcome];
    action = taken;
    probability = task.table.probability[outcome];
    terminated = task.table.terminated[outcome];
    return task.table.reward[outcome];
  }

  int state() {
    return state;
  }

  void setState(int state) {
    this.state = state;
  }

  /** The action last taken; -1 before the first. */
  int action() {
    return action;
  }

  /** The probability of the last transition; 1 before the first. */
  double probability() {
    return probability;
  }

  boolean terminated() {
    return terminated;
  }

  void save(DataOutput out) throws IOException {
    out.writeInt(state);
    out.writeInt(action);
    out.writeDouble(probability);
    out.writeBoolean(terminated);
  }

  void load(DataInput in) throws IOException {
    state = in.readInt();
    action = in.readInt();
    probability = in.readDouble();
    terminated = in.readBoolean();
  }
}
