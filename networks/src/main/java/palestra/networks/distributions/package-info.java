/**
 * Probability distributions that a network's outputs stand for: log-probability and entropy in the
 * graph, sampling outside it with numbers that the caller drew. Start with {@link
 * palestra.networks.distributions.Categorical}.
 */
package palestra.networks.distributions;
