package palestra.agents.dqn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Optional;
import palestra.agents.AgentContext;
import palestra.agents.buffers.Hindsight;
import palestra.agents.buffers.MultiStep;
import palestra.agents.buffers.ObservationRows;
import palestra.agents.buffers.Priorities;
import palestra.agents.buffers.ReplayBuffer;
import palestra.agents.internal.Goals;
import palestra.agents.internal.Observations;
import palestra.envs.registry.GoalTask;
import palestra.envs.seeding.Pcg64;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;
import palestra.networks.Endpoint;

/**
 * What was lived through, and how it is drawn from: steps become transitions of {@code nSteps} on
 * their way into the replay buffer; with {@code prioritizedReplay} what surprised comes up more
 * often; with {@code her} most is seen again with the goals it came to; and where the environment
 * forbids actions, what may be taken next is kept beside.
 */
final class Experience {
  private final Observations observations;
  private final ObservationRows nowSeen;
  private final ObservationRows finallySeen;
  private final ReplayBuffer buffer;
  private final MultiStep steps;
  private final boolean several;
  private final Optional<Priorities> priorities;
  private final Optional<Hindsight> hindsight;
  private final int batchSize;
  private final double gamma;
  private final int actionCount;
  // Which actions may be taken next, a row per transition; null unless the environment tells.
  private final byte[] allowedNext;

  /**
   * Nothing lived through yet.
   *
   * @throws IllegalArgumentException if hindsight is asked for where there are no goals, or masks
   */
  Experience(
      String agent,
      DqnConfig config,
      AgentContext context,
      Observations observations,
      int actionCount) {
    Optional<GoalTask> goals = Goals.forHindsight(config.her(), agent, context, observations);
    int copies = context.copies();
    this.observations = observations;
    this.nowSeen = observations.rows(copies);
    this.finallySeen = observations.rows(copies);
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
    this.hindsight =
        goals.map(
            task ->
                new Hindsight(
                    config.her(), task, buffer, observations.size(), 1, copies, config.gamma()));
    this.batchSize = config.batchSize();
    this.gamma = config.gamma();
    this.actionCount = actionCount;
    this.allowedNext =
        context.masks() ? new byte[Math.multiplyExact(config.bufferSize(), actionCount)] : null;
  }

  /** Whether there is nothing to draw. */
  boolean isEmpty() {
    return buffer.size() == 0;
  }

  /** Takes in the last step of every copy that moved. */
  void observe(VectorEnvironment env, Explorer explorer) {
    observations.write(env.observations(), nowSeen);
    if (anyEnded(env)) {
      observations.write(env.finalObservations(), finallySeen);
    }
    for (int copy = 0; copy < env.count(); copy++) {
      if (!explorer.underWay(copy)) {
        add(copy, env, explorer);
      }
    }
  }

  private static boolean anyEnded(VectorEnvironment env) {
    for (int i = 0; i < env.count(); i++) {
      if (env.terminated()[i] || env.truncated()[i]) {
        return true;
      }
    }
    return false;
  }

  private void add(int copy, VectorEnvironment env, Explorer explorer) {
    boolean terminated = env.terminated()[copy];
    boolean ended = terminated || env.truncated()[copy];
    if (hindsight.isPresent()) {
      hindsight
          .get()
          .add(
              explorer.seen(),
              ended ? finallySeen : nowSeen,
              copy,
              explorer.actions(),
              env.rewards()[copy],
              terminated ? 0 : gamma,
              ended);
      return;
    }
    int left = steps.push(copy, explorer.seen(), explorer.actions(), env.rewards()[copy], ended);
    for (; left > 0; left--) {
      steps.pop(copy);
      int place =
          buffer.add(
              steps.seen(),
              steps.row(),
              steps.actions(),
              ended ? finallySeen : nowSeen,
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

  /** Draws places of transitions, of whole batches, and the goals they are seen with. */
  void sample(Pcg64 random, int[] places) {
    if (priorities.isPresent()) {
      priorities.get().sample(random, places);
    } else {
      buffer.sample(random, places);
    }
    if (hindsight.isPresent()) {
      hindsight.get().draw(random, places, batchSize);
    }
  }

  /** Copies what was seen next, row after row, from {@code places[from]} on. */
  void nextObservations(int[] places, int from, ObservationRows into) {
    buffer.nextObservations(places, from, into);
    putGoals(from, into);
  }

  /** Copies what was seen, row after row, from {@code places[from]} on. */
  void observations(int[] places, int from, ObservationRows into) {
    buffer.observations(places, from, into);
    putGoals(from, into);
  }

  private void putGoals(int from, ObservationRows into) {
    if (hindsight.isPresent()) {
      hindsight.get().putGoals(from, into);
    }
  }

  /** Copies all but observations into the inputs of the endpoint that learns. */
  void fill(int[] places, int from, double beta, Endpoint learn) {
    buffer.choices(places, from, learn.longs("a"));
    buffer.rewards(places, from, learn.floats("r"));
    buffer.discounts(places, from, learn.floats("discount"));
    if (hindsight.isPresent()) {
      hindsight.get().putOutcomes(from, learn.floats("r"), learn.floats("discount"));
    }
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

  /** Writes everything. */
  void save(DataOutput out) throws IOException {
    buffer.save(out);
    if (hindsight.isPresent()) {
      hindsight.get().save(out);
    }
    if (several) {
      steps.save(out);
    }
    if (priorities.isPresent()) {
      priorities.get().save(out, buffer.size());
    }
    if (allowedNext != null) {
      out.write(allowedNext, 0, buffer.size() * actionCount);
    }
  }

  /** Goes back to what {@link #save} wrote. */
  void load(DataInput in) throws IOException {
    buffer.load(in);
    if (hindsight.isPresent()) {
      hindsight.get().load(in);
    }
    if (several) {
      steps.load(in);
    }
    if (priorities.isPresent()) {
      priorities.get().load(in, buffer.size());
    }
    if (allowedNext != null) {
      in.readFully(allowedNext, 0, buffer.size() * actionCount);
    }
  }
}
