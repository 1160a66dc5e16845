package palestra.agents.dqn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import palestra.agents.buffers.ObservationRows;
import palestra.agents.internal.Observations;
import palestra.envs.seeding.Pcg64;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Endpoint;

/**
 * Acts while it learns, epsilon-greedily: a random action with probability epsilon, else the one of
 * the highest value, among those that may be taken. The network is asked only where no random
 * action is drawn.
 */
final class Explorer {
  private final Endpoint values;
  private final Observations observations;
  private final int actionCount;
  private final long firstAction;
  private final Pcg64 random;
  // What was acted on stays in the endpoint's memory until it is taken into the buffer.
  private final ObservationRows seen;
  private final float[] actions;
  private final boolean[] underWay;

  Explorer(
      Endpoint values, Observations observations, int actionCount, long firstAction, Pcg64 random) {
    this.values = values;
    this.observations = observations;
    this.actionCount = actionCount;
    this.firstAction = firstAction;
    this.random = random;
    this.seen = observations.rows(values, "observations");
    this.actions = new float[seen.count()];
    this.underWay = new boolean[seen.count()];
  }

  void requireOpen() {
    values.requireOpen();
  }

  /**
   * Chooses for every copy that is not still under way with the action it has.
   *
   * @param masks what may be done; empty where everything may
   * @param blindly whether only random actions are taken
   */
  void act(Batch sights, Optional<Batch> masks, boolean blindly, double epsilon, Batch chosen) {
    observations.write(sights, seen);
    boolean asked = false;
    for (int i = 0; i < actions.length; i++) {
      if (underWay[i]) {
        // It has not moved yet.
      } else if (blindly || random.random() < epsilon) {
        actions[i] = Choice.any(random, i, actionCount, masks);
      } else {
        if (!asked) {
          values.run();
          asked = true;
        }
        actions[i] = Choice.best(values.result("q"), i, actionCount, masks);
      }
      chosen.longs().put(i, firstAction + (long) actions[i]);
    }
  }

  /** Takes note of who moved; returns how many. */
  int observe(VectorEnvironment env) {
    int moved = 0;
    for (int i = 0; i < underWay.length; i++) {
      underWay[i] = !env.moved(i);
      moved += underWay[i] ? 0 : 1;
    }
    return moved;
  }

  /** What was acted on, a row per copy. */
  ObservationRows seen() {
    return seen;
  }

  /** What was done, a number per copy, from 0. */
  float[] actions() {
    return actions;
  }

  /** Whether a copy has not moved since it was last told what to do. */
  boolean underWay(int copy) {
    return underWay[copy];
  }

  /** Writes who is under way with what; nothing where all copies step together. */
  void save(DataOutput out) throws IOException {
    for (int i = 0; i < underWay.length; i++) {
      if (underWay[i]) {
        out.writeInt(i);
        out.writeFloat(actions[i]);
      }
    }
  }

  /** Goes back to what {@link #save} wrote, the last in its file. */
  void load(DataInput in) throws IOException {
    Arrays.fill(underWay, false);
    try {
      while (true) {
        int copy = in.readInt();
        actions[copy] = in.readFloat();
        underWay[copy] = true;
      }
    } catch (EOFException e) {
      // That were all.
    }
  }
}
