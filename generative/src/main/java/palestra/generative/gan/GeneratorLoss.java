package palestra.generative.gan;

/** What the generator minimises, with {@code D} the discriminator's probability of "real". */
public enum GeneratorLoss {
  /**
   * {@code -log D(G(z))}: strong gradients while the discriminator wins (Goodfellow et al. 2014).
   */
  NON_SATURATING,
  /** {@code log(1 - D(G(z)))}: the game's own zero-sum objective, whose gradients then vanish. */
  SATURATING
}
