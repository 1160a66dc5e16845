package palestra.experiments.runs;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import palestra.experiments.config.RecordBinder;
import palestra.experiments.config.Setting;
import palestra.experiments.config.Settings;
import palestra.generative.GenerativeContext;
import palestra.generative.GenerativeModel;
import palestra.generative.GenerativeProvider;
import palestra.generative.Headline;
import palestra.generative.classifier.CachedJudges;
import palestra.generative.data.Data;
import palestra.networks.Device;

/**
 * A generative model, its data and the settings of both: what is needed to build it.
 *
 * @param <C> the model's config
 */
final class ModelSetup<C extends Record> implements AutoCloseable {
  private final GenerativeProvider<C> provider;
  private final Data data;
  private final C config;
  private final ModelSettings training;
  private CachedJudges judges;

  private ModelSetup(GenerativeProvider<C> provider, Data data, Map<String, Setting> settings) {
    this.provider = provider;
    this.data = data;
    Set<String> known = new LinkedHashSet<>(RecordBinder.keys(provider.defaults()));
    known.addAll(RecordBinder.keys(ModelSettings.defaults()));
    Settings.requireKnown(settings, provider.id(), known);
    config = RecordBinder.bind(provider.defaults(), settings);
    provider.check(config, data);
    training = RecordBinder.bind(ModelSettings.defaults(), settings).resolved(data.pictures());
  }

  /** The setup that a request asks for: defaults, then tuned, then the user's settings. */
  static ModelSetup<?> of(Lab lab, TrainRequest request) {
    return new ModelSetup<>(
        lab.model(request.learner()),
        lab.data().open(request.task()),
        Tuned.layered(tuned(lab, request), request));
  }

  /** The setup that a run was made with. */
  static ModelSetup<?> of(Lab lab, RunInfo info) {
    return new ModelSetup<>(
        lab.model(info.learner()), lab.data().open(info.task()), AgentSetup.recorded(info));
  }

  static Map<String, Setting> tuned(Lab lab, TrainRequest request) {
    return Tuned.settings(
        lab.model(request.learner()).getClass(), "generative", request.learner(), request.task());
  }

  /** All settings, every key. */
  Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>(RecordBinder.describe(config));
    settings.putAll(RecordBinder.describe(training));
    return settings;
  }

  /** Whether a setting changes while training goes on, over the planned steps. */
  boolean hasSchedules() {
    return RecordBinder.moves(config);
  }

  Data data() {
    return data;
  }

  List<Headline> headlines() {
    return provider.headlines(data);
  }

  ModelSettings training() {
    return training;
  }

  /**
   * A fresh model. Classifiers that judge its samples are trained where there are none yet.
   *
   * @param notes takes a line where that takes a while
   */
  GenerativeModel model(Device device, long seed, Consumer<String> notes) {
    close();
    judges = JudgeCache.open(device, notes);
    return provider.create(
        config,
        new GenerativeContext(
            data, training.totalGeneratorSteps(), device, new RunSeeds(seed).agent(), judges));
  }

  @Override
  public void close() {
    if (judges != null) {
      judges.close();
      judges = null;
    }
  }
}
