package palestra.generative.gan;

import palestra.generative.ConditionalModel;
import palestra.generative.GenerativeContext;

/** A {@link Gan} whose generator is told a class. */
public final class ConditionalGan extends Gan implements ConditionalModel {

  /** Builds the graph. */
  public ConditionalGan(GanConfig config, GenerativeContext context) {
    super(config, context);
  }

  @Override
  public int classes() {
    return players().classes();
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
    return sampler().sample(labels, seed);
  }
}
