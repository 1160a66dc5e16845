package palestra.generative.vqvae;

import java.util.List;
import palestra.generative.GenerativeContext;
import palestra.generative.GenerativeModel;
import palestra.generative.GenerativeProvider;
import palestra.generative.Headline;
import palestra.generative.autoencoder.Reconstruction;
import palestra.generative.data.Data;
import palestra.generative.data.DataKind;
import palestra.generative.internal.Codec;

/** Makes {@link VqVae} known as {@code vq-vae}. */
public final class VqVaeProvider implements GenerativeProvider<VqVaeConfig> {

  @Override
  public String id() {
    return "vq-vae";
  }

  @Override
  public String kind() {
    return "vq-vae";
  }

  @Override
  public VqVaeConfig defaults() {
    return VqVaeConfig.DEFAULTS;
  }

  @Override
  public boolean learns(DataKind kind) {
    return true;
  }

  @Override
  public void check(VqVaeConfig config, Data data) {
    if (!data.pictures() && config.reconstruction() == Reconstruction.CROSS_ENTROPY) {
      throw new IllegalArgumentException(
          "model 'vq-vae': reconstruction cross_entropy is for pictures; '"
              + data.name()
              + "' has points, use squared");
    }
    try {
      Codec.of(config.encoder(), config.decoder(), data);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("model 'vq-vae': " + e.getMessage(), e);
    }
  }

  /** How well what was held out is given back. */
  @Override
  public List<Headline> headlines(Data data) {
    return List.of(new Headline("reconstructionError", false));
  }

  @Override
  public GenerativeModel create(VqVaeConfig config, GenerativeContext context) {
    check(config, context.data());
    return new VqVae(config, context);
  }
}
