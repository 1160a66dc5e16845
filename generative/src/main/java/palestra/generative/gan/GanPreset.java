package palestra.generative.gan;

import java.util.List;
import java.util.Locale;
import palestra.generative.GenerativeContext;
import palestra.generative.GenerativeModel;
import palestra.generative.GenerativeProvider;
import palestra.generative.Headline;
import palestra.generative.data.Data;
import palestra.generative.data.DataKind;
import palestra.generative.data.GaussianMixture;
import palestra.generative.metrics.SampleMetrics;

/** {@link Gan} under a name that stands for some of its settings. */
abstract class GanPreset implements GenerativeProvider<GanConfig> {
  private final String id;
  private final GanConfig defaults;

  GanPreset(String id, GanConfig defaults) {
    this.id = id;
    this.defaults = defaults;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String kind() {
    return "gan";
  }

  @Override
  public GanConfig defaults() {
    return defaults;
  }

  /** By the defaults; other settings may learn more. */
  @Override
  public boolean learns(DataKind kind) {
    return defaults.labels() == Labels.NONE || kind.labelled();
  }

  @Override
  public void check(GanConfig config, Data data) {
    if (config.labels() != Labels.NONE && data.classes() == 0) {
      throw new IllegalArgumentException(
          "model '%s' with labels %s needs data with classes, and '%s' have none"
              .formatted(id, config.labels().name().toLowerCase(Locale.ROOT), data.name()));
    }
    if (data.size(Data.Part.TRAINING) < config.batchSize()) {
      throw new IllegalArgumentException(
          "model '%s': batchSize must be at most the %d training examples of '%s', but is %d"
              .formatted(id, data.size(Data.Part.TRAINING), data.name(), config.batchSize()));
    }
    try {
      new Players(config, data).check();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "model '%s' and data '%s': %s".formatted(id, data.name(), e.getMessage()), e);
    }
  }

  @Override
  public List<Headline> headlines(Data data) {
    String first = SampleMetrics.headline(data);
    return data instanceof GaussianMixture
        ? List.of(new Headline(first, true), new Headline("reverseKl", false))
        : List.of(new Headline(first, first.equals("coverage")), new Headline("recall", true));
  }

  @Override
  public GenerativeModel create(GanConfig config, GenerativeContext context) {
    check(config, context.data());
    return config.labels() == Labels.NONE
        ? new Gan(config, context)
        : new ConditionalGan(config, context);
  }
}
