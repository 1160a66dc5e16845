package palestra.generative.autoencoder;

import java.util.List;
import palestra.generative.GenerativeContext;
import palestra.generative.GenerativeModel;
import palestra.generative.GenerativeProvider;
import palestra.generative.Headline;
import palestra.generative.data.Data;
import palestra.generative.data.DataKind;
import palestra.generative.internal.Codec;

/** {@link Autoencoder} under a name that stands for some of its settings. */
abstract class AutoencoderPreset implements GenerativeProvider<AutoencoderConfig> {
  private final String id;
  private final AutoencoderConfig defaults;

  AutoencoderPreset(String id, AutoencoderConfig defaults) {
    this.id = id;
    this.defaults = defaults;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String kind() {
    return "autoencoder";
  }

  @Override
  public AutoencoderConfig defaults() {
    return defaults;
  }

  @Override
  public boolean learns(DataKind kind) {
    return true;
  }

  @Override
  public void check(AutoencoderConfig config, Data data) {
    require(
        defaults.corruption() == Corruption.NONE || config.corruption() != Corruption.NONE,
        "corruption must be gaussian or masking; ae is the one without");
    require(
        defaults.sparsity() == Sparsity.NONE || config.sparsity() != Sparsity.NONE,
        "sparsity must be kl or l1; ae is the one without");
    require(
        defaults.contractionWeight() == 0 || config.contractionWeight() > 0,
        "contractionWeight must be above 0; ae is the one without");
    require(
        data.pictures() || config.reconstruction() != Reconstruction.CROSS_ENTROPY,
        "reconstruction cross_entropy is for pictures; '"
            + data.name()
            + "' has points, use squared");
    try {
      Codec.of(config.encoder(), config.decoder(), data);
    } catch (IllegalArgumentException e) {
      require(false, e.getMessage());
    }
  }

  private void require(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalArgumentException("model '" + id + "': " + otherwise);
    }
  }

  /** How well what was held out is given back. */
  @Override
  public List<Headline> headlines(Data data) {
    return List.of(new Headline("reconstructionError", false));
  }

  @Override
  public GenerativeModel create(AutoencoderConfig config, GenerativeContext context) {
    check(config, context.data());
    return new Autoencoder(config, context);
  }
}
