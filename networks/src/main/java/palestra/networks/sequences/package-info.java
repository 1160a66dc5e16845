/**
 * Models of token sequences: {@link palestra.networks.sequences.Bert}, {@link
 * palestra.networks.sequences.Gpt} and {@link palestra.networks.sequences.T5}, records of their
 * settings that give logits for each place.
 */
package palestra.networks.sequences;
