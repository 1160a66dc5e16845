package palestra.experiments.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import palestra.agents.AgentProvider;
import palestra.experiments.config.RecordBinder;
import palestra.experiments.runs.BodySettings;
import palestra.experiments.runs.Interruption;
import palestra.experiments.runs.Lab;
import palestra.experiments.runs.TrainingSettings;

/** {@code agents}: what can be trained, and its settings. */
final class AgentsCommand extends ReportingCommand {
  @Override
  int run(Console console, Interruption interruption) {
    List<Map<String, Object>> agents = new ArrayList<>();
    for (AgentProvider<?> provider : Lab.load().agents()) {
      Map<String, Object> settings =
          new LinkedHashMap<>(RecordBinder.describe(provider.defaults()));
      settings.putAll(RecordBinder.describe(TrainingSettings.defaults(provider)));
      if (settings.containsKey("body")) {
        settings.putAll(RecordBinder.describe(BodySettings.DEFAULTS));
      }
      Map<String, Object> agent = new LinkedHashMap<>();
      agent.put("id", provider.id());
      agent.put("actionSpaces", names(provider.actionSpaces()));
      agent.put("observationSpaces", names(provider.observationSpaces()));
      agent.put("recurrent", provider.recurrent());
      agent.put("masks", provider.masks());
      agent.put("settings", settings);
      agents.add(agent);
    }
    if (json()) {
      console.json(Map.of("agents", agents));
      return 0;
    }
    Table table = new Table("agent", "acts in", "sees", "recurrent", "masks");
    for (Map<String, Object> agent : agents) {
      table.row(
          agent.get("id"),
          words(agent.get("actionSpaces")),
          words(agent.get("observationSpaces")),
          agent.get("recurrent").equals(true) ? "yes" : "no",
          agent.get("masks").equals(true) ? "yes" : "no");
    }
    table.print(console);
    for (Map<String, Object> agent : agents) {
      console.line("");
      console.line(agent.get("id") + ", settings and their defaults");
      ((Map<?, ?>) agent.get("settings")).forEach((k, v) -> console.line("  " + k + ": " + v));
    }
    return 0;
  }

  private static String words(Object names) {
    return ((List<?>) names).stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static List<String> names(Set<Class<?>> kinds) {
    return kinds.stream().map(Class::getSimpleName).sorted().toList();
  }
}
