package palestra.agents.sacdiscrete;

import java.nio.FloatBuffer;
import java.util.Optional;
import palestra.agents.Policy;
import palestra.agents.buffers.ObservationRows;
import palestra.agents.internal.Observations;
import palestra.envs.replay.Thought;
import palestra.envs.spaces.Discrete;
import palestra.envs.vector.Batch;
import palestra.networks.Endpoint;
import palestra.networks.distributions.Categorical;

/** Takes the most probable action among those that are allowed. */
final class MaskedChoice implements Policy {
  private final Observations observations;
  private final Discrete actions;
  private final int choices;
  private final Endpoint choose;
  private final Endpoint judge;
  private final ObservationRows seen;
  private final ObservationRows judged;
  private final FloatBuffer logits;
  private boolean fresh;

  /**
   * A policy for as many copies as the endpoints have rows.
   *
   * @param choose from {@code observations} to {@code logits}
   * @param judge from {@code observations} to the {@code values} of all actions
   */
  MaskedChoice(Observations observations, Discrete actions, Endpoint choose, Endpoint judge) {
    this.observations = observations;
    this.actions = actions;
    this.choices = Math.toIntExact(actions.n());
    this.choose = choose;
    this.judge = judge;
    this.seen = observations.rows(choose, "observations");
    this.judged = observations.rows(judge, "observations");
    this.logits = FloatBuffer.allocate(seen.count() * choices);
  }

  @Override
  public void act(Batch batch, Batch chosen) {
    act(batch, Optional.empty(), chosen);
  }

  @Override
  public void act(Batch batch, Optional<Batch> masks, Batch chosen) {
    choose.requireOpen();
    observations.write(batch, seen);
    choose.run();
    fresh = true;
    logits.put(0, choose.result("logits"), 0, logits.capacity());
    for (int i = 0; masks.isPresent() && i < logits.capacity(); i++) {
      if (masks.get().bytes().get(i) == 0) {
        logits.put(i, Float.NEGATIVE_INFINITY);
      }
    }
    for (int copy = 0; copy < seen.count(); copy++) {
      chosen.longs().put(copy, actions.start() + Categorical.mode(logits, copy, choices));
    }
  }

  @Override
  public Thought thought(int copy) {
    if (fresh) {
      judged.put(0, seen, 0, seen.count());
      judge.run();
      fresh = false;
    }
    float[] probabilities = Categorical.probabilities(logits, copy, choices);
    float value = 0;
    for (int i = 0; i < choices; i++) {
      value += probabilities[i] * judge.result("values").get(copy * choices + i);
    }
    return new Thought(probabilities, new float[0], value);
  }
}
