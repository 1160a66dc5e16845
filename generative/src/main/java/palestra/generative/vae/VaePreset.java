package palestra.generative.vae;

import java.util.List;
import palestra.generative.GenerativeContext;
import palestra.generative.GenerativeModel;
import palestra.generative.GenerativeProvider;
import palestra.generative.Headline;
import palestra.generative.data.Data;
import palestra.generative.data.DataKind;
import palestra.generative.internal.Codec;

/** {@link Vae} under a name that stands for some of its settings. */
abstract class VaePreset implements GenerativeProvider<VaeConfig> {
  private final String id;
  private final VaeConfig defaults;

  VaePreset(String id, VaeConfig defaults) {
    this.id = id;
    this.defaults = defaults;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String kind() {
    return "vae";
  }

  @Override
  public VaeConfig defaults() {
    return defaults;
  }

  @Override
  public boolean learns(DataKind kind) {
    return kind.labelled() || !defaults.conditional();
  }

  @Override
  public void check(VaeConfig config, Data data) {
    if (config.conditional() && data.classes() == 0) {
      throw refused("learns data with classes, but '" + data.name() + "' has none");
    }
    if (config.likelihood() == Likelihood.BERNOULLI && !data.pictures()) {
      throw refused(
          "likelihood bernoulli is for pictures; '" + data.name() + "' has points, use gaussian");
    }
    if (defaults.conditional() && !config.conditional()) {
      throw refused("conditional must be true; vae is the one without classes");
    }
    if (defaults.importanceSamples() > 1 && config.importanceSamples() == 1) {
      throw refused("importanceSamples must be 2 or more, but is 1, which is vae");
    }
    try {
      Codec.of(config.encoder(), config.decoder(), data);
    } catch (IllegalArgumentException e) {
      throw refused(e.getMessage());
    }
  }

  private IllegalArgumentException refused(String why) {
    return new IllegalArgumentException("model '" + id + "': " + why);
  }

  /** The likelihood of what was held out, which is what it was trained for. */
  @Override
  public List<Headline> headlines(Data data) {
    return List.of(new Headline("negativeLogLikelihood", false));
  }

  @Override
  public GenerativeModel create(VaeConfig config, GenerativeContext context) {
    check(config, context.data());
    return config.conditional() ? new ConditionalVae(config, context) : new Vae(config, context);
  }
}
