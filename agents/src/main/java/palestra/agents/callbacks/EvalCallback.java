package palestra.agents.callbacks;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.LongUnaryOperator;
import palestra.agents.Callback;
import palestra.agents.Evaluation;
import palestra.agents.Evaluator;
import palestra.agents.Policy;
import palestra.agents.Trainer;
import palestra.envs.vector.VectorEnvironment;

/**
 * Plays some episodes without learning whenever it is called, usually from {@link EveryNSteps}, and
 * tells listeners how it went: one may save the best model, another stop the training.
 */
public final class EvalCallback implements Callback {

  /** Hears of every evaluation. */
  public interface Listener {
    /**
     * The policy was evaluated.
     *
     * @param best whether no evaluation before was better; of equals the later one is, since it has
     *     learned for longer
     */
    void evaluated(Trainer trainer, Evaluation evaluation, boolean best) throws IOException;

    /** Writes what it keeps from one evaluation to the next. */
    default void saveState(DataOutput out) throws IOException {}

    /** Goes back to what {@link #saveState} wrote. */
    default void loadState(DataInput in) throws IOException {}
  }

  private final Policy policy;
  private final VectorEnvironment env;
  private final int episodes;
  private final LongUnaryOperator seed;
  private final List<Listener> listeners;
  private double bestMean = Double.NEGATIVE_INFINITY;
  private long bestEnvSteps = -1;
  private double lastMean = Double.NaN;
  private long lastEnvSteps = -1;

  /**
   * Evaluates a policy.
   *
   * @param policy the agent's, for {@code env.count()} copies
   * @param env of its own: the training's goes on undisturbed
   * @param episodes of each evaluation, over all copies
   * @param seed of an evaluation after so many environment steps
   * @param listeners in the order in which they hear of it
   */
  public EvalCallback(
      Policy policy,
      VectorEnvironment env,
      int episodes,
      LongUnaryOperator seed,
      Listener... listeners) {
    if (episodes < 1) {
      throw new IllegalArgumentException("episodes must be at least 1, but is " + episodes);
    }
    this.policy = policy;
    this.env = env;
    this.episodes = episodes;
    this.seed = seed;
    this.listeners = List.of(listeners);
  }

  @Override
  public void step(Trainer trainer) throws IOException {
    long envSteps = trainer.envSteps();
    Evaluation evaluation = Evaluator.evaluate(policy, env, episodes, seed.applyAsLong(envSteps));
    lastMean = evaluation.mean();
    lastEnvSteps = envSteps;
    boolean best = lastMean >= bestMean;
    if (best) {
      bestMean = lastMean;
      bestEnvSteps = envSteps;
    }
    for (Listener listener : listeners) {
      listener.evaluated(trainer, evaluation, best);
    }
  }

  /** Highest mean return so far; negative infinity before the first evaluation. */
  public double bestMean() {
    return bestMean;
  }

  /** Environment steps at the best evaluation; -1 before the first. */
  public long bestEnvSteps() {
    return bestEnvSteps;
  }

  /** Mean return of the last evaluation made since this object was; NaN before. */
  public double lastMean() {
    return lastMean;
  }

  /** Environment steps at that evaluation; -1 before. */
  public long lastEnvSteps() {
    return lastEnvSteps;
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    out.writeDouble(bestMean);
    out.writeLong(bestEnvSteps);
    for (Listener listener : listeners) {
      listener.saveState(out);
    }
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    bestMean = in.readDouble();
    bestEnvSteps = in.readLong();
    for (Listener listener : listeners) {
      listener.loadState(in);
    }
  }
}
