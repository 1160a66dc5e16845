package palestra.experiments.runs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import palestra.experiments.config.Nearest;
import palestra.experiments.config.Setting;
import palestra.experiments.config.Settings;
import palestra.experiments.config.SettingsFile;
import palestra.networks.Device;

/**
 * Agents x environments x seeds, and models x data x seeds: the runs of an experiment.
 *
 * <pre>
 * agents: [ppo, dqn]
 * environments: [CartPole-v1]
 * models: [gan]
 * data: [ring8]
 * seeds: [1, 2, 3]
 * steps: 50000            # optional
 * wrappers: [NormalizeObservation]    # optional; around every environment
 * envArgs: {gravity: 5..15}           # optional; of every environment
 * root: runs/cartpole     # optional; runs/ and the file's name
 * settings:               # optional; by learner
 *   ppo: {learningRate: linear 0.001}
 * variants:               # optional; every run once for each, over settings, the name is its config
 *   small: {netArch: [32]}
 *   large: {netArch: [256]}
 * </pre>
 *
 * @param jobs in the order of the file
 */
public record ExperimentPlan(List<Job> jobs) {
  private static final List<String> KEYS =
      List.of(
          "agents",
          "environments",
          "models",
          "data",
          "seeds",
          "steps",
          "root",
          "settings",
          "variants",
          "envArgs",
          "wrappers",
          "device");

  private static final String BY_LEARNER =
      "settings go by learner, such as 'ppo: {learningRate: 0.001}'";
  private static final String BY_VARIANT =
      "variants are settings by a name, such as 'small: {netArch: [32]}'";

  /** One run, and whether it trains a generative model. */
  public record Job(TrainRequest request, boolean model) {}

  public ExperimentPlan {
    jobs = List.copyOf(jobs);
  }

  /**
   * Reads a plan.
   *
   * @throws IllegalArgumentException if a key is unknown or a list is missing; says where
   */
  public static ExperimentPlan read(Path file) {
    Map<String, Object> tree = SettingsFile.tree(file);
    for (String key : tree.keySet()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(
            file + ": " + Nearest.unknown("key of an experiment", key, KEYS));
      }
    }
    String base = String.valueOf(file.getFileName()).replaceAll("\\.ya?ml$", "");
    Path root = Path.of(text(tree, "root", "runs/" + base));
    Device device = device(file, text(tree, "device", "auto"));
    List<Long> seeds = seeds(file, tree);
    Map<String, Map<String, Setting>> settings = named(file, tree, "settings", BY_LEARNER);
    Map<String, Map<String, Setting>> variants = named(file, tree, "variants", BY_VARIANT);
    List<String> wrappers = texts(tree, WrapperSetting.KEY);
    Map<String, String> envArgs = envArgs(file, tree);
    List<String> learners = new ArrayList<>(texts(tree, "agents"));
    learners.addAll(texts(tree, "models"));
    for (String named : settings.keySet()) {
      if (!learners.contains(named)) {
        throw new IllegalArgumentException(
            file + ": settings: " + Nearest.unknown("agent or model", named, learners));
      }
    }
    List<Job> jobs = new ArrayList<>();
    for (boolean model : new boolean[] {false, true}) {
      for (String task : texts(tree, model ? "data" : "environments")) {
        for (String learner : texts(tree, model ? "models" : "agents")) {
          Map<String, Setting> own = new LinkedHashMap<>(settings.getOrDefault(learner, Map.of()));
          if (tree.get("steps") instanceof Setting steps) {
            own.put(model ? TrainRequest.MODEL_STEPS : TrainRequest.AGENT_STEPS, steps);
          }
          List<TrainRequest> requests = new ArrayList<>();
          for (long seed : seeds) {
            requests.add(request(root, learner, task, seed, own, device));
          }
          for (TrainRequest request : varied(requests, root, variants)) {
            jobs.add(new Job(model ? request : request.in(envArgs, wrappers), model));
          }
        }
      }
    }
    if (jobs.isEmpty()) {
      throw new IllegalArgumentException(
          file + ": nothing to do: it needs agents and environments, or models and data");
    }
    return new ExperimentPlan(jobs);
  }

  /** A run of a plan, in a directory of fixed name below {@code root}. */
  public static TrainRequest request(
      Path root,
      String learner,
      String task,
      long seed,
      Map<String, Setting> settings,
      Device device) {
    Path run = root.resolve(TrainRequest.directoryName(learner, task, seed));
    return new TrainRequest(
        learner, task, Map.of(), List.of(), seed, settings, null, device, run, root, null);
  }

  /** Every request once for each variant, in a directory of its own; as it is without any. */
  private static List<TrainRequest> varied(
      List<TrainRequest> requests, Path root, Map<String, Map<String, Setting>> variants) {
    if (variants.isEmpty()) {
      return requests;
    }
    List<TrainRequest> varied = new ArrayList<>();
    variants.forEach(
        (name, settings) -> {
          for (TrainRequest request : requests) {
            String learner = request.learner() + "-" + name;
            varied.add(
                request.varied(
                    name,
                    Settings.over(request.settings(), settings),
                    root.resolve(
                        TrainRequest.directoryName(learner, request.task(), request.seed()))));
          }
        });
    return varied;
  }

  private static Device device(Path file, String text) {
    try {
      return Device.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          file + ": device must be auto, cpu or gpu, but is '" + text + "'", e);
    }
  }

  private static List<Long> seeds(Path file, Map<String, Object> tree) {
    List<Long> seeds = new ArrayList<>();
    for (String seed : texts(tree, "seeds")) {
      try {
        seeds.add(Long.parseLong(seed));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            file + ": seeds must be whole numbers, but one is '" + seed + "'", e);
      }
      RunSeeds.check(seeds.get(seeds.size() - 1));
    }
    return seeds.isEmpty() ? List.of(1L) : seeds;
  }

  /** Settings by a name. */
  private static Map<String, Map<String, Setting>> named(
      Path file, Map<String, Object> tree, String key, String how) {
    Map<String, Map<String, Setting>> named = new LinkedHashMap<>();
    Object given = tree.getOrDefault(key, Map.of());
    if (!(given instanceof Map<?, ?> byName)) {
      throw new IllegalArgumentException(file + ": " + how);
    }
    for (Map.Entry<?, ?> entry : byName.entrySet()) {
      if (!(entry.getValue() instanceof Map<?, ?> own)) {
        throw new IllegalArgumentException(file + ": " + how);
      }
      named.put(String.valueOf(entry.getKey()), SettingsFile.flatten(own));
    }
    return named;
  }

  private static Map<String, String> envArgs(Path file, Map<String, Object> tree) {
    Map<String, String> arguments = new LinkedHashMap<>();
    Object given = tree.getOrDefault("envArgs", Map.of());
    if (!(given instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(file + ": envArgs go by name, such as '{gravity: 5..15}'");
    }
    SettingsFile.flatten(map)
        .forEach((name, setting) -> arguments.put(name, setting.value().toString()));
    return arguments;
  }

  private static String text(Map<String, Object> tree, String key, String otherwise) {
    return tree.get(key) instanceof Setting setting ? setting.value().toString() : otherwise;
  }

  private static List<String> texts(Map<String, Object> tree, String key) {
    if (!(tree.get(key) instanceof Setting setting)) {
      return List.of();
    }
    return setting.value() instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(setting.value().toString());
  }
}
