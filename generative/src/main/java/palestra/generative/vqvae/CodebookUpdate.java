package palestra.generative.vqvae;

/** How the codes move towards what the encoder gives. */
public enum CodebookUpdate {
  /** As running averages of what chose them (van den Oord et al. 2017, appendix A.1). */
  EMA,
  /** By the gradient of {@code |sg(z) - e|^2} (their equation 3). */
  GRADIENT
}
