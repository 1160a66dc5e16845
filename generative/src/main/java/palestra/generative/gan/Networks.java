package palestra.generative.gan;

import java.lang.reflect.RecordComponent;
import palestra.networks.bodies.Body;
import palestra.networks.bodies.ConvBody;
import palestra.networks.bodies.MlpBody;
import palestra.networks.bodies.Norm;

/** What the family asks of its networks. */
final class Networks {
  private Networks() {}

  /**
   * Refuses what cannot be normalised spectrally.
   *
   * @throws IllegalArgumentException if it is asked for and the body has no such setting
   */
  static void requireSpectral(boolean asked, Body body) {
    if (asked) {
      spectral(body);
    }
  }

  /** The same body with every kernel over its largest singular value. */
  static Body spectral(Body body) {
    if (body instanceof MlpBody mlp) {
      return new MlpBody(mlp.widths(), mlp.activation(), mlp.pieces(), true);
    } else if (body instanceof ConvBody conv) {
      return new ConvBody(
          conv.filters(),
          conv.size(),
          conv.stride(),
          conv.units(),
          conv.norm(),
          true,
          conv.activation());
    }
    throw new IllegalArgumentException(
        "spectralNorm needs the discriminator mlp or conv, not " + body.text());
  }

  /** Whether a body or decoder, a record, sees rows of a batch in the light of each other. */
  static boolean normalisesBatch(Object network) {
    for (RecordComponent component : network.getClass().getRecordComponents()) {
      if (component.getType() == Norm.class) {
        try {
          component.getAccessor().setAccessible(true);
          return component.getAccessor().invoke(network) == Norm.BATCH;
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException("cannot read " + component, e);
        }
      }
    }
    return false;
  }
}
