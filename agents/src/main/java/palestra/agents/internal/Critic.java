package palestra.agents.internal;

import java.nio.FloatBuffer;
import palestra.agents.buffers.ObservationRows;
import palestra.networks.Endpoint;
import palestra.networks.Model;

/** A value function at work on fixed numbers of sequences and steps. */
final class Critic {
  private final Endpoint endpoint;
  private final NetworkInput input;
  private final FloatBuffer values;

  /** Adds an endpoint of that name to the model; the variables are shared with all others. */
  Critic(Model model, String name, ActorCritic network, int sequences, int length) {
    input = new NetworkInput(model, network, false, name + "_", sequences, length);
    endpoint =
        input
            .addTo(model.endpoint(name))
            .output("values", network.apply(model.scope(), input).values())
            .build();
    input.bind(endpoint);
    values = endpoint.result("values");
  }

  /** What is valued: to be filled before {@link #judge}. */
  NetworkInput input() {
    endpoint.requireOpen();
    return input;
  }

  /** The observations that are valued. */
  ObservationRows observations() {
    return input().observations();
  }

  /** Computes the values of all rows. */
  void judge() {
    endpoint.run();
  }

  float value(int row) {
    return values.get(row);
  }
}
