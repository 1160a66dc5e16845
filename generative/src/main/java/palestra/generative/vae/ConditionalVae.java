package palestra.generative.vae;

import palestra.generative.ConditionalModel;
import palestra.generative.GenerativeContext;

/** A {@link Vae} whose encoder and decoder are told the class. */
public final class ConditionalVae extends Vae implements ConditionalModel {

  /**
   * Builds the graph.
   *
   * @param config whose {@code conditional} is set
   */
  public ConditionalVae(VaeConfig config, GenerativeContext context) {
    super(config, context);
  }

  @Override
  public int classes() {
    return toldClasses();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if a label is none of the data's
   */
  @Override
  public float[][] sample(int[] labels, long seed) {
    for (int label : labels) {
      if (label < 0 || label >= classes()) {
        throw new IllegalArgumentException(
            "label must be from 0 to " + (classes() - 1) + ", but is " + label);
      }
    }
    return drawn(labels, seed);
  }
}
