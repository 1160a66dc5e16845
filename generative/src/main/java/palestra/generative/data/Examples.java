package palestra.generative.data;

/**
 * Examples with what they are.
 *
 * @param rows one each, row-major
 * @param labels their classes; all 0 where the data have none
 */
public record Examples(float[][] rows, int[] labels) {
  /** How many. */
  public int size() {
    return rows.length;
  }
}
