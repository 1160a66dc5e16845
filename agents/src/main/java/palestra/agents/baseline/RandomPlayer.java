package palestra.agents.baseline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import palestra.envs.replay.Thought;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.MultiBinary;
import palestra.envs.spaces.MultiDiscrete;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * Draws every action anew: a discrete one uniformly among those allowed, a number between two
 * bounds uniformly, one bounded on one side exponentially from there, an unbounded one from the
 * standard normal distribution.
 */
final class RandomPlayer implements Player {
  private final Space<?> space;
  private final Pcg64 random;
  private final byte[] allowed;
  private final boolean[][] could;

  RandomPlayer(Space<?> space, long seed, int copies) {
    this.space = space;
    random = Pcg64.seeded(seed);
    int actions = space instanceof Discrete discrete ? Math.toIntExact(discrete.n()) : 0;
    allowed = new byte[actions];
    could = new boolean[copies][actions];
  }

  @Override
  public void start(long seed) {
    random.set(Pcg64.seeded(seed));
  }

  @Override
  public void act(Batch observations, Optional<Batch> masks, Batch actions) {
    int size = actions.rowSize();
    for (int copy = 0; copy < could.length; copy++) {
      if (space instanceof Discrete discrete) {
        actions.longs().put(copy, discrete.start() + action(copy, masks));
      } else if (space instanceof MultiDiscrete discretes) {
        long[] nvec = discretes.nvec();
        long[] start = discretes.start();
        for (int i = 0; i < size; i++) {
          actions.longs().put(copy * size + i, start[i] + random.integers(nvec[i]));
        }
      } else if (space instanceof MultiBinary) {
        for (int i = 0; i < size; i++) {
          actions.bytes().put(copy * size + i, (byte) random.integers(2));
        }
      } else {
        Box<?> box = (Box<?>) space;
        for (int i = 0; i < size; i++) {
          actions.set(copy * size + i, number(box, i));
        }
      }
    }
  }

  private int action(int copy, Optional<Batch> masks) {
    if (masks.isPresent()) {
      masks.get().bytes().get(copy * allowed.length, allowed);
    } else {
      Arrays.fill(allowed, (byte) 1);
    }
    int count = 0;
    for (int action = 0; action < allowed.length; action++) {
      could[copy][action] = allowed[action] != 0;
      count += could[copy][action] ? 1 : 0;
    }
    if (count == 0) {
      throw new IllegalStateException("the mask of copy " + copy + " allows no action");
    }
    int left = (int) random.integers(count);
    int action = 0;
    while (!could[copy][action] || left-- > 0) {
      action++;
    }
    return action;
  }

  private double number(Box<?> box, int element) {
    double low = box.low(element);
    double high = box.high(element);
    boolean whole = box.dtype() != DType.FLOAT32 && box.dtype() != DType.FLOAT64;
    if (whole) {
      return low + Math.floor(random.random() * (high - low + 1));
    } else if (Double.isFinite(low) && Double.isFinite(high)) {
      return random.uniform(low, high);
    } else if (Double.isFinite(low)) {
      return low + random.standardExponential();
    } else if (Double.isFinite(high)) {
      return high - random.standardExponential();
    }
    return random.standardNormal();
  }

  @Override
  public Thought thought(int copy) {
    int count = 0;
    for (boolean possible : could[copy]) {
      count += possible ? 1 : 0;
    }
    if (count == 0) {
      return Thought.NONE;
    }
    float[] probabilities = new float[could[copy].length];
    for (int action = 0; action < probabilities.length; action++) {
      probabilities[action] = could[copy][action] ? 1f / count : 0;
    }
    return new Thought(probabilities, new float[0], Float.NaN);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    random.save(out);
  }

  @Override
  public void load(DataInput in) throws IOException {
    random.set(Pcg64.load(in));
  }
}
