package palestra.experiments.testing;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.Canvas;
import palestra.envs.Environment;
import palestra.envs.Reset;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.classic.CartPole;
import palestra.envs.seeding.Generator;
import palestra.envs.spaces.Space;

/** A cart and pole whose rewards, after some steps in all, are not numbers. */
final class FaultyCartPole implements Environment<float[], Long> {
  private final CartPole cartPole = new CartPole();
  private final long goodSteps;
  private long steps;

  FaultyCartPole(long goodSteps) {
    this.goodSteps = goodSteps;
  }

  @Override
  public Space<float[]> observationSpace() {
    return cartPole.observationSpace();
  }

  @Override
  public Space<Long> actionSpace() {
    return cartPole.actionSpace();
  }

  @Override
  public Reset<float[]> reset(Start start) {
    return cartPole.reset(start);
  }

  @Override
  public Step<float[]> step(Long action) {
    Step<float[]> step = cartPole.step(action);
    return ++steps <= goodSteps
        ? step
        : new Step<>(
            step.observation(), Double.NaN, step.terminated(), step.truncated(), step.info());
  }

  @Override
  public Generator random() {
    return cartPole.random();
  }

  @Override
  public void draw(Canvas canvas) {
    cartPole.draw(canvas);
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    cartPole.saveState(out);
    out.writeLong(steps);
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    cartPole.loadState(in);
    steps = in.readLong();
  }
}
