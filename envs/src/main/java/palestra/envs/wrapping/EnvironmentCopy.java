package palestra.envs.wrapping;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import palestra.envs.Environment;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.seeding.Generator;
import palestra.envs.spaces.Numbers;
import palestra.envs.vector.Batch;
import palestra.envs.vector.Copy;

/** Any environment as a copy of a pool; what a step of it allocates, this does too. */
final class EnvironmentCopy<A> implements Copy<Generator> {
  private final Environment<?, A> environment;
  private Generator random;
  private Step<?> last;
  private Object observation;

  EnvironmentCopy(Environment<?, A> environment) {
    this.environment = environment;
  }

  @Override
  public void begin(Generator generator) {
    observation = environment.reset(Start.generator(generator)).observation();
    random = generator;
    last = null;
    random.set(environment.random());
  }

  @Override
  @SuppressWarnings("unchecked") // Numbers gives an element of the action space
  public double move(Batch actions, int row) {
    // A wrapper around the pool may have drawn from the pool's generator.
    environment.random().set(random);
    Step<?> step =
        environment.step((A) Numbers.element(environment.actionSpace(), actions.row(row)));
    last = step;
    observation = step.observation();
    // The pool's generator goes along: it starts the next episode, and is saved.
    random.set(environment.random());
    return step.reward();
  }

  @Override
  public boolean terminated() {
    return last.terminated();
  }

  @Override
  public boolean truncated() {
    return last.truncated();
  }

  @Override
  public void observe(Batch observations, int row) {
    observations.setRow(row, Numbers.of(environment.observationSpace(), observation));
  }

  @Override
  public int maskSize() {
    return environment.actionMask().map(mask -> mask.length).orElse(0);
  }

  @Override
  public void mask(Batch masks, int row) {
    Optional<byte[]> mask = environment.actionMask();
    masks.bytes().put(row * masks.rowSize(), mask.orElseThrow());
  }

  @Override
  public void saveCopy(DataOutput out) throws IOException {
    environment.saveState(out);
  }

  @Override
  public void loadCopy(DataInput in, Generator generator) throws IOException {
    environment.loadState(in);
    random = generator;
  }

  @Override
  public void close() {
    environment.close();
  }
}
