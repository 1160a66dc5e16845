package palestra.envs.vector;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What the last step gave for every copy, which every kind of vector environment keeps: rewards,
 * ends, and the buffers with observations.
 */
final class CopyStates {
  final double[] rewards;
  final boolean[] terminated;
  final boolean[] truncated;
  final boolean[] ended;
  final Batch observations;
  final Batch finalObservations;
  boolean started;

  CopyStates(Batch observations, Batch finalObservations) {
    int count = observations.rows();
    this.observations = observations;
    this.finalObservations = finalObservations;
    rewards = new double[count];
    terminated = new boolean[count];
    truncated = new boolean[count];
    ended = new boolean[count];
  }

  /** As after the reset of every copy. */
  void clear() {
    Arrays.fill(rewards, 0);
    Arrays.fill(terminated, false);
    Arrays.fill(truncated, false);
    Arrays.fill(ended, false);
    started = true;
  }

  /** As after the reset of one copy. */
  void clear(int copy) {
    rewards[copy] = 0;
    terminated[copy] = false;
    truncated[copy] = false;
    ended[copy] = false;
  }

  /** Refuses a step that may not be taken now. */
  void requireSteppable(AutoresetMode mode, Batch actions, Batch fitting) {
    requireStarted();
    if (actions.dtype() != fitting.dtype()
        || actions.rows() != fitting.rows()
        || actions.rowSize() != fitting.rowSize()) {
      throw new IllegalArgumentException(
          "actions are %d rows of %d %s, but got %d rows of %d %s"
              .formatted(
                  fitting.rows(),
                  fitting.rowSize(),
                  fitting.dtype(),
                  actions.rows(),
                  actions.rowSize(),
                  actions.dtype()));
    }
    if (mode == AutoresetMode.DISABLED) {
      for (int i = 0; i < ended.length; i++) {
        if (ended[i]) {
          throw new IllegalStateException(
              "the episode of copy " + i + " is over and autoreset is disabled; reset it first");
        }
      }
    }
  }

  void requireStarted() {
    if (!started) {
      throw new IllegalStateException("call reset(seed) before anything else");
    }
  }

  void save(DataOutput out) throws IOException {
    out.writeBoolean(started);
    for (int i = 0; i < rewards.length; i++) {
      out.writeDouble(rewards[i]);
      out.writeBoolean(terminated[i]);
      out.writeBoolean(truncated[i]);
      out.writeBoolean(ended[i]);
    }
    observations.save(out);
    finalObservations.save(out);
  }

  void load(DataInput in) throws IOException {
    started = in.readBoolean();
    for (int i = 0; i < rewards.length; i++) {
      rewards[i] = in.readDouble();
      terminated[i] = in.readBoolean();
      truncated[i] = in.readBoolean();
      ended[i] = in.readBoolean();
    }
    observations.load(in);
    finalObservations.load(in);
  }
}
