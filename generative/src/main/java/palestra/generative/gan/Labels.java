package palestra.generative.gan;

/** What the players make of the classes of the data. */
public enum Labels {
  /** Nothing. */
  NONE,
  /**
   * Both are told the class: the generator makes a sample of it, the discriminator judges whether
   * it is a real one of that class (Mirza and Osindero 2014).
   */
  CONDITION,
  /**
   * The generator is told the class; the discriminator names it, and both are paid where it is
   * right (Odena et al. 2016).
   */
  AUXILIARY
}
