package palestra.envs.probes;

import palestra.envs.seeding.Pcg64;

/**
 * Truncation: does a learner look beyond the step that cuts an episode short?
 *
 * <p>One state, reward 1 (argument {@code reward}) for ever; the registry's step limit truncates
 * after 4 steps. Best return: 4 times the reward. Value of the state under the discount gamma: that
 * of the endless task, {@code reward / (1 - gamma)}; one who takes truncation for an end would
 * value it {@code reward * (1 - gamma^4) / (1 - gamma)} at most.
 *
 * @param reward of every step
 */
public record ProbeTruncation(double reward) implements NumberedProbe.Rule {
  /** Steps of an episode. */
  static final int STEPS = 4;

  @Override
  public String name() {
    return "ProbeTruncation";
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
    return false;
  }
}
