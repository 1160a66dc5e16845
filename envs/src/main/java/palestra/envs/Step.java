package palestra.envs;

import java.util.Map;

/**
 * What {@link Environment#step} gives.
 *
 * @param observation what is seen after the step
 * @param reward the step's reward
 * @param terminated whether the task itself ended; what follows has no value
 * @param truncated whether the episode was cut short from outside; what follows still has a value
 * @param info what else there is to know, by name
 */
public record Step<O>(
    O observation, double reward, boolean terminated, boolean truncated, Map<String, Object> info) {

  /** Whether the episode is over, for whichever reason. */
  public boolean done() {
    return terminated || truncated;
  }
}
