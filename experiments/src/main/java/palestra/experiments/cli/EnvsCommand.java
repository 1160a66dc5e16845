package palestra.experiments.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import palestra.envs.Environment;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.wrapping.WrapperRegistry;
import palestra.envs.wrapping.WrapperSpec;
import palestra.experiments.runs.Interruption;
import picocli.CommandLine.Option;

/** {@code envs}: what there is to act in. */
final class EnvsCommand extends ReportingCommand {
  @Option(names = "--wrappers", description = "List the wrappers, which go around environments.")
  private boolean wrappers;

  @Override
  int run(Console console, Interruption interruption) {
    return wrappers ? wrappers(console) : environments(console);
  }

  private int wrappers(Console console) {
    List<Map<String, Object>> rows = new ArrayList<>();
    Table table = new Table("wrapper", "also", "arguments", "what it does");
    for (WrapperSpec spec : WrapperRegistry.load().specs()) {
      Map<String, Object> arguments = new LinkedHashMap<>();
      spec.arguments().forEach(a -> arguments.put(a.name(), a.defaultValue().toString()));
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("name", spec.name());
      row.put("aliases", spec.aliases());
      row.put("arguments", arguments);
      row.put("description", spec.description());
      rows.add(row);
      String pairs =
          arguments.entrySet().stream()
              .map(a -> a.getKey() + "=" + a.getValue())
              .collect(Collectors.joining(","));
      table.row(
          spec.name(),
          spec.aliases().isEmpty() ? "-" : String.join(", ", spec.aliases()),
          pairs.isEmpty() ? "-" : pairs,
          spec.description());
    }
    if (json()) {
      console.json(Map.of("wrappers", rows));
    } else {
      table.print(console);
    }
    return 0;
  }

  private int environments(Console console) {
    EnvironmentRegistry registry = EnvironmentRegistry.load();
    List<Map<String, Object>> environments = new ArrayList<>();
    Table table =
        new Table("id", "source", "observations", "actions", "max steps", "reward threshold");
    for (EnvironmentSpec spec : registry.specs()) {
      try (Environment<?, ?> env = registry.make(spec.id(), Map.of())) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", spec.id());
        row.put("source", spec.source());
        row.put("observationSpace", env.observationSpace().toString());
        row.put("actionSpace", env.actionSpace().toString());
        row.put(
            "maxEpisodeSteps",
            spec.maxEpisodeSteps().isPresent() ? spec.maxEpisodeSteps().getAsInt() : null);
        row.put(
            "rewardThreshold",
            spec.rewardThreshold().isPresent() ? spec.rewardThreshold().getAsDouble() : null);
        environments.add(row);
        table.row(row.values().stream().map(v -> v == null ? "-" : v).toArray());
      }
    }
    if (json()) {
      console.json(Map.of("environments", environments));
    } else {
      table.print(console);
    }
    return 0;
  }
}
