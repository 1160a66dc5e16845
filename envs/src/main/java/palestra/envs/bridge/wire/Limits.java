package palestra.envs.bridge.wire;

/**
 * How much room there is in shared memory for elements of no fixed size.
 *
 * @param sequence most elements of a Sequence
 * @param nodes most nodes of a Graph
 * @param edges most edges of a Graph
 */
public record Limits(int sequence, int nodes, int edges) {
  /** Where nothing else is said. */
  public static final Limits DEFAULTS = new Limits(64, 64, 256);

  public Limits {
    if (sequence < 1 || nodes < 1 || edges < 1) {
      throw new IllegalArgumentException(
          "limits of sequences, nodes and edges are 1 or more, but got %d, %d and %d"
              .formatted(sequence, nodes, edges));
    }
  }
}
