/** What the autoencoders share. */
package palestra.generative.internal;
