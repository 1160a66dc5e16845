package palestra.envs.probes;

import palestra.envs.seeding.Pcg64;

/**
 * Two-step credit: does a learner give credit to an action for a reward that comes two steps later?
 *
 * <p>The action in state 0 leads to state 1 or 2, and whatever is done then to 3 or 4, where the
 * episode ends: with reward 1 (argument {@code reward}) from state 4, 0 from state 3. Best return:
 * the reward, by action 1 in state 0. Values of states 0, 2 and 4 under the discount gamma: {@code
 * reward * gamma^2}, {@code reward * gamma} and {@code reward}; of 1 and 3: 0.
 *
 * @param reward of the last step after the right first one
 */
public record ProbeTwoStep(double reward) implements NumberedProbe.Rule {
  private static final int WRONG_END = 3;
  private static final int RIGHT_END = 4;

  @Override
  public String name() {
    return "ProbeTwoStep";
  }

  @Override
  public int states() {
    return RIGHT_END + 1;
  }

  @Override
  public int start(Pcg64 random) {
    return 0;
  }

  @Override
  public int next(int state, int action) {
    return state == 0 ? 1 + action : state < WRONG_END ? state + 2 : state;
  }

  @Override
  public double reward(int state, int action) {
    return state == RIGHT_END ? reward : 0;
  }

  @Override
  public boolean ends(int state, int action) {
    return state >= WRONG_END;
  }
}
