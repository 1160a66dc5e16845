package palestra.envs.wrappers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import palestra.envs.Environment;
import palestra.envs.Reset;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * Hands actions to one environment as an {@link ActionTransform} turns them, in the manner of
 * Gymnasium's {@code TransformAction}.
 *
 * @param <O> what an observation is
 * @param <A> what an action becomes for the agent
 * @param <J> what an action of the environment is
 */
public final class TransformAction<O, A, J> extends Wrapper<O, A, O, J> {
  private final String name;
  private final ActionTransform transform;
  private final Batch chosen;
  private final Batch taken;
  private boolean running;

  /**
   * Around an environment.
   *
   * @param name the wrapper's name, for messages
   * @param transform of this environment alone, made for one copy
   */
  public TransformAction(String name, Environment<O, J> environment, ActionTransform transform) {
    super(environment);
    this.name = name;
    this.transform = transform;
    chosen = new Batch(Numbers.dtype(transform.space()), 1, Numbers.size(transform.space()));
    Space<J> space = environment.actionSpace();
    taken = new Batch(Numbers.dtype(space), 1, Numbers.size(space));
  }

  @Override
  public Space<O> observationSpace() {
    return environment().observationSpace();
  }

  @Override
  @SuppressWarnings("unchecked") // who chooses the transform chooses A
  public Space<A> actionSpace() {
    return (Space<A>) transform.space();
  }

  @Override
  public Reset<O> reset(Start start) {
    Reset<O> reset = environment().reset(start);
    transform.begin(0);
    running = true;
    return reset;
  }

  @Override
  @SuppressWarnings("unchecked") // Numbers gives an element of the environment's action space
  public Step<O> step(A action) {
    if (!running) {
      throw new IllegalStateException(name + ": there is no episode to step; call reset first");
    }
    if (!transform.space().contains(action)) {
      Object shown =
          action instanceof float[] || action instanceof double[] || action instanceof long[]
              ? java.util.Arrays.toString(Numbers.of(transform.space(), action))
              : action;
      throw new IllegalArgumentException(
          "%s: an action is in %s, but got %s".formatted(name, transform.space(), shown));
    }
    chosen.setRow(0, Numbers.of(transform.space(), action));
    Batch mask = mask();
    transform.check(chosen, 0, mask);
    transform.turn(chosen, taken, 0, random(), mask);
    Step<O> step =
        environment().step((J) Numbers.element(environment().actionSpace(), taken.row(0)));
    running = !step.done();
    return step;
  }

  private Batch mask() {
    Optional<byte[]> mask = environment().actionMask();
    if (mask.isEmpty()) {
      return null;
    }
    Batch batch = new Batch(DType.UINT8, 1, mask.get().length);
    batch.bytes().put(0, mask.get());
    return batch;
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    out.writeBoolean(running);
    transform.save(out);
    super.saveState(out);
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    running = in.readBoolean();
    transform.load(in);
    super.loadState(in);
  }
}
