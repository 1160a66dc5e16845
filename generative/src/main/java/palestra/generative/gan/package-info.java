/** Generative adversarial networks. */
package palestra.generative.gan;
