/**
 * What is done beside training, as Stable-Baselines3 has it: evaluation with the best model kept,
 * checkpoints, and reasons to stop early. Start with {@link palestra.agents.Trainer#run}.
 */
package palestra.agents.callbacks;
