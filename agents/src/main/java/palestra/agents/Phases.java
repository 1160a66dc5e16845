package palestra.agents;

/**
 * Where a run's time went, in seconds of wall clock.
 *
 * @param env stepping the environment
 * @param act choosing actions
 * @param learn taking in answers and updating
 * @param other all else: evaluation, checkpoints, logs, bookkeeping
 */
public record Phases(double env, double act, double learn, double other) {
  /** No time spent. */
  public static final Phases NONE = new Phases(0, 0, 0, 0);

  /** The whole, in seconds. */
  public double total() {
    return env + act + learn + other;
  }

  /** These times and those. */
  public Phases plus(Phases that) {
    return new Phases(env + that.env, act + that.act, learn + that.learn, other + that.other);
  }

  /** The same split of a longer time: what {@code total} has more than these goes to other. */
  public Phases within(double total) {
    return new Phases(env, act, learn, Math.max(0, total - env - act - learn));
  }
}
