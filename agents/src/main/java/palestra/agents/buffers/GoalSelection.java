package palestra.agents.buffers;

/** Which goals hindsight puts in the place of the one that was missed. */
public enum GoalSelection {
  /** Something reached at that step or later in the same episode: the paper's best. */
  FUTURE,
  /** What the episode came to in the end. */
  FINAL,
  /** Anything reached in the same episode. */
  EPISODE
}
