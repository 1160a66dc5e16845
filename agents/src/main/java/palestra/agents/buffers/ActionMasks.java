package palestra.agents.buffers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import palestra.envs.vector.Batch;

/**
 * Which discrete actions were allowed at both ends of each transition of a {@link ReplayBuffer},
 * place by place. Takes memory only where an environment has masks.
 */
public final class ActionMasks {
  private final int capacity;
  private final int actions;
  private final byte[] now;
  private final byte[] next;
  private byte[] from;
  private byte[] to;

  /**
   * All allowed.
   *
   * @param capacity of the replay buffer
   * @param copies of the environment
   * @param actions how many there are
   */
  public ActionMasks(int capacity, int copies, int actions) {
    this.capacity = capacity;
    this.actions = actions;
    this.now = new byte[copies * actions];
    this.next = new byte[copies * actions];
    Arrays.fill(now, (byte) 1);
    Arrays.fill(next, (byte) 1);
  }

  /** Whether the environment has shown masks. */
  public boolean used() {
    return from != null;
  }

  /** Notes what is allowed now, before an action is chosen. */
  public void look(Optional<Batch> masks) {
    read(masks, now);
  }

  /** Notes what is allowed after it. */
  public void lookNext(Optional<Batch> masks) {
    read(masks, next);
  }

  private void read(Optional<Batch> masks, byte[] into) {
    if (masks.isPresent()) {
      if (from == null) {
        int length = Math.multiplyExact(capacity, actions);
        from = new byte[length];
        to = new byte[length];
        Arrays.fill(from, (byte) 1);
        Arrays.fill(to, (byte) 1);
      }
      masks.get().bytes().get(0, into);
    }
  }

  /** Whether a copy may do something now. */
  public boolean allowed(int copy, int action) {
    return now[copy * actions + action] != 0;
  }

  /**
   * Keeps both masks of a copy's transition.
   *
   * @param over whether its episode is: what is allowed next belongs to another, and so all counts
   *     as allowed
   */
  public void put(int place, int copy, boolean over) {
    if (from == null) {
      return;
    }
    System.arraycopy(now, copy * actions, from, place * actions, actions);
    System.arraycopy(next, copy * actions, to, place * actions, actions);
    if (over) {
      Arrays.fill(to, place * actions, (place + 1) * actions, (byte) 1);
    }
  }

  /** Copies the masks of some transitions as 1 and 0, before and after the action. */
  public void copy(int[] places, FloatBuffer before, FloatBuffer after) {
    if (from == null) {
      return;
    }
    for (int i = 0; i < places.length; i++) {
      for (int k = 0; k < actions; k++) {
        before.put(i * actions + k, from[places[i] * actions + k]);
        after.put(i * actions + k, to[places[i] * actions + k]);
      }
    }
  }

  /** Writes the masks of the first {@code size} places. */
  public void save(DataOutput out, int size) throws IOException {
    out.writeBoolean(used());
    out.write(now);
    if (used()) {
      out.write(from, 0, size * actions);
      out.write(to, 0, size * actions);
    }
  }

  /** Reads what {@link #save} wrote. */
  public void load(DataInput in, int size) throws IOException {
    boolean usedThen = in.readBoolean();
    in.readFully(now);
    from = null;
    to = null;
    if (usedThen) {
      from = new byte[Math.multiplyExact(capacity, actions)];
      to = new byte[from.length];
      Arrays.fill(from, (byte) 1);
      Arrays.fill(to, (byte) 1);
      in.readFully(from, 0, size * actions);
      in.readFully(to, 0, size * actions);
    }
  }
}
