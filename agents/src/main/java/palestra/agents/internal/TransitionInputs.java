package palestra.agents.internal;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.agents.buffers.Transitions;
import palestra.networks.Endpoint;
import palestra.networks.Model;

/** Places in a graph for a minibatch of transitions. */
public final class TransitionInputs {
  private final Observations observations;
  private final Operand<?> s;
  private final Operand<TFloat32> a;
  private final Operand<TFloat32> r;
  private final Operand<TFloat32> discount;
  private final Operand<?> sNext;

  /** Adds the places. */
  public TransitionInputs(Model model, Observations observations, int actionSize, int batchSize) {
    this.observations = observations;
    this.s = observations.input(model, "s", batchSize);
    this.a = model.input("a", TFloat32.class, batchSize, actionSize);
    this.r = model.input("r", TFloat32.class, batchSize);
    this.discount = model.input("discount", TFloat32.class, batchSize);
    this.sNext = observations.input(model, "sNext", batchSize);
  }

  /** What was seen, for a network's {@link Observations#features}. */
  public Operand<?> s() {
    return s;
  }

  /** What was done, {@code [batch, n]}. */
  public Operand<TFloat32> a() {
    return a;
  }

  /** Rewards, {@code [batch]}. */
  public Operand<TFloat32> r() {
    return r;
  }

  /** Discounts of what comes after, {@code [batch]}: 0 where the task ended. */
  public Operand<TFloat32> discount() {
    return discount;
  }

  /** What was seen next. */
  public Operand<?> sNext() {
    return sNext;
  }

  /** Makes the places inputs of an endpoint. */
  public Endpoint.Builder addTo(Endpoint.Builder endpoint) {
    return endpoint
        .input("s", s)
        .input("a", a)
        .input("r", r)
        .input("discount", discount)
        .input("sNext", sNext);
  }

  /** The memory of an endpoint that they were added to. */
  public Transitions memory(Endpoint endpoint) {
    return new Transitions(
        observations.rows(endpoint, "s"),
        endpoint.floats("a"),
        endpoint.floats("r"),
        endpoint.floats("discount"),
        observations.rows(endpoint, "sNext"));
  }
}
