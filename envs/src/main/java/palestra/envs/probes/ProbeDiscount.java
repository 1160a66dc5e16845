package palestra.envs.probes;

import palestra.envs.seeding.Pcg64;

/**
 * Discount: does a learner value what comes later less, and as much less as it should?
 *
 * <p>States 0 to {@code length - 1} (2 by default) one after the other; reward 1 (argument {@code
 * reward}) for the last step alone, whatever is done. Best return: the reward. Value of state
 * {@code i} under the discount gamma: {@code reward * gamma^(length - 1 - i)}.
 *
 * @param length steps of an episode, 1 or more
 * @param reward of the last step
 */
public record ProbeDiscount(int length, double reward) implements NumberedProbe.Rule {
  @Override
  public String name() {
    return "ProbeDiscount";
  }

  @Override
  public int states() {
    return length;
  }

  @Override
  public int start(Pcg64 random) {
    return 0;
  }

  @Override
  public int next(int state, int action) {
    return Math.min(state + 1, length - 1);
  }

  @Override
  public double reward(int state, int action) {
    return ends(state, action) ? reward : 0;
  }

  @Override
  public boolean ends(int state, int action) {
    return state == length - 1;
  }
}
