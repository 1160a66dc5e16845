package palestra.agents;

/**
 * How the bodies of an agent's networks learn, which is what {@link Agent#loadBody} may have given
 * weights to.
 *
 * @param frozen whether they stay as they are, and behave as in inference while the rest learns
 * @param rate what the learning rate is multiplied by in them, above 0; less keeps them closer to
 *     what they were, typically 0.1 to 1. Without meaning where they are frozen
 */
public record BodyTraining(boolean frozen, double rate) {
  /** They learn as everything else does. */
  public static final BodyTraining PLAIN = new BodyTraining(false, 1);

  public BodyTraining {
    if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("bodyRate must be above 0, but is " + rate);
    }
  }
}
