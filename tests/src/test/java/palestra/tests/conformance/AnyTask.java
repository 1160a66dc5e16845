package palestra.tests.conformance;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import palestra.envs.Canvas;
import palestra.envs.Environment;
import palestra.envs.Reset;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Sampler;
import palestra.envs.spaces.Space;

/**
 * A task of any spaces: what is seen is drawn from the observation space, whatever is done; a step
 * gives 1, and every fifth ends the episode.
 *
 * @param <O> observations
 * @param <A> actions
 */
final class AnyTask<O, A> implements Environment<O, A> {
  private static final int STEPS = 5;

  private final Space<O> observations;
  private final Space<A> actions;
  private Pcg64 random = Pcg64.seeded(0);
  private Sampler<O> seen;
  private int steps;

  AnyTask(Space<O> observations, Space<A> actions) {
    this.observations = observations;
    this.actions = actions;
    this.seen = observations.sampler(0);
  }

  @Override
  public Space<O> observationSpace() {
    return observations;
  }

  @Override
  public Space<A> actionSpace() {
    return actions;
  }

  @Override
  public Reset<O> reset(Start start) {
    random = start.pcg64(random);
    seen = observations.sampler(random.nextInt(1 << 20));
    steps = 0;
    return new Reset<>(seen.next(), Map.of());
  }

  @Override
  public Step<O> step(A action) {
    if (!actions.contains(action)) {
      throw new IllegalArgumentException(action + " is not in " + actions);
    }
    steps++;
    return new Step<>(seen.next(), 1, steps == STEPS, false, Map.of());
  }

  @Override
  public Pcg64 random() {
    return random;
  }

  @Override
  public void draw(Canvas canvas) {
    canvas.clear(0);
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    throw new IOException("nobody goes on with this task");
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    throw new IOException("nobody goes on with this task");
  }
}
