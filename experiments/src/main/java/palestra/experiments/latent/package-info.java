/** Looks into what generative models make of their latent numbers. */
package palestra.experiments.latent;
