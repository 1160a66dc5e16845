package palestra.experiments.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import palestra.envs.Environment;
import palestra.envs.registry.Argument;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Space;

/** What there is to say of environments: all in a table, or one with all it can be set to. */
final class EnvironmentPages {
  private EnvironmentPages() {}

  /** A line for each. */
  static void table(List<EnvironmentSpec> specs, Console console) {
    Table table =
        new Table("id", "source", "observations", "actions", "max steps", "reward threshold");
    for (EnvironmentSpec spec : specs) {
      try (Environment<?, ?> env = spec.make(Map.of())) {
        table.row(
            spec.id(),
            spec.source(),
            SpaceSummary.of(env.observationSpace()),
            SpaceSummary.of(env.actionSpace()),
            spec.maxEpisodeSteps().isPresent() ? spec.maxEpisodeSteps().getAsInt() : "-",
            spec.rewardThreshold().isPresent() ? spec.rewardThreshold().getAsDouble() : "-");
      }
    }
    table.print(console);
  }

  /** One, in full. */
  static void page(EnvironmentSpec spec, Console console) {
    try (Environment<?, ?> env = spec.make(Map.of())) {
      Table facts = new Table(spec.id(), spec.source());
      facts.row("observations", oneLine(env.observationSpace()));
      facts.row("actions", oneLine(env.actionSpace()));
      if (!env.actionNames().isEmpty()) {
        long start = env.actionSpace() instanceof Discrete discrete ? discrete.start() : 0;
        facts.row(
            "",
            IntStream.range(0, env.actionNames().size())
                .mapToObj(i -> start + i + " " + env.actionNames().get(i))
                .collect(Collectors.joining(", ")));
      }
      facts.row("action mask", env.actionMask().isPresent() ? "yes" : "no");
      facts.row(
          "episode ends after",
          spec.maxEpisodeSteps().isPresent()
              ? spec.maxEpisodeSteps().getAsInt() + " steps at most"
              : "no number of steps");
      facts.row(
          "solved at",
          spec.rewardThreshold().isPresent()
              ? "a mean return of " + spec.rewardThreshold().getAsDouble()
              : "no return that is agreed on");
      facts.row(
          "a rule that plays it",
          spec.baseline().isPresent() ? "train --agent baseline --env " + spec.id() : "none");
      facts.print(console);
    }
    if (!spec.arguments().isEmpty()) {
      console.line("");
      Table arguments = new Table("--env-arg", "default", "takes", "what it is");
      spec.arguments()
          .forEach(a -> arguments.row(a.name(), a.defaultValue(), a.range(), a.description()));
      arguments.print(console);
    }
    if (spec.openArguments()) {
      console.line(
          "\nEvery other --env-arg is a keyword argument of the environment's constructor.");
    }
  }

  private static String oneLine(Space<?> space) {
    return space.toString().replaceAll("\\s+", " ");
  }

  /** All of it, for machines. */
  static List<Map<String, Object>> json(List<EnvironmentSpec> specs) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (EnvironmentSpec spec : specs) {
      try (Environment<?, ?> env = spec.make(Map.of())) {
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
        row.put("actionNames", env.actionNames());
        row.put("actionMask", env.actionMask().isPresent());
        row.put("baseline", spec.baseline().isPresent());
        row.put("arguments", spec.arguments().stream().map(EnvironmentPages::json).toList());
        rows.add(row);
      }
    }
    return rows;
  }

  private static Map<String, Object> json(Argument argument) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", argument.name());
    row.put("default", argument.defaultValue());
    row.put("low", argument.low());
    row.put("high", argument.high());
    row.put("choices", argument.choices());
    row.put("description", argument.description());
    return row;
  }
}
