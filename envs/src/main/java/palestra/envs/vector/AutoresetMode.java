package palestra.envs.vector;

/** What a vector environment does with a copy whose episode ended, as in Gymnasium. */
public enum AutoresetMode {
  /** The step after the end resets the copy, ignores its action, and gives reward zero. */
  NEXT_STEP,
  /** The ending step itself resets the copy; the last observation is kept beside the new first. */
  SAME_STEP,
  /** Nothing is reset unasked; stepping an ended copy is an error. */
  DISABLED
}
