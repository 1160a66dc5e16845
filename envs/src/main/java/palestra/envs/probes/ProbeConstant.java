package palestra.envs.probes;

import palestra.envs.seeding.Pcg64;

/**
 * Constant reward: can a learner value what always comes?
 *
 * <p>One state, one step, reward 1 (argument {@code reward}) whatever is done. Best return and
 * value of the state: the reward.
 *
 * @param reward of the only step
 */
public record ProbeConstant(double reward) implements NumberedProbe.Rule {
  @Override
  public String name() {
    return "ProbeConstant";
  }

  @Override
  public int states() {
    return 1;
  }

  @Override
  public int start(Pcg64 random) {
    return 0;
  }

  @Override
  public int next(int state, int action) {
    return 0;
  }

  @Override
  public double reward(int state, int action) {
    return reward;
  }

  @Override
  public boolean ends(int state, int action) {
    return true;
  }
}
