package palestra.agents;

import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/**
 * Plays episodes with a policy, without learning.
 *
 * <p>Each copy of the environment plays a quota of episodes fixed beforehand. To take the first
 * episodes that end, over all copies, would favour short ones.
 */
public final class Evaluator {
  private Evaluator() {}

  /** Sees every step that counts, such as to record it. */
  public interface Watcher {
    /** Copy {@code copy} has chosen its action and not yet taken it. */
    void acted(int copy, VectorEnvironment env, Batch actions, Policy policy);

    /** Copy {@code copy} has taken its action; {@code ended} if its episode is over. */
    void stepped(int copy, VectorEnvironment env, boolean ended);
  }

  /** As {@link #evaluate(Policy, VectorEnvironment, int, long, Watcher)} with nobody watching. */
  public static Evaluation evaluate(Policy policy, VectorEnvironment env, int episodes, long seed) {
    return evaluate(
        policy,
        env,
        episodes,
        seed,
        new Watcher() {
          @Override
          public void acted(int copy, VectorEnvironment e, Batch actions, Policy p) {}

          @Override
          public void stepped(int copy, VectorEnvironment e, boolean ended) {}
        });
  }

  /**
   * Resets the environment and plays.
   *
   * @param policy acts for {@code env.count()} copies
   * @param env resets ended copies in the same step
   * @param episodes how many episodes count, over all copies; their order is by copy
   * @param seed copy {@code i} starts from {@code seed + i}
   * @return the same for the same policy, environment and arguments
   */
  public static Evaluation evaluate(
      Policy policy, VectorEnvironment env, int episodes, long seed, Watcher watcher) {
    if (env.autoresetMode() != AutoresetMode.SAME_STEP) {
      throw new IllegalArgumentException(
          "evaluation needs an environment with autoreset SAME_STEP, not " + env.autoresetMode());
    }
    if (episodes < 1) {
      throw new IllegalArgumentException("episodes must be at least 1, but is " + episodes);
    }
    int copies = env.count();
    int[] quotas = new int[copies];
    int[] firsts = new int[copies + 1];
    for (int copy = 0; copy < copies; copy++) {
      quotas[copy] = (episodes + copies - 1 - copy) / copies;
      firsts[copy + 1] = firsts[copy] + quotas[copy];
    }
    double[] returns = new double[episodes];
    int[] lengths = new int[episodes];
    int[] done = new int[copies];
    Batch actions = env.newActions();
    env.makeReplayable();
    env.reset(seed);
    policy.start(seed);
    for (int left = episodes; left > 0; ) {
      policy.act(env.observations(), env.actionMasks(), actions);
      for (int copy = 0; copy < copies; copy++) {
        if (done[copy] < quotas[copy]) {
          watcher.acted(copy, env, actions, policy);
        }
      }
      env.step(actions);
      for (int copy = 0; copy < copies; copy++) {
        boolean ended = env.terminated()[copy] || env.truncated()[copy];
        if (done[copy] < quotas[copy]) {
          int episode = firsts[copy] + done[copy];
          returns[episode] += env.rewards()[copy];
          lengths[episode]++;
          if (ended) {
            done[copy]++;
            left--;
          }
          watcher.stepped(copy, env, ended);
        }
        if (ended) {
          policy.reset(copy);
        }
      }
    }
    return new Evaluation(returns, lengths);
  }
}
