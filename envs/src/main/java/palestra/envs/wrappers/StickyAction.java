package palestra.envs.wrappers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.seeding.Generator;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * Repeats the last action with some probability in place of the chosen one, as Gymnasium's {@code
 * StickyAction} (Machado et al., "Revisiting the Arcade Learning Environment", 2018). Draws from
 * the environment's own generator, before the environment does.
 */
public final class StickyAction implements ActionTransform {
  private final Space<?> space;
  private final double probability;
  private final int shortest;
  private final int longest;
  private final Batch last;
  private final boolean[] hasLast;
  private final boolean[] stuck;
  private final int[] repeats;
  private final int[] taken;

  /**
   * For copies of an environment.
   *
   * @param probability of repeating, at least 0 and below 1
   * @param shortest fewest steps a repetition lasts, 1 or more
   * @param longest most steps it lasts; the number is drawn evenly
   */
  public StickyAction(Space<?> actions, int copies, double probability, int shortest, int longest) {
    if (!(probability >= 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "the probability of repeating is from 0 to below 1, but is " + probability);
    }
    if (shortest < 1 || longest < shortest) {
      throw new IllegalArgumentException(
          "a repetition lasts 1 step or more, the fewest first, but got %d and %d"
              .formatted(shortest, longest));
    }
    space = actions;
    this.probability = probability;
    this.shortest = shortest;
    this.longest = longest;
    last = new Batch(Numbers.dtype(actions), copies, Numbers.size(actions));
    hasLast = new boolean[copies];
    stuck = new boolean[copies];
    repeats = new int[copies];
    taken = new int[copies];
  }

  @Override
  public Space<?> space() {
    return space;
  }

  @Override
  public void begin(int row) {
    hasLast[row] = false;
    release(row);
  }

  private void release(int row) {
    stuck[row] = false;
    repeats[row] = 0;
    taken[row] = 0;
  }

  @Override
  public void turn(Batch chosen, Batch action, int row, Generator random, Batch mask) {
    if (stuck[row] || (hasLast[row] && Generator.uniform(random) < probability)) {
      if (repeats[row] == 0) {
        repeats[row] = length(random);
      }
      stuck[row] = true;
      taken[row]++;
    } else {
      chosen.copyRow(row, last);
    }
    if (stuck[row] && repeats[row] == taken[row]) {
      release(row);
    }
    hasLast[row] = true;
    last.copyRow(row, action);
  }

  private int length(Generator random) {
    return shortest + (int) Generator.below(random, longest - shortest + 1L);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    last.save(out);
    for (int i = 0; i < hasLast.length; i++) {
      out.writeBoolean(hasLast[i]);
      out.writeBoolean(stuck[i]);
      out.writeInt(repeats[i]);
      out.writeInt(taken[i]);
    }
  }

  @Override
  public void load(DataInput in) throws IOException {
    last.load(in);
    for (int i = 0; i < hasLast.length; i++) {
      hasLast[i] = in.readBoolean();
      stuck[i] = in.readBoolean();
      repeats[i] = in.readInt();
      taken[i] = in.readInt();
    }
  }
}
