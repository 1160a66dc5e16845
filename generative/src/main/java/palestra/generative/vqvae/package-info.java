/** Autoencoders with a codebook. */
package palestra.generative.vqvae;
