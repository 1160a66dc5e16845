package palestra.generative.gan;

import palestra.networks.optimizers.Adam;
import palestra.networks.optimizers.Optimizer;
import palestra.networks.optimizers.RmsProp;
import palestra.networks.optimizers.Sgd;

/** How both players learn. */
public enum GanOptimizer {
  /** With the settings beta1, beta2 and adamEpsilon. */
  ADAM,
  /** With a decay of 0.9, as for the critic of Arjovsky et al. 2017. */
  RMSPROP,
  /** Plain steps down the gradient. */
  SGD;

  Optimizer of(GanConfig config) {
    return switch (this) {
      case ADAM -> new Adam(config.beta1(), config.beta2(), config.adamEpsilon());
      case RMSPROP -> new RmsProp();
      case SGD -> new Sgd();
    };
  }
}
