package palestra.generative.internal;

import java.util.Arrays;
import java.util.function.IntConsumer;
import palestra.networks.Endpoint;

/**
 * Rows of any number through an endpoint that takes a fixed number of them: its input {@code rows}
 * becomes its output {@code result}. The last chunk is filled up with zeros.
 */
public final class Chunks {
  /** Rows in a chunk. */
  public static final int ROWS = 200;

  /** The input. */
  public static final String IN = "rows";

  /** The output. */
  public static final String OUT = "result";

  private Chunks() {}

  /** What comes out for each row. */
  public static float[][] run(Endpoint endpoint, float[][] rows) {
    return run(endpoint, rows, first -> {});
  }

  /**
   * What comes out for each row.
   *
   * @param before each chunk, told its first row: fills the endpoint's other inputs
   */
  public static float[][] run(Endpoint endpoint, float[][] rows, IntConsumer before) {
    int in = endpoint.floats(IN).capacity() / ROWS;
    int out = endpoint.result(OUT).capacity() / ROWS;
    float[] chunk = new float[ROWS * in];
    float[][] results = new float[rows.length][out];
    for (int from = 0; from < rows.length; from += ROWS) {
      int count = Math.min(ROWS, rows.length - from);
      Arrays.fill(chunk, 0);
      for (int i = 0; i < count; i++) {
        requireWidth(rows[from + i], in);
        System.arraycopy(rows[from + i], 0, chunk, i * in, in);
      }
      before.accept(from);
      endpoint.feed(IN, chunk).run();
      for (int i = 0; i < count; i++) {
        endpoint.result(OUT).get(i * out, results[from + i]);
      }
    }
    return results;
  }

  private static void requireWidth(float[] row, int width) {
    if (row.length != width) {
      throw new IllegalArgumentException(
          "a row must have " + width + " numbers, but has " + row.length);
    }
  }
}
