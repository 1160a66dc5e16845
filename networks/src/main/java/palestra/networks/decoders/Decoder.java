package palestra.networks.decoders;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Scope;
import palestra.networks.text.RecordText;

/**
 * A network from latent numbers to a row or a picture: a record of its settings. An autoencoder's
 * decoder or a GAN's generator; what it gives is linear, logits where the data lie from 0 to 1.
 *
 * <p>As text, in a config or on the command line: its name, then the settings that differ from the
 * name's own, such as {@code deconv filters=128,64 norm=batch}.
 */
public interface Decoder {

  /**
   * Looks at a shape before anything is built.
   *
   * @param shape of what is to come out, without the batch
   * @throws IllegalArgumentException if it cannot make it; one line that says what would do
   */
  void check(long... shape);

  /**
   * Adds it to a graph.
   *
   * @param z {@code [batch, n]}, batch known
   * @param shape of what comes out, without the batch
   * @return {@code [batch, ...shape]}, linear
   */
  Operand<TFloat32> apply(Scope scope, Operand<TFloat32> z, long... shape);

  /** All names. */
  static List<String> names() {
    return register().names();
  }

  /**
   * Reads a decoder from text.
   *
   * @throws IllegalArgumentException if there is none of that name, or its settings are wrong
   */
  static Decoder valueOf(String text) {
    return register().read(text);
  }

  /** The text that {@link #valueOf} reads. */
  default String text() {
    return register().text(this);
  }

  private static RecordText<Decoder> register() {
    Map<String, Decoder> known = new LinkedHashMap<>();
    known.put("mlp", MlpDecoder.DEFAULTS);
    known.put("deconv", DeconvDecoder.DEFAULTS);
    return new RecordText<>("decoder", known);
  }
}
