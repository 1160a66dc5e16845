package palestra.experiments.leaderboard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import palestra.experiments.store.RunRecord;
import palestra.experiments.store.RunRecord.Kind;

/**
 * Runs that differ in nothing but their seed, in the order of their seeds.
 *
 * @param config the config's name, told apart from others of the same name
 * @param runs at least one
 */
record Group(String config, List<RunRecord> runs) {

  /** Groups runs; of several with the same seed the newest stays. */
  static List<Group> of(List<RunRecord> runs) {
    Map<String, Map<Long, RunRecord>> byKey = new TreeMap<>();
    runs.stream()
        .sorted(Comparator.comparing(run -> run.origin().createdAt()))
        .forEach(run -> byKey.computeIfAbsent(key(run), k -> new TreeMap<>()).put(run.seed(), run));
    List<RunRecord> firsts =
        byKey.values().stream().map(seeds -> seeds.values().iterator().next()).toList();
    List<Group> groups = new ArrayList<>();
    for (Map<Long, RunRecord> seeds : byKey.values()) {
      Collection<RunRecord> members = seeds.values();
      groups.add(new Group(config(members.iterator().next(), firsts), List.copyOf(members)));
    }
    return groups;
  }

  Kind kind() {
    return runs.get(0).kind();
  }

  String task() {
    return runs.get(0).task();
  }

  String learner() {
    return runs.get(0).learner();
  }

  String key() {
    return key(runs.get(0));
  }

  RunRecord newest() {
    return runs.stream().max(Comparator.comparing(run -> run.origin().createdAt())).orElseThrow();
  }

  private static String key(RunRecord run) {
    return String.join(
        "\n", name(run), run.settings().hash(), "%020d".formatted(run.effort().requestedSteps()));
  }

  private static String name(RunRecord run) {
    return String.join(
        "\n", run.kind().toString(), run.task(), run.learner(), run.settings().name());
  }

  /** The name alone where it is enough; else with what sets it apart. */
  private static String config(RunRecord run, List<RunRecord> firsts) {
    List<RunRecord> namesakes =
        firsts.stream().filter(other -> name(other).equals(name(run))).toList();
    String config = run.settings().name();
    if (namesakes.stream().map(r -> r.settings().hash()).distinct().count() > 1) {
      config += "-" + run.settings().hash().substring(0, 6);
    }
    if (namesakes.stream().map(r -> r.effort().requestedSteps()).distinct().count() > 1) {
      config += "@" + run.effort().requestedSteps();
    }
    return config;
  }
}
