package palestra.envs.probes;

import java.util.List;
import java.util.stream.IntStream;
import palestra.envs.registry.GoalTask;

/**
 * A goal in the second half of what is seen, and what has been reached in the first; each step
 * earns -1 until both are alike.
 *
 * @param half numbers of a half
 * @param reached whether they are
 */
record GoalInHalves(int half, Reached reached) implements GoalTask {

  /** Tells whether what has been reached is the goal. */
  @FunctionalInterface
  interface Reached {
    boolean test(float[] achieved, float[] desired);
  }

  @Override
  public List<Integer> achieved() {
    return IntStream.range(0, half).boxed().toList();
  }

  @Override
  public List<Integer> desired() {
    return IntStream.range(half, 2 * half).boxed().toList();
  }

  @Override
  public double reward(float[] achieved, float[] desired) {
    return ends(achieved, desired) ? 0 : -1;
  }

  @Override
  public boolean ends(float[] achieved, float[] desired) {
    return reached.test(achieved, desired);
  }
}
