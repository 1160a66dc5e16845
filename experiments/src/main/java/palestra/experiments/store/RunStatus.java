package palestra.experiments.store;

import java.util.Locale;

/** How far a run has come. Only a {@link #FINISHED} run counts on the leaderboard. */
public enum RunStatus {
  /** Training, or killed without a chance to say so. */
  RUNNING,
  /** Trained for all the steps that were asked for, or until one of its settings stopped it. */
  FINISHED,
  /** Stopped by the user, with a checkpoint; it can be resumed. */
  INTERRUPTED,
  /** Ended by an error. */
  FAILED;

  /** The lower-case name, as files and the database spell it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status that {@link #toString} spells so. */
  public static RunStatus of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
