package palestra.experiments.store;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One evaluation of a run's policy.
 *
 * @param checkpoint which of the run's checkpoints was evaluated
 * @param seed the evaluation's own seed
 * @param returns one undiscounted return per episode
 * @param lengths one length per episode, in environment steps
 */
public record EvaluationRecord(
    Checkpoint checkpoint, long seed, List<Double> returns, List<Integer> lengths) {

  /** A checkpoint that is evaluated. */
  public enum Checkpoint {
    /** The one that did best in the evaluations during training. */
    BEST,
    /** The one at the end of training. */
    LAST;

    /** The lower-case name, as files and the database spell it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The checkpoint that {@link #toString} spells so. */
    public static Checkpoint of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  public EvaluationRecord {
    returns = List.copyOf(returns);
    lengths = List.copyOf(lengths);
    if (returns.isEmpty() || returns.size() != lengths.size()) {
      throw new IllegalArgumentException(
          "an evaluation has as many returns as lengths, and at least one; got "
              + returns.size()
              + " and "
              + lengths.size());
    }
  }

  /** The same from arrays. */
  public static EvaluationRecord of(
      Checkpoint checkpoint, long seed, double[] returns, int[] lengths) {
    return new EvaluationRecord(
        checkpoint,
        seed,
        Arrays.stream(returns).boxed().toList(),
        Arrays.stream(lengths).boxed().toList());
  }

  /** The number of episodes. */
  public int episodes() {
    return returns.size();
  }

  /** The mean of the returns. */
  public double meanReturn() {
    return returns.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
