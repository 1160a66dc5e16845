package palestra.agents.callbacks;

import palestra.agents.Callback;
import palestra.agents.Trainer;

/**
 * Stops when so many episodes have ended, over all copies. (Stable-Baselines3 counts them per
 * copy.)
 *
 * @param episodes 1 or more
 */
public record StopTrainingOnMaxEpisodes(long episodes) implements Callback {
  public StopTrainingOnMaxEpisodes {
    if (episodes < 1) {
      throw new IllegalArgumentException("episodes must be at least 1, but is " + episodes);
    }
  }

  @Override
  public void step(Trainer trainer) {
    if (trainer.episodes().episodes() >= episodes) {
      trainer.stop(trainer.episodes().episodes() + " episodes have ended, of at most " + episodes);
    }
  }
}
