package palestra.envs.wrappers;

import java.util.function.DoubleUnaryOperator;
import palestra.envs.Environment;
import palestra.envs.Reset;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.spaces.Space;

/**
 * Gives a function of each reward in its place, as Gymnasium's {@code TransformReward}.
 *
 * @param <O> what an observation is
 * @param <A> what an action is
 */
public final class TransformReward<O, A> extends Wrapper<O, A, O, A> {
  private final DoubleUnaryOperator function;

  /** Around an environment. */
  public TransformReward(Environment<O, A> environment, DoubleUnaryOperator function) {
    super(environment);
    this.function = function;
  }

  /**
   * The function {@code clip(scale * reward + shift, min, max)}, or its sign.
   *
   * @throws IllegalArgumentException if {@code min} is above {@code max}
   */
  public static DoubleUnaryOperator function(
      double scale, double shift, double min, double max, boolean sign) {
    if (!(min <= max)) {
      throw new IllegalArgumentException("min is at most max, but they are " + min + " and " + max);
    }
    return reward -> {
      double value = Math.max(min, Math.min(max, scale * reward + shift));
      return sign ? Math.signum(value) : value;
    };
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
    return new Step<>(
        step.observation(),
        function.applyAsDouble(step.reward()),
        step.terminated(),
        step.truncated(),
        step.info());
  }
}
