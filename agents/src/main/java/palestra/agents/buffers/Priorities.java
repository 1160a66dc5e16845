package palestra.agents.buffers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.FloatBuffer;
import palestra.envs.seeding.Pcg64;

/**
 * How often each transition of a {@link ReplayBuffer} is drawn (Schaul et al. 2016, proportional
 * variant): transition {@code i} with probability {@code P(i) = p_i^alpha / sum_k p_k^alpha}, its
 * priority {@code p_i} the size of its last error plus a little. A new one has the largest priority
 * there has been, so that each is soon drawn. What is drawn too often for the mean to be right is
 * weighed less: {@code w_i = (N P(i))^-beta}, over the largest of its batch.
 */
public final class Priorities {
  private final double alpha;
  private final double epsilon;
  private final SumTree tree;
  private double most = 1;

  /**
   * Nothing to draw yet.
   *
   * @param capacity of the buffer
   * @param alpha 0 draws evenly, 1 in proportion to the errors
   * @param epsilon added to each error, so that nothing is never drawn
   */
  public Priorities(int capacity, double alpha, double epsilon) {
    this.alpha = alpha;
    this.epsilon = epsilon;
    this.tree = new SumTree(capacity);
  }

  /** A new transition stands at this place. */
  public void add(int place) {
    tree.set(place, most);
  }

  /** Draws places: one from each of as many equal parts of all priorities, as in the paper. */
  public void sample(Pcg64 random, int[] places) {
    double part = tree.total() / places.length;
    for (int i = 0; i < places.length; i++) {
      places[i] = tree.find((i + random.random()) * part);
    }
  }

  /** The weights of drawn places. */
  public void weights(int[] places, double beta, FloatBuffer into) {
    double least = Double.POSITIVE_INFINITY;
    for (int place : places) {
      least = Math.min(least, tree.get(place));
    }
    for (int i = 0; i < places.length; i++) {
      // N and the sum of all priorities fall out of the quotient by the largest.
      into.put(i, (float) Math.pow(least / tree.get(places[i]), beta));
    }
  }

  /** Takes over new errors of drawn places, of any sign. */
  public void update(int[] places, FloatBuffer errors) {
    for (int i = 0; i < places.length; i++) {
      double priority = Math.pow(Math.abs((double) errors.get(i)) + epsilon, alpha);
      tree.set(places[i], priority);
      most = Math.max(most, priority);
    }
  }

  /** Writes what {@link #load} reads, of the first {@code size} places. */
  public void save(DataOutput out, int size) throws IOException {
    out.writeDouble(most);
    for (int i = 0; i < size; i++) {
      out.writeDouble(tree.get(i));
    }
  }

  /** Goes back to what {@link #save} wrote. */
  public void load(DataInput in, int size) throws IOException {
    most = in.readDouble();
    for (int i = 0; i < size; i++) {
      tree.set(i, in.readDouble());
    }
  }
}
