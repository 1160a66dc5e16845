package palestra.agents.ppo;

import java.nio.FloatBuffer;
import palestra.agents.internal.ActorCritic;
import palestra.agents.internal.Minibatch;
import palestra.agents.internal.NetworkInput;
import palestra.networks.Endpoint;
import palestra.networks.Model;

/**
 * How far the present policy is from the one that gathered a minibatch, asked for before learning
 * from it: one more run of the policy, forwards.
 */
final class Divergence {
  private final Minibatch minibatch;
  private final NetworkInput input;
  private final Endpoint endpoint;
  private final FloatBuffer parameters;

  Divergence(Model model, ActorCritic network, Minibatch minibatch) {
    this.minibatch = minibatch;
    input =
        new NetworkInput(
            model,
            network,
            network.masked(),
            "compare_",
            minibatch.sequences(),
            minibatch.size() / minibatch.sequences());
    endpoint =
        input
            .addTo(model.endpoint("compare"))
            .output(
                "parameters",
                network.apply(model.scope(), input).policy().parameters(model.scope()))
            .threads(minibatch.threads())
            .build();
    input.bind(endpoint);
    parameters = endpoint.result("parameters");
  }

  /**
   * The mean over what the minibatch holds, in nats, by the estimator k3 of Schulman 2020,
   * "Approximating KL Divergence": low variance, never negative.
   */
  double ofMinibatch() {
    input.copy(minibatch.input());
    endpoint.run();
    double sum = 0;
    for (int i = 0; i < minibatch.size(); i++) {
      sum += k3(minibatch.logProbability(parameters, i) - minibatch.logProbability(i));
    }
    return sum / minibatch.size();
  }

  /** {@code r - 1 - log r} of a ratio of probabilities. */
  static double k3(double logRatio) {
    return Math.exp(logRatio) - 1 - logRatio;
  }
}
