package palestra.envs.probes;

import palestra.envs.seeding.Pcg64;

/**
 * Identity: does a learner act on what it sees?
 *
 * <p>State 0 or 1, each as likely; one step; reward 1 (argument {@code reward}) for the action with
 * the state's number, 0 for the other. Best return and value of both states: the reward; whoever
 * does not look gets half of it.
 *
 * @param reward of the right action
 */
public record ProbeIdentity(double reward) implements NumberedProbe.Rule {
  @Override
  public String name() {
    return "ProbeIdentity";
  }

  @Override
  public int states() {
    return 2;
  }

  @Override
  public int start(Pcg64 random) {
    // Not as a Discrete samples, which with the same seed would be right every time.
    return random.random() < 0.5 ? 0 : 1;
  }

  @Override
  public int next(int state, int action) {
    return state;
  }

  @Override
  public double reward(int state, int action) {
    return action == state ? reward : 0;
  }

  @Override
  public boolean ends(int state, int action) {
    return true;
  }
}
