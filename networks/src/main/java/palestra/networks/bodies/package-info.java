/**
 * Networks by name, from what is seen to features, that agents and generative models share. Start
 * with {@link palestra.networks.bodies.Body#valueOf}, or with {@link
 * palestra.networks.bodies.Bodies#all}.
 */
package palestra.networks.bodies;
