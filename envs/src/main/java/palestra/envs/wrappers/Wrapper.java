package palestra.envs.wrappers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import palestra.envs.Canvas;
import palestra.envs.Environment;
import palestra.envs.PictureSize;
import palestra.envs.seeding.Generator;

/**
 * An environment around another: passes on what a subclass does not change. {@code reset}, {@code
 * step} and the spaces are the subclass's; one with a state of its own saves it before it calls
 * these methods.
 *
 * @param <O> what an observation of the wrapper is
 * @param <A> what an action of the wrapper is
 * @param <I> what an observation of the wrapped environment is
 * @param <J> what an action of the wrapped environment is
 */
public abstract class Wrapper<O, A, I, J> implements Environment<O, A> {
  private final Environment<I, J> environment;

  /** Around an environment, which it closes with itself. */
  protected Wrapper(Environment<I, J> environment) {
    this.environment = environment;
  }

  /** The wrapped environment. */
  protected final Environment<I, J> environment() {
    return environment;
  }

  @Override
  public Generator random() {
    return environment.random();
  }

  @Override
  public Generator seeded(long seed) {
    return environment.seeded(seed);
  }

  @Override
  public Optional<byte[]> actionMask() {
    return environment.actionMask();
  }

  @Override
  public PictureSize pictureSize() {
    return environment.pictureSize();
  }

  @Override
  public double stepsPerSecond() {
    return environment.stepsPerSecond();
  }

  @Override
  public List<String> actionNames() {
    return environment.actionNames();
  }

  @Override
  public void draw(Canvas canvas) {
    environment.draw(canvas);
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    environment.saveState(out);
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    environment.loadState(in);
  }

  @Override
  public void close() {
    environment.close();
  }
}
