package palestra.experiments.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.wrapping.WrapperRegistry;
import palestra.envs.wrapping.WrapperSpec;
import palestra.experiments.runs.Interruption;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code envs}: what there is to act in. */
final class EnvsCommand extends ReportingCommand {
  @Option(names = "--wrappers", description = "List the wrappers, which go around environments.")
  private boolean wrappers;

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "An environment to tell all about, its arguments and their ranges.")
  private String id;

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
    List<EnvironmentSpec> specs = id == null ? registry.specs() : List.of(registry.spec(id));
    if (json()) {
      console.json(Map.of("environments", EnvironmentPages.json(specs)));
    } else if (id == null) {
      EnvironmentPages.table(specs, console);
    } else {
      EnvironmentPages.page(specs.get(0), console);
    }
    return 0;
  }
}
