/**
 * Losses as scalars in the graph, written so that extreme inputs overflow nowhere. They are static
 * functions in {@link palestra.networks.losses.Losses}.
 */
package palestra.networks.losses;
