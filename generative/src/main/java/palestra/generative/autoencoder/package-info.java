/** Autoencoders: plain, denoising, sparse and contractive. */
package palestra.generative.autoencoder;
