package palestra.agents.internal;

import java.nio.FloatBuffer;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Endpoint;
import palestra.networks.Model;

/** A value function at work on a fixed number of observations. */
final class Critic {
  private final Endpoint endpoint;
  private final FloatBuffer observations;
  private final FloatBuffer values;

  /** Adds an endpoint of that name to the model; the variables are shared with all others. */
  Critic(Model model, String name, ActorCritic network, int rows, int observationSize) {
    Operand<TFloat32> input =
        model.input(name + "_observations", TFloat32.class, rows, observationSize);
    endpoint =
        model
            .endpoint(name)
            .input("observations", input)
            .output("values", network.values(model.scope(), input))
            .build();
    observations = endpoint.floats("observations");
    values = endpoint.result("values");
  }

  /** What is valued, {@code [rows, observationSize]}: to be filled before {@link #judge}. */
  FloatBuffer observations() {
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
