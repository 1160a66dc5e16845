package palestra.envs.box2d;

/**
 * How long a world has been in its solver. Stopped at first, and then it costs a step nothing but a
 * look at a flag. Not thread safe: used by the thread that steps the world, and read between steps.
 */
public final class SolverClock {
  private boolean running;
  private long nanos;

  /** Counts from now on. */
  public void start() {
    running = true;
  }

  /** Counts no more. */
  public void stop() {
    running = false;
  }

  /** Nanoseconds spent in the solver while it ran. */
  public long nanos() {
    return nanos;
  }

  boolean running() {
    return running;
  }

  void add(long spent) {
    nanos += spent;
  }
}
