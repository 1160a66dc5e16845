package palestra.agents.internal;

import java.nio.FloatBuffer;
import org.tensorflow.Operand;
import palestra.agents.buffers.ObservationRows;
import palestra.networks.Endpoint;
import palestra.networks.Model;

/** A value function at work on a fixed number of observations. */
final class Critic {
  private final Endpoint endpoint;
  private final ObservationRows observations;
  private final FloatBuffer values;

  /** Adds an endpoint of that name to the model; the variables are shared with all others. */
  Critic(Model model, String name, ActorCritic network, Observations seen, int rows) {
    Operand<?> input = seen.input(model, name + "_observations", rows);
    endpoint =
        model
            .endpoint(name)
            .input("observations", input)
            .output("values", network.values(model.scope(), seen.numbers(model.scope(), input)))
            .build();
    observations = seen.rows(endpoint, "observations");
    values = endpoint.result("values");
  }

  /** What is valued: to be filled before {@link #judge}. */
  ObservationRows observations() {
    endpoint.requireOpen();
    return observations;
  }

  /** Computes the values of all rows. */
  void judge() {
    endpoint.run();
  }

  float value(int row) {
    return values.get(row);
  }
}
