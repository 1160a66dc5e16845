package palestra.experiments.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.AgentProvider;
import palestra.envs.Environment;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.registry.GoalTask;
import palestra.envs.spaces.Space;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.VectorEnvironment;
import palestra.envs.wrapping.WrapperStack;
import palestra.experiments.config.RecordBinder;
import palestra.experiments.config.Setting;
import palestra.experiments.config.Settings;
import palestra.generative.EncodingModel;
import palestra.networks.Device;

/**
 * An agent, an environment and the settings of both, checked to fit: what is needed to build them.
 *
 * @param <C> the agent's config
 */
final class AgentSetup<C extends Record> {
  private static final String BODY = "body";

  private final Lab lab;
  private final AgentProvider<C> provider;
  private final C config;
  private final TrainingSettings training;
  private final BodySettings body;
  private final EnvironmentSpec environment;
  private final Map<String, String> envArgs;
  private final WrapperStack stack;

  private AgentSetup(
      Lab lab,
      AgentProvider<C> provider,
      EnvironmentSpec environment,
      Map<String, String> envArgs,
      Map<String, Setting> given) {
    this.lab = lab;
    this.provider = provider;
    this.environment = environment;
    this.envArgs = envArgs;
    Map<String, Setting> settings = new LinkedHashMap<>(given);
    List<String> wrappers = WrapperSetting.texts(settings.remove(WrapperSetting.KEY));
    this.stack = new WrapperStack(environment, envArgs, lab.wrappers().parse(wrappers));
    Set<String> known = new LinkedHashSet<>(RecordBinder.keys(provider.defaults()));
    known.addAll(RecordBinder.keys(TrainingSettings.defaults(provider)));
    known.add(WrapperSetting.KEY);
    if (hasBody(provider)) {
      known.addAll(RecordBinder.keys(BodySettings.DEFAULTS));
    }
    Settings.requireKnown(settings, provider.id(), known);
    this.config = RecordBinder.bind(provider.defaults(), settings);
    this.training = RecordBinder.bind(TrainingSettings.defaults(provider), settings).resolved();
    this.body = RecordBinder.bind(BodySettings.DEFAULTS, settings);
    training.stopReward(environment);
  }

  /** A setup of these settings over the agent's defaults; nothing tuned. */
  static AgentSetup<?> of(
      Lab lab,
      String agent,
      String env,
      Map<String, String> envArgs,
      Map<String, Setting> settings) {
    return new AgentSetup<>(lab, lab.agent(agent), lab.environments().spec(env), envArgs, settings);
  }

  /** The setup that a request asks for: defaults, then tuned, then the user's settings. */
  static AgentSetup<?> of(Lab lab, TrainRequest request) {
    return of(
        lab,
        request.learner(),
        request.task(),
        request.envArgs(),
        WrapperSetting.over(Tuned.layered(tuned(lab, request), request), request.wrappers()));
  }

  /** The setup that a run was made with. */
  static AgentSetup<?> of(Lab lab, RunInfo info) {
    return of(lab, info.learner(), info.task(), info.envArgs(), recorded(info));
  }

  /** The settings in {@code run.json}. */
  static Map<String, Setting> recorded(RunInfo info) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    info.settings().forEach((key, value) -> settings.put(key, new Setting(value, "run.json")));
    return settings;
  }

  static Map<String, Setting> tuned(Lab lab, TrainRequest request) {
    return Tuned.settings(
        lab.agent(request.learner()).getClass(), "agents", request.learner(), request.task());
  }

  /** Whether an agent sees through a body that can be set. */
  static boolean hasBody(AgentProvider<?> provider) {
    return RecordBinder.keys(provider.defaults()).contains(BODY);
  }

  /** All settings, every key; those of wrappers and of the body only where something is set. */
  Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>(RecordBinder.describe(config));
    settings.putAll(RecordBinder.describe(training));
    if (!body.equals(BodySettings.DEFAULTS)) {
      settings.putAll(RecordBinder.describe(body));
    }
    if (!wrappers().isEmpty()) {
      settings.put(WrapperSetting.KEY, wrappers());
    }
    return settings;
  }

  TrainingSettings training() {
    return training;
  }

  EnvironmentSpec environment() {
    return environment;
  }

  Map<String, String> envArgs() {
    return envArgs;
  }

  /** The wrappers around the environment, from the inside out. */
  List<String> wrappers() {
    return stack.texts();
  }

  /** Writes the agent, and the running statistics of wrappers beside it. */
  void save(Agent agent, Path directory) throws IOException {
    agent.save(directory);
    if (stack.hasStatistics()) {
      WrapperSetting.save(stack, directory);
    }
  }

  /** Goes back to what {@link #save} wrote; the environment is made before. */
  void load(Agent agent, Path directory) throws IOException {
    agent.load(directory);
    loadStatistics(directory);
  }

  /** The part of {@link #load} that is the wrappers'. */
  void loadStatistics(Path directory) throws IOException {
    if (stack.hasStatistics()) {
      WrapperSetting.load(stack, directory);
    }
  }

  /** Takes over what another run learned, to train it further. */
  void loadWeights(Agent agent, Path directory) throws IOException {
    agent.loadWeights(directory);
    if (stack.hasStatistics() && WrapperSetting.saved(directory)) {
      WrapperSetting.load(stack, directory);
    }
  }

  /**
   * Looks at the run that the body's weights are to come from, if there is one.
   *
   * @throws IllegalArgumentException if they do not fit the agent in this environment
   */
  void requireEncoder(VectorEnvironment env) {
    body.from()
        .ifPresent(
            run ->
                Encoder.open(lab, run)
                    .requireFit(
                        RecordBinder.describe(config).get(BODY).toString(),
                        env.singleObservationSpace()));
  }

  /** Gives the agent's body the weights of the encoder that is set. */
  void loadBody(Agent agent) throws IOException {
    if (body.from().isPresent()) {
      agent.loadBody(Encoder.weights(body.from().get()), EncodingModel.ENCODER);
    }
  }

  /** Whether the body's weights come from another run. */
  boolean takesBody() {
    return body.from().isPresent();
  }

  /** The run that the body's weights come from, looked at no further than that it has some. */
  void requireBodyRun() {
    body.from().ifPresent(Encoder::weights);
  }

  /** One environment with its wrappers, as for evaluation. */
  Environment<?, ?> singleEnvironment() {
    return stack.single(true);
  }

  /** The environment to train in, checked to fit the agent. */
  VectorEnvironment trainingEnvironment() {
    requireBaseline();
    VectorEnvironment env = environment(provider.copies(config), false);
    try {
      requireFit("act in", "action", env.singleActionSpace(), provider.actionSpaces());
      requireFit("see", "observation", env.singleObservationSpace(), provider.observationSpaces());
      requireSynchronous(env);
    } catch (IllegalArgumentException e) {
      env.close();
      throw e;
    }
    return env;
  }

  /** As many copies of the environment, for evaluation: statistics of wrappers stand still. */
  VectorEnvironment evaluationEnvironment(int copies) {
    return environment(copies, true);
  }

  private VectorEnvironment environment(int copies, boolean evaluation) {
    return stack.vector(copies, AutoresetMode.SAME_STEP, evaluation);
  }

  private void requireSynchronous(VectorEnvironment env) {
    if (!env.asynchronous()) {
      return;
    }
    if (!provider.asynchronous()) {
      List<String> able =
          lab.agents().stream().filter(AgentProvider::asynchronous).map(AgentProvider::id).toList();
      throw new IllegalArgumentException(
          "agent '%s' learns from steps of all copies together, and cannot with bridge.mode=async;"
                  .formatted(provider.id())
              + " these can: "
              + String.join(", ", able));
    }
    if (!wrappers().isEmpty()) {
      throw new IllegalArgumentException(
          "wrappers (%s) change steps of all copies together, and cannot with bridge.mode=async"
              .formatted(String.join(", ", wrappers())));
    }
  }

  private void requireBaseline() {
    if (provider.needsBaseline() && environment.baseline().isEmpty()) {
      List<String> ruled =
          lab.environments().specs().stream()
              .filter(spec -> spec.baseline().isPresent())
              .map(EnvironmentSpec::id)
              .toList();
      throw new IllegalArgumentException(
          "agent '%s' plays by the environment's own rule, and %s has none; these have one: %s"
              .formatted(provider.id(), environment.id(), String.join(", ", ruled)));
    }
  }

  private void requireFit(String verb, String what, Space<?> space, Set<Class<?>> able) {
    if (able.stream().noneMatch(kind -> kind.isInstance(space))) {
      Set<String> names = new TreeSet<>();
      able.forEach(kind -> names.add(kind.getSimpleName()));
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "agent '%s' cannot %s %s: its %s space is %s, and %s needs %s",
              provider.id(),
              verb,
              environment.id(),
              what,
              space,
              provider.id(),
              String.join(" or ", names)));
    }
  }

  /** A fresh agent for that environment. */
  Agent agent(VectorEnvironment env, Device device, long seed) {
    return provider.create(
        config,
        new AgentContext(
            env.singleObservationSpace(),
            env.singleActionSpace(),
            env.count(),
            training.totalEnvSteps(),
            device,
            seed,
            environment.newBaseline(stack.firstLevel()),
            env.actionMasks().isPresent(),
            goal(),
            body.training()));
  }

  /**
   * Whether a run in that environment, on that device, has the same bits each time.
   *
   * @throws IllegalArgumentException if it was asked for and cannot be had
   */
  Exactness exactness(VectorEnvironment env, Device device) {
    Optional<String> others = provider.inexact(config);
    if (env.asynchronous()) {
      others = Optional.of("copies step whenever they are ready (bridge.mode=async)");
    }
    return Exactness.of(device, training.deterministic(), others);
  }

  /** A wrapper may move what the goal's numbers are, or what rewards are. */
  private Optional<GoalTask> goal() {
    return wrappers().isEmpty() ? environment.newGoal(stack.firstLevel()) : Optional.empty();
  }
}
