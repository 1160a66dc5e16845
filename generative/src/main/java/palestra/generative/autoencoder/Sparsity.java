package palestra.generative.autoencoder;

/** What keeps most latents of an example at rest. */
public enum Sparsity {
  /** Nothing. */
  NONE,
  /** A latent's mean activation over the batch is held near a target (Ng 2011). */
  KL,
  /** The sum of the latents' magnitudes. */
  L1
}
