package palestra.experiments.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import palestra.envs.Environment;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.registry.EnvironmentSpec;
import palestra.experiments.runs.Interruption;

/** {@code envs}: what there is to act in. */
final class EnvsCommand extends ReportingCommand {
  @Override
  int run(Console console, Interruption interruption) {
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
