/**
 * Optimisers as records of their settings, each with its paper's update. Start with {@link
 * palestra.networks.optimizers.Minimizer}, which puts one to work on a loss: backward pass,
 * clipping by the global norm, update, and a count of steps that is saved with the model.
 */
package palestra.networks.optimizers;
