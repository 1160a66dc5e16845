package palestra.experiments.frames;

import java.util.Arrays;
import java.util.stream.IntStream;
import palestra.generative.data.Examples;
import palestra.generative.data.StoredData;

/**
 * What was recorded, in the order in which it was seen.
 *
 * @param shape of one example
 * @param rows the examples
 * @param starts the index of each episode's first example, 0 first
 */
public record Recording(int[] shape, float[][] rows, int[] starts) {

  /**
   * The same as data. The last episodes are held out: as many as come closest to the share; where
   * none begins near there, the last examples.
   *
   * @param name the text that opens them
   * @param heldOut share that is held out, from 0 to below 1
   */
  public StoredData data(String name, double heldOut) {
    int cut = cut(heldOut);
    return new StoredData(
        name,
        shape,
        0,
        new Examples(rows, new int[rows.length]),
        IntStream.range(0, cut).toArray(),
        IntStream.range(cut, rows.length).toArray(),
        (example, number) ->
            "%s: example %d of episode %d, number %d"
                .formatted(name, example, episode(example), number));
  }

  private int episode(int example) {
    int at = Arrays.binarySearch(starts, example);
    return at >= 0 ? at : -at - 2;
  }

  /** The first example that is held out; whole episodes if their share is near the one asked. */
  private int cut(double heldOut) {
    int held = heldOut == 0 ? 0 : Math.max(1, (int) Math.round(heldOut * rows.length));
    int wanted = rows.length - held;
    int best = -1;
    for (int start : starts) {
      int share = rows.length - start;
      boolean near = start > 0 && 2 * share >= held && share <= 2 * held;
      if (near && (best < 0 || Math.abs(start - wanted) < Math.abs(best - wanted))) {
        best = start;
      }
    }
    return best < 0 || held == 0 ? wanted : best;
  }
}
