package palestra.agents;

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
import palestra.envs.spaces.MultiBinary;
import palestra.envs.spaces.MultiDiscrete;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Space;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.SyncVectorEnvironment;
import palestra.envs.vector.VectorEnvironment;

/**
 * Asks for the very element that it shows, of a space of several choices or switches; one step,
 * whose reward is the share of parts that are right.
 */
final class Copycat<T> implements Environment<T, T> {
  private final Space<T> space;
  private Pcg64 random = Pcg64.seeded(0);
  private double[] shown;

  private Copycat(Space<T> space) {
    this.space = space;
    this.shown = new double[Numbers.size(space)];
  }

  /** Some copies. */
  static VectorEnvironment vector(Space<?> space, int copies) {
    return new SyncVectorEnvironment(() -> new Copycat<>(space), copies, AutoresetMode.SAME_STEP);
  }

  @Override
  public Space<T> observationSpace() {
    return space;
  }

  @Override
  public Space<T> actionSpace() {
    return space;
  }

  @SuppressWarnings("unchecked")
  private T element() {
    return (T) Numbers.element(space, shown);
  }

  @Override
  public Reset<T> reset(Start start) {
    random = start.pcg64(random);
    for (int i = 0; i < shown.length; i++) {
      if (space instanceof MultiDiscrete choices) {
        shown[i] = choices.start()[i] + (double) random.integers(choices.nvec()[i]);
      } else if (space instanceof MultiBinary) {
        shown[i] = random.integers(2);
      }
    }
    return new Reset<>(element(), Map.of());
  }

  @Override
  public Step<T> step(T action) {
    double[] taken = Numbers.of(space, action);
    double right = 0;
    for (int i = 0; i < shown.length; i++) {
      right += taken[i] == shown[i] ? 1 : 0;
    }
    return new Step<>(element(), right / shown.length, true, false, Map.of());
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
    random.save(out);
    for (double number : shown) {
      out.writeDouble(number);
    }
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    random = Pcg64.load(in);
    for (int i = 0; i < shown.length; i++) {
      shown[i] = in.readDouble();
    }
  }
}
