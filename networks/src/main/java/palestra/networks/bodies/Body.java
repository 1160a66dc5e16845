package palestra.networks.bodies;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.layers.Layer;

/**
 * A network from what is seen to features, {@code [batch, n]}: a record of its settings. Heads,
 * such as a policy's or a classifier's, stand on top of it.
 *
 * <p>As text, in a config or on the command line: its name, then the settings that differ from the
 * name's own, such as {@code resnet blocks=1,1,1 width=16}.
 */
public interface Body extends Layer {

  /** What kind of input a body takes. */
  enum Input {
    /** {@code [batch, n]}. */
    VECTOR,
    /** {@code [batch, height, width, channels]}. */
    PICTURE,
    /** {@code [batch, time, features]}. */
    SEQUENCE,
    /** A graph in one row, as {@code GraphRows} lays it out: {@code [batch, n]}. */
    GRAPH
  }

  /** What it takes. */
  Input input();

  /**
   * Looks at a shape before anything is built.
   *
   * @param shape of one input, without the batch
   * @throws IllegalArgumentException if it cannot work with it; one line that says what would do
   */
  void check(long... shape);

  /**
   * Adds it to a graph.
   *
   * @param x {@code [batch, ...shape]}, batch known
   * @return {@code [batch, features]}
   */
  @Override
  Operand<TFloat32> apply(Scope scope, Operand<TFloat32> x);

  /**
   * Reads a body from text.
   *
   * @throws IllegalArgumentException if there is none of that name, or its settings are wrong;
   *     names the nearest
   */
  static Body valueOf(String text) {
    return Bodies.read(text);
  }

  /** The text that {@link #valueOf} reads. */
  default String text() {
    return Bodies.text(this);
  }
}
