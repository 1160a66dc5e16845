package palestra.experiments.runs;

import java.util.OptionalDouble;
import palestra.agents.AgentProvider;
import palestra.envs.registry.EnvironmentSpec;

/**
 * How an agent's run goes, whichever the agent. Zero stands for a share of {@code totalEnvSteps}.
 *
 * @param totalEnvSteps environment steps over all copies to train for; typically 50,000 to 10
 *     million
 * @param evalEveryEnvSteps environment steps between evaluations in an environment of their own;
 *     the best evaluation's checkpoint is kept. Zero: a twentieth of the total. Fewer steps find a
 *     better checkpoint and cost time
 * @param evalEpisodes episodes of such an evaluation; more of them choose more surely
 * @param finalEvalEpisodes episodes of the evaluation at the end
 * @param evalCopies environment copies that an evaluation plays at once
 * @param checkpointEveryEnvSteps environment steps between checkpoints, which {@code resume} goes
 *     on from. Zero: a tenth of the total
 * @param keepCheckpoints how many of the newest checkpoints stay on disk, the best beside them
 * @param logEveryEnvSteps environment steps between rows of the metrics. Zero: a hundredth of the
 *     total
 * @param recordEpisodes episodes of the final evaluation that are kept as replays
 * @param stopReward stops when an evaluation's mean return reaches it: a number, {@code solved} for
 *     the environment's reward threshold, {@code off}
 * @param stopEpisodes stops when so many episodes have ended, over all copies. Zero: never
 * @param stopPatience stops after so many evaluations in a row without a better mean return than
 *     any before. Zero: never. Typically 5 to 20; few may stop on a plateau
 * @param deterministic whether a GPU has to give the same bits each time, at some cost of speed; a
 *     processor always does
 */
public record TrainingSettings(
    long totalEnvSteps,
    long evalEveryEnvSteps,
    int evalEpisodes,
    int finalEvalEpisodes,
    int evalCopies,
    long checkpointEveryEnvSteps,
    int keepCheckpoints,
    long logEveryEnvSteps,
    int recordEpisodes,
    String stopReward,
    long stopEpisodes,
    int stopPatience,
    boolean deterministic) {

  /** The {@link #stopReward} that stops nothing. */
  public static final String OFF = "off";

  /** The {@link #stopReward} that is the environment's reward threshold. */
  public static final String SOLVED = "solved";

  public TrainingSettings {
    atLeast("totalEnvSteps", totalEnvSteps, 1);
    atLeast("evalEveryEnvSteps", evalEveryEnvSteps, 0);
    atLeast("evalEpisodes", evalEpisodes, 1);
    atLeast("finalEvalEpisodes", finalEvalEpisodes, 1);
    atLeast("evalCopies", evalCopies, 1);
    atLeast("checkpointEveryEnvSteps", checkpointEveryEnvSteps, 0);
    atLeast("keepCheckpoints", keepCheckpoints, 1);
    atLeast("logEveryEnvSteps", logEveryEnvSteps, 0);
    atLeast("recordEpisodes", recordEpisodes, 0);
    atLeast("stopEpisodes", stopEpisodes, 0);
    atLeast("stopPatience", stopPatience, 0);
    // YAML reads the word off as false.
    stopReward = stopReward.equals("false") ? OFF : stopReward;
    if (!stopReward.equals(OFF) && !stopReward.equals(SOLVED) && number(stopReward).isEmpty()) {
      throw new IllegalArgumentException(
          "stopReward must be a number, solved or off, but is '" + stopReward + "'");
    }
  }

  private static OptionalDouble number(String text) {
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /**
   * The mean return that training stops at; empty for none.
   *
   * @throws IllegalArgumentException if it is the environment's threshold, which has none
   */
  OptionalDouble stopReward(EnvironmentSpec environment) {
    if (stopReward.equals(SOLVED) && environment.rewardThreshold().isEmpty()) {
      throw new IllegalArgumentException(
          "stopReward: "
              + environment.id()
              + " has no reward threshold to be solved at: use a number");
    }
    return stopReward.equals(SOLVED) ? environment.rewardThreshold() : number(stopReward);
  }

  /** What holds where nothing is set. */
  public static TrainingSettings defaults() {
    return new TrainingSettings(100_000, 0, 10, 100, 10, 0, 2, 0, 10, OFF, 0, 0, false);
  }

  /**
   * What holds for an agent where nothing is set: one that learns nothing takes a step, so that all
   * that is left is to evaluate it.
   */
  public static TrainingSettings defaults(AgentProvider<?> agent) {
    TrainingSettings all = defaults();
    return agent.learns()
        ? all
        : new TrainingSettings(
            1,
            all.evalEveryEnvSteps,
            1,
            all.finalEvalEpisodes,
            all.evalCopies,
            all.checkpointEveryEnvSteps,
            all.keepCheckpoints,
            all.logEveryEnvSteps,
            all.recordEpisodes,
            all.stopReward,
            all.stopEpisodes,
            all.stopPatience,
            all.deterministic);
  }

  /** The same with every zero replaced by the share of the total that it stands for. */
  public TrainingSettings resolved() {
    return new TrainingSettings(
        totalEnvSteps,
        orShare(evalEveryEnvSteps, 20),
        evalEpisodes,
        finalEvalEpisodes,
        evalCopies,
        orShare(checkpointEveryEnvSteps, 10),
        keepCheckpoints,
        orShare(logEveryEnvSteps, 100),
        recordEpisodes,
        stopReward,
        stopEpisodes,
        stopPatience,
        deterministic);
  }

  private long orShare(long every, long shares) {
    return every > 0 ? every : Math.max(1, totalEnvSteps / shares);
  }

  static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", but is " + value);
    }
  }
}
