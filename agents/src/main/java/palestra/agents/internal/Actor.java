package palestra.agents.internal;

import java.nio.FloatBuffer;
import org.tensorflow.Operand;
import palestra.agents.buffers.ObservationRows;
import palestra.envs.spaces.Discrete;
import palestra.envs.vector.Batch;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.distributions.Categorical;

/** A policy at work on a fixed number of copies: looks at observations and knows their logits. */
final class Actor {
  private final Observations observations;
  private final Discrete actions;
  private final int choices;
  private final int copies;
  private final Endpoint endpoint;
  private final ObservationRows seen;
  private final FloatBuffer logits;

  /** Adds an endpoint of that name to the model; the variables are shared with all others. */
  Actor(
      Model model,
      String name,
      ActorCritic network,
      Observations observations,
      Discrete actions,
      int copies) {
    this.observations = observations;
    this.actions = actions;
    this.choices = network.actions();
    this.copies = copies;
    Operand<?> input = observations.input(model, name + "_observations", copies);
    this.endpoint =
        model
            .endpoint(name)
            .input("observations", input)
            .output(
                "logits", network.logits(model.scope(), observations.numbers(model.scope(), input)))
            .threads(Endpoint.Threads.CALLER)
            .build();
    this.seen = observations.rows(endpoint, "observations");
    this.logits = endpoint.result("logits");
  }

  /** Computes the logits of a row per copy. */
  void look(Batch batch) {
    endpoint.requireOpen();
    observations.write(batch, seen);
    endpoint.run();
  }

  /** What was last looked at, a row per copy. */
  ObservationRows seen() {
    return seen;
  }

  int copies() {
    return copies;
  }

  /** Draws an action's number, from 0, by the last look's probabilities. */
  int sample(int copy, double uniform) {
    return Categorical.sample(logits, copy, choices, uniform);
  }

  double logProbability(int copy, int choice) {
    return Categorical.logProbability(logits, copy, choices, choice);
  }

  /** Writes one copy's action. */
  void choose(Batch batch, int copy, int choice) {
    batch.longs().put(copy, actions.start() + choice);
  }

  /** One copy's most probable action. */
  int mode(int copy) {
    return Categorical.mode(logits, copy, choices);
  }

  float[] probabilities(int copy) {
    return Categorical.probabilities(logits, copy, choices);
  }
}
