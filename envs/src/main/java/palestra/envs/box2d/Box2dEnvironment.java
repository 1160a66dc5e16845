package palestra.envs.box2d;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import palestra.envs.episodic.EpisodicEnvironment;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * What the tasks in a Box2D world have in common: how they are saved.
 *
 * <p>A Box2D world cannot be written down: the broad phase, the contacts and the impulses that warm
 * start the solver have no accessors. So a saved state is how the episode began (the generator, the
 * reset's options) and the actions taken since; loading plays them again in a new world, which
 * gives the same course to the last bit.
 *
 * @param <O> what an observation is
 * @param <A> what an action is: a {@code Discrete}'s or a float32 {@code Box}'s
 */
public abstract class Box2dEnvironment<O, A> extends EpisodicEnvironment<O, A, Pcg64> {
  private final SolverClock clock = new SolverClock();
  private final boolean discrete;
  private final double[] action;
  private float[] taken = new float[64];
  private int numbersTaken;
  private Pcg64 start;
  private Map<String, Object> startOptions = Map.of();
  private Pcg64 random;

  /**
   * An environment, not yet started.
   *
   * @param name its name, for messages
   */
  protected Box2dEnvironment(String name, Space<O> observationSpace, Space<A> actionSpace) {
    super(name, observationSpace, actionSpace, Pcg64::seeded);
    discrete = actionSpace instanceof Discrete;
    action = new double[Numbers.size(actionSpace)];
  }

  /**
   * Makes the episode's world, in place of the one before, which it frees. Draws come from {@code
   * random} now, and from {@link #generator} while the episode runs. Options that do not fit are
   * refused before anything is drawn or freed.
   */
  protected abstract void build(Pcg64 random, Map<String, Object> options);

  /**
   * Takes one step.
   *
   * @param action its numbers; a discrete action is one number; not to be kept
   * @return the reward
   */
  protected abstract double advance(double[] action);

  /**
   * Writes what the running episode had from the ones before it when it began, such as colours that
   * a reset may keep; most tasks have nothing.
   */
  protected void saveInherited(DataOutput out) throws IOException {}

  /** Reads what {@link #saveInherited} wrote; the episode is then begun anew. */
  protected void loadInherited(DataInput in) throws IOException {}

  /** Takes the time that this environment's world spends in its solver. */
  public final SolverClock clock() {
    return clock;
  }

  /** What the running episode draws from. */
  protected final Pcg64 generator() {
    return random;
  }

  @Override
  protected final void begin(Pcg64 generator, Map<String, Object> options) {
    Pcg64 first = generator.copy();
    random = generator;
    build(generator, options);
    start = first;
    startOptions = options;
    numbersTaken = 0;
  }

  @Override
  protected final double move(A chosen) {
    System.arraycopy(Numbers.of(actionSpace(), chosen), 0, action, 0, action.length);
    return take();
  }

  @Override
  public final double move(Batch actions, int row) {
    for (int i = 0; i < action.length; i++) {
      action[i] = actions.get(row * action.length + i);
    }
    return take();
  }

  private double take() {
    if (numbersTaken + action.length > taken.length) {
      taken = Arrays.copyOf(taken, 2 * taken.length);
    }
    for (double number : action) {
      taken[numbersTaken] = (float) number;
      numbersTaken++;
    }
    return advance(action);
  }

  @Override
  protected final void saveTask(DataOutput out) throws IOException {
    out.writeBoolean(start != null);
    if (start == null) {
      return;
    }
    start.save(out);
    saveInherited(out);
    Map<String, Object> sorted = new TreeMap<>(startOptions);
    out.writeByte(sorted.size());
    for (Map.Entry<String, Object> option : sorted.entrySet()) {
      out.writeUTF(option.getKey());
      boolean truth = option.getValue() instanceof Boolean;
      out.writeBoolean(truth);
      if (truth) {
        out.writeBoolean((Boolean) option.getValue());
      } else {
        out.writeDouble(((Number) option.getValue()).doubleValue());
      }
    }
    out.writeInt(numbersTaken);
    for (int i = 0; i < numbersTaken; i++) {
      if (discrete) {
        out.writeByte((int) taken[i]);
      } else {
        out.writeFloat(taken[i]);
      }
    }
  }

  @Override
  protected final void loadTask(DataInput in, Pcg64 generator) throws IOException {
    if (!in.readBoolean()) {
      start = null;
      return;
    }
    Pcg64 first = Pcg64.load(in);
    loadInherited(in);
    Map<String, Object> options = new TreeMap<>();
    for (int count = in.readByte(); count > 0; count--) {
      String name = in.readUTF();
      options.put(name, in.readBoolean() ? (Object) in.readBoolean() : (Object) in.readDouble());
    }
    int numbers = in.readInt();
    begin(first, options);
    for (int i = 0; i < numbers; i += action.length) {
      for (int j = 0; j < action.length; j++) {
        action[j] = discrete ? in.readByte() : in.readFloat();
      }
      take();
    }
    if (!random.equals(generator)) {
      throw new IOException(
          name() + ": the saved episode drew other numbers when it was played again");
    }
    random = generator;
  }
}
