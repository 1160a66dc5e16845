package palestra.envs.wrappers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.Environment;
import palestra.envs.Reset;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Space;

/**
 * Repeats each action for some steps, adds up their rewards, and shows the greater of the last two
 * observations number by number, as Gymnasium's {@code MaxAndSkipObservation} (Mnih et al. 2015).
 *
 * <p>Where the episode ends within the steps, the two observations kept may be those of steps
 * before, also of an episode before, as in the reference.
 *
 * @param <O> what an observation is
 * @param <A> what an action is
 */
public final class MaxAndSkipObservation<O, A> extends Wrapper<O, A, O, A> {
  private final int skip;
  private final double[][] kept;

  /**
   * Around an environment with observations in a box.
   *
   * @param skip steps for each action, 2 or more
   */
  public MaxAndSkipObservation(Environment<O, A> environment, int skip) {
    super(environment);
    this.skip = Needs.atLeast("skip", skip, 2);
    Space<O> space = environment.observationSpace();
    Needs.require(space instanceof Box<?>, "observations in a Box", space);
    kept = new double[2][Numbers.size(space)];
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
  @SuppressWarnings("unchecked") // Numbers gives an element of the observation space
  public Step<O> step(A action) {
    double reward = 0;
    Step<O> step = null;
    for (int i = 0; i < skip && (step == null || !step.done()); i++) {
      step = environment().step(action);
      if (i >= skip - 2) {
        kept[i - (skip - 2)] = Numbers.of(observationSpace(), step.observation());
      }
      reward += step.reward();
    }
    double[] greater = new double[kept[0].length];
    for (int i = 0; i < greater.length; i++) {
      greater[i] = Math.max(kept[0][i], kept[1][i]);
    }
    return new Step<>(
        (O) Numbers.element(observationSpace(), greater),
        reward,
        step.terminated(),
        step.truncated(),
        step.info());
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    for (double[] observation : kept) {
      for (double number : observation) {
        out.writeDouble(number);
      }
    }
    super.saveState(out);
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    for (double[] observation : kept) {
      for (int i = 0; i < observation.length; i++) {
        observation[i] = in.readDouble();
      }
    }
    super.loadState(in);
  }
}
