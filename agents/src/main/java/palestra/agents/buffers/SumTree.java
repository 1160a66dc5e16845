package palestra.agents.buffers;

/**
 * Weights of numbered places, 0 or more, and their sum: sets one, and finds the place at which a
 * sum up to it passes a number, in O(log n) each (Schaul et al. 2016, appendix B.2.1). A binary
 * tree in an array: node 1 is the root, node {@code i} the sum of nodes {@code 2 i} and {@code 2 i
 * + 1}.
 *
 * <p>Every sum is made anew of its two parts, never added to: the same weights give the same bits,
 * in whatever order they were set.
 */
public final class SumTree {
  private final int leaves;
  private final double[] sums;

  /** All weights 0. */
  public SumTree(int places) {
    int most = 1;
    while (most < places) {
      most = Math.multiplyExact(most, 2);
    }
    this.leaves = most;
    this.sums = new double[Math.multiplyExact(2, most)];
  }

  /** Sets one weight. */
  public void set(int place, double weight) {
    int node = leaves + place;
    sums[node] = weight;
    for (node /= 2; node >= 1; node /= 2) {
      sums[node] = sums[2 * node] + sums[2 * node + 1];
    }
  }

  /** One weight. */
  public double get(int place) {
    return sums[leaves + place];
  }

  /** The sum of all weights. */
  public double total() {
    return sums[1];
  }

  /**
   * The place whose weight covers a number: the weights before it sum up to {@code number} or less,
   * together with its own to more. Never a place of weight 0, unless all are.
   *
   * @param number from 0 to less than {@link #total}
   */
  public int find(double number) {
    int node = 1;
    double left = number;
    while (node < leaves) {
      node *= 2;
      // What is rounded may lie beyond the last weight: there is nothing to the right then.
      if (left >= sums[node] && sums[node + 1] > 0) {
        left -= sums[node];
        node++;
      }
    }
    return node - leaves;
  }
}
