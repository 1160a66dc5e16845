/**
 * What networks are made of. A {@link palestra.networks.layers.Layer} is a record of its settings
 * with one method, from scope and operand to operand. Start with {@link
 * palestra.networks.layers.Mlp}.
 */
package palestra.networks.layers;
