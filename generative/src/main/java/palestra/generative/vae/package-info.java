/** Variational autoencoders. */
package palestra.generative.vae;
