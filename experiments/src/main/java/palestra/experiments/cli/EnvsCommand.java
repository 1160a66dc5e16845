package palestra.experiments.cli;

import java.io.IOException;
import java.nio.file.Path;
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
import palestra.experiments.runs.RunDirectory;
import palestra.experiments.runs.RunFailure;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code envs}: what there is to act in. */
final class EnvsCommand extends ReportingCommand {
  @Option(names = "--wrappers", description = "List the wrappers, which go around environments.")
  private boolean wrappers;

  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description = "Environments to tell all about, their arguments and the ranges of these.")
  private List<String> ids = List.of();

  @Option(
      names = "--out",
      paramLabel = "X.png",
      description = "Also draw them side by side, each some steps into an episode.")
  private Path out;

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
    List<EnvironmentSpec> specs =
        ids.isEmpty() ? registry.specs() : ids.stream().map(registry::spec).toList();
    if (json()) {
      console.json(Map.of("environments", EnvironmentPages.json(specs)));
    } else if (ids.isEmpty()) {
      EnvironmentPages.table(specs, console);
    } else {
      specs.forEach(spec -> EnvironmentPages.page(spec, console));
    }
    if (out != null) {
      try {
        EnvironmentSheet.write(specs, out);
      } catch (IOException e) {
        throw new RunFailure("cannot write " + out + ": " + RunDirectory.reason(e), e);
      }
    }
    return 0;
  }
}
