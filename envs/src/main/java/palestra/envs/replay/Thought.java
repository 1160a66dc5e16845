package palestra.envs.replay;

/**
 * What an agent thought before it acted.
 *
 * @param probabilities probability of each action; empty where the agent has none
 * @param actionValues value of each action (Q); empty where the agent has none
 * @param value value of the state; NaN where the agent has none
 */
public record Thought(float[] probabilities, float[] actionValues, float value) {
  /** Nothing thought. */
  public static final Thought NONE = new Thought(new float[0], new float[0], Float.NaN);
}
