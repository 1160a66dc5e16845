package palestra.envs.toytext;

/** A task with numbered states: where episodes start, and what actions lead to. */
final class TabularTask {
  final TransitionTable table;
  private final int[] starts;
  private final double[] cumulative;

  /**
   * A task.
   *
   * @param starts the states an episode may start in, each as likely as the others, ascending
   */
  TabularTask(TransitionTable table, int[] starts) {
    this.table = table;
    this.starts = starts.clone();
    cumulative = new double[starts.length];
    double sum = 0;
    for (int i = 0; i < starts.length; i++) {
      sum += 1.0 / starts.length;
      cumulative[i] = sum;
    }
  }

  /** The first state that a uniform number in [0, 1) stands for. */
  int start(double uniform) {
    int low = 0;
    int high = starts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] > uniform) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    // Where rounding left no cumulative probability above the number, Gymnasium takes state 0.
    return low == starts.length ? 0 : starts[low];
  }
}
