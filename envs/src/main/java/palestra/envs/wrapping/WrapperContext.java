package palestra.envs.wrapping;

import java.util.OptionalInt;
import java.util.function.Supplier;
import palestra.envs.wrappers.RunningMeanStd;

/** What a wrapper may need to know of where it is put. */
public final class WrapperContext {
  private final int copies;
  private final OptionalInt maxEpisodeSteps;
  private final boolean evaluation;
  private final RunningMeanStd[] statistics;
  private final int place;

  WrapperContext(
      int copies,
      OptionalInt maxEpisodeSteps,
      boolean evaluation,
      RunningMeanStd[] statistics,
      int place) {
    this.copies = copies;
    this.maxEpisodeSteps = maxEpisodeSteps;
    this.evaluation = evaluation;
    this.statistics = statistics;
    this.place = place;
  }

  /** How many copies step together; 1 for a single environment. */
  public int copies() {
    return copies;
  }

  /** The environment's step limit, wrappers further in included. */
  public OptionalInt maxEpisodeSteps() {
    return maxEpisodeSteps;
  }

  /** Whether what was learned is only used, and nothing is to be learned. */
  public boolean evaluation() {
    return evaluation;
  }

  /**
   * The running statistics of this wrapper, one for training and evaluation together, which are
   * saved with the agent.
   *
   * @param fresh makes them where there are none yet
   */
  public RunningMeanStd statistics(Supplier<RunningMeanStd> fresh) {
    if (statistics[place] == null) {
      statistics[place] = fresh.get();
    }
    return statistics[place];
  }
}
