package palestra.agents.dqn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
import palestra.agents.buffers.MultiStep;
import palestra.agents.buffers.ObservationRows;
import palestra.agents.buffers.Priorities;
import palestra.agents.buffers.ReplayBuffer;
import palestra.agents.internal.Observations;
import palestra.envs.seeding.Pcg64;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Endpoint;

/**
 * What was lived through, and how it is drawn from: steps become transitions of {@code nSteps} on
 * their way into the replay buffer; with {@code prioritizedReplay} what surprised comes up more
 * often; and where the environment forbids actions, what may be taken next is kept beside.
 */
final class Experience {
  private final ReplayBuffer buffer;
  private final MultiStep steps;
  private final boolean several;
  private final Optional<Priorities> priorities;
  private final int actionCount;
  // Which actions may be taken next, a row per transition; null unless the environment tells.
  private byte[] allowedNext;

  Experience(DqnConfig config, Observations observations, int copies, int actionCount) {
    this.buffer =
        new ReplayBuffer(config.bufferSize(), observations.dtype(), observations.size(), 1);
    this.steps =
        new MultiStep(
            config.nSteps(), config.gamma(), copies, observations.dtype(), observations.size(), 1);
    this.several = config.nSteps() > 1;
    this.priorities =
        config.prioritizedReplay()
            ? Optional.of(
                new Priorities(
                    config.bufferSize(),
                    config.prioritizedReplayAlpha(),
                    config.prioritizedReplayEpsilon()))
            : Optional.empty();
    this.actionCount = actionCount;
  }

  /** From now on masks are kept; what is there already may be followed by any action. */
  void heedMasks() {
    if (allowedNext == null) {
      allowedNext = new byte[Math.multiplyExact(buffer.capacity(), actionCount)];
      Arrays.fill(allowedNext, (byte) 1);
    }
  }

  boolean heedsMasks() {
    return allowedNext != null;
  }

  /** Whether there is nothing to draw. */
  boolean isEmpty() {
    return buffer.size() == 0;
  }

  /**
   * Takes in one step of one copy.
   *
   * @param before what the copy acted on, in its row
   * @param actions what it did, in its row
   * @param after what it saw next: after the end of an episode, its last observation
   */
  void add(
      int copy,
      ObservationRows before,
      float[] actions,
      VectorEnvironment env,
      ObservationRows after) {
    boolean terminated = env.terminated()[copy];
    boolean ended = terminated || env.truncated()[copy];
    int left = steps.push(copy, before, actions, env.rewards()[copy], ended);
    for (; left > 0; left--) {
      steps.pop(copy);
      int place =
          buffer.add(
              steps.seen(),
              steps.row(),
              steps.actions(),
              after,
              copy,
              steps.reward(),
              terminated ? 0 : steps.discount());
      if (priorities.isPresent()) {
        priorities.get().add(place);
      }
      if (allowedNext != null) {
        // The masks are those of the new episode then: of the cut one's last state none is known.
        keepMask(place, ended ? Optional.empty() : env.actionMasks(), copy);
      }
    }
  }

  private void keepMask(int place, Optional<Batch> masks, int copy) {
    boolean all = Choice.allowed(masks, copy, actionCount) == actionCount;
    for (int i = 0; i < actionCount; i++) {
      boolean allows = all || Choice.allows(masks, copy, i, actionCount);
      allowedNext[place * actionCount + i] = (byte) (allows ? 1 : 0);
    }
  }

  /** Draws places of transitions. */
  void sample(Pcg64 random, int[] places) {
    if (priorities.isPresent()) {
      priorities.get().sample(random, places);
    } else {
      buffer.sample(random, places);
    }
  }

  /** Copies what was seen next, row after row, from {@code places[from]} on. */
  void nextObservations(int[] places, int from, ObservationRows into) {
    buffer.nextObservations(places, from, into);
  }

  /** Copies what was seen, row after row, from {@code places[from]} on. */
  void observations(int[] places, int from, ObservationRows into) {
    buffer.observations(places, from, into);
  }

  /** Copies all but observations into the inputs of the endpoint that learns. */
  void fill(int[] places, int from, double beta, Endpoint learn) {
    buffer.choices(places, from, learn.longs("a"));
    buffer.rewards(places, from, learn.floats("r"));
    buffer.discounts(places, from, learn.floats("discount"));
    if (priorities.isPresent()) {
      priorities.get().weights(places, beta, learn.floats("weights"));
    }
    if (allowedNext != null) {
      FloatBuffer forbidden = learn.floats("forbidden");
      for (int i = 0; i < forbidden.capacity(); i++) {
        int place = places[from + i / actionCount];
        boolean allows = allowedNext[place * actionCount + i % actionCount] == 1;
        forbidden.put(i, allows ? 0 : Dqn.FORBIDDEN);
      }
    }
  }

  /** Takes over how wrong the drawn transitions were found to be. */
  void learned(int[] places, Endpoint learn) {
    if (priorities.isPresent()) {
      priorities.get().update(places, learn.result("error"));
    }
  }

  /** Writes everything but masks. */
  void save(DataOutput out) throws IOException {
    buffer.save(out);
    if (several) {
      steps.save(out);
    }
    if (priorities.isPresent()) {
      priorities.get().save(out, buffer.size());
    }
  }

  /** Goes back to what {@link #save} wrote. */
  void load(DataInput in) throws IOException {
    buffer.load(in);
    if (several) {
      steps.load(in);
    }
    if (priorities.isPresent()) {
      priorities.get().load(in, buffer.size());
    }
  }

  /** Writes the masks that are heeded. */
  void saveMasks(DataOutput out) throws IOException {
    out.write(allowedNext, 0, buffer.size() * actionCount);
  }

  /** Goes back to what {@link #saveMasks} wrote. */
  void loadMasks(DataInput in) throws IOException {
    in.readFully(allowedNext, 0, buffer.size() * actionCount);
  }
}
