package palestra.envs.wrappers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.Environment;
import palestra.envs.Reset;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.spaces.Space;

/**
 * Divides each reward by the standard deviation of the running discounted sum of rewards, as
 * Gymnasium's {@code NormalizeReward}: {@code r / sqrt(variance(G) + epsilon)} with {@code G <-
 * gamma (1 - terminated) G + r}. The mean is not taken off, since that would change which policy is
 * best. As in the reference, a truncated episode's sum goes on into the next one.
 *
 * @param <O> what an observation is
 * @param <A> what an action is
 */
public final class NormalizeReward<O, A> extends Wrapper<O, A, O, A> {
  /** Gymnasium's default for gamma. */
  public static final double GAMMA = 0.99;

  /** Gymnasium's default for epsilon. */
  public static final double EPSILON = 1e-8;

  private final RunningMeanStd statistics;
  private final double gamma;
  private final double epsilon;
  private final boolean frozen;
  private double discounted;

  /**
   * Around an environment.
   *
   * @param statistics that {@link #statistics()} made
   * @param gamma the discount, from 0 to 1
   * @param epsilon keeps the division away from zero; above 0
   * @param frozen whether to use the statistics without updating them
   */
  public NormalizeReward(
      Environment<O, A> environment,
      RunningMeanStd statistics,
      double gamma,
      double epsilon,
      boolean frozen) {
    super(environment);
    check(gamma, epsilon);
    this.statistics = statistics;
    this.gamma = gamma;
    this.epsilon = epsilon;
    this.frozen = frozen;
  }

  /** Fresh statistics of a return. */
  public static RunningMeanStd statistics() {
    return new RunningMeanStd(1, false);
  }

  static void check(double gamma, double epsilon) {
    if (!(gamma >= 0 && gamma <= 1)) {
      throw new IllegalArgumentException("gamma is from 0 to 1, but is " + gamma);
    }
    if (!(epsilon > 0)) {
      throw new IllegalArgumentException("epsilon is above 0, but is " + epsilon);
    }
  }

  @Override
  public Space<O> observationSpace() {
    return environment().observationSpace();
  }

  @Override
  public Space<A> actionSpace() {
    return environment().actionSpace();
  }

  @Override
  public Reset<O> reset(Start start) {
    return environment().reset(start);
  }

  @Override
  public Step<O> step(A action) {
    Step<O> step = environment().step(action);
    discounted = discounted * gamma * (step.terminated() ? 0 : 1) + step.reward();
    if (!frozen) {
      statistics.update(0, discounted, 0, 1);
      statistics.counted(1);
    }
    double reward = step.reward() / Math.sqrt(statistics.variance(0) + epsilon);
    return new Step<>(step.observation(), reward, step.terminated(), step.truncated(), step.info());
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    statistics.save(out);
    out.writeDouble(discounted);
    super.saveState(out);
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    statistics.load(in);
    discounted = in.readDouble();
    super.loadState(in);
  }
}
