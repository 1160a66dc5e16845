package palestra.experiments.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import palestra.experiments.config.RecordBinder;
import palestra.experiments.runs.Interruption;
import palestra.networks.Model;
import palestra.networks.bodies.Bodies;
import palestra.networks.bodies.Body;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bodies}: the networks that agents and models see through, and what they are made of. */
final class BodiesCommand extends ReportingCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "NAME [SETTING=VALUE]",
      description = "A body to tell all about, with settings over its own.")
  private List<String> words = List.of();

  @Option(
      names = "--shape",
      paramLabel = "84,84,4",
      description =
          "What it sees: the numbers of a vector; height,width,channels of a picture;"
              + " time,features of a sequence. Typical sizes where left out.")
  private String shape;

  @Override
  int run(Console console, Interruption interruption) {
    if (words.isEmpty()) {
      if (shape != null) {
        throw new IllegalArgumentException("--shape needs the NAME of a body");
      }
      list(console);
    } else {
      tell(Body.valueOf(String.join(" ", words)), console);
    }
    return 0;
  }

  private void list(Console console) {
    List<Map<String, Object>> bodies = new ArrayList<>();
    Table table = new Table("body", "sees", "what it is", "paper", "settings");
    for (Bodies.Entry entry : Bodies.all()) {
      Map<String, Object> settings = settings(entry.body());
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("name", entry.name());
      row.put("input", input(entry.body()));
      row.put("summary", entry.summary());
      row.put("paper", entry.paper());
      row.put("settings", settings);
      bodies.add(row);
      table.row(entry.name(), input(entry.body()), entry.summary(), entry.paper(), words(settings));
    }
    if (json()) {
      console.json(Map.of("bodies", bodies));
    } else {
      table.print(console);
    }
  }

  private void tell(Body body, Console console) {
    long[] sizes = shape == null ? typical(body) : sizes(body);
    Bodies.Summary summary = Bodies.summary(body, sizes);
    String name = body.text().split(" ", 2)[0];
    if (json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("name", name);
      document.put("text", body.text());
      document.put("input", input(body));
      document.put("settings", settings(body));
      document.put("shape", Arrays.stream(sizes).boxed().toList());
      document.put("parameters", summary.parameters());
      document.put(
          "stages",
          summary.stages().stream()
              .map(stage -> Map.of("path", stage.path(), "shape", inner(stage)))
              .toList());
      console.json(document);
      return;
    }
    Bodies.Entry entry =
        Bodies.all().stream().filter(e -> e.name().equals(name)).findFirst().orElseThrow();
    Table facts = new Table(name, entry.summary() + " (" + entry.paper() + ")");
    facts.row("sees", input(body) + " of " + times(Arrays.stream(sizes).boxed().toList()));
    facts.row("settings", words(settings(body)));
    facts.row("parameters", String.format(Locale.ROOT, "%,d", summary.parameters()));
    facts.print(console);
    console.line("");
    Table stages = new Table("stage", "comes out");
    summary.stages().forEach(stage -> stages.row(stage.path(), times(inner(stage))));
    stages.print(console);
  }

  private long[] sizes(Body body) {
    String[] parts = shape.split("[,x]", -1);
    String right =
        switch (body.input()) {
          case VECTOR, GRAPH -> "n";
          case PICTURE -> "height,width,channels";
          case SEQUENCE -> "time,features";
        };
    boolean whole = Arrays.stream(parts).allMatch(part -> part.matches("[1-9][0-9]{0,8}"));
    if (!whole || parts.length != right.split(",").length) {
      throw new IllegalArgumentException(
          "--shape of what %s sees is %s, each 1 or more, but is '%s'"
              .formatted(body.text(), right, shape));
    }
    return Arrays.stream(parts).mapToLong(Long::parseLong).toArray();
  }

  /** A shape to tell about where none is given. */
  private static long[] typical(Body body) {
    return switch (body.input()) {
      case VECTOR -> new long[] {8};
      case PICTURE -> new long[] {84, 84, 4};
      case SEQUENCE -> new long[] {16, 8};
      case GRAPH ->
          throw new IllegalArgumentException(
              body.text() + " sees a graph in one row: give its length with --shape");
    };
  }

  private static String input(Body body) {
    return body.input().name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> settings(Body body) {
    return RecordBinder.describe((Record) body);
  }

  private static String words(Map<String, Object> settings) {
    return settings.isEmpty()
        ? "-"
        : settings.entrySet().stream()
            .map(
                setting ->
                    setting.getKey()
                        + "="
                        + (setting.getValue() instanceof List<?> list
                            ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                            : setting.getValue()))
            .collect(Collectors.joining(" "));
  }

  /** A stage's sizes without the batch. */
  private static List<Long> inner(Model.Stage stage) {
    return stage.sizes().subList(Math.min(1, stage.sizes().size()), stage.sizes().size());
  }

  private static String times(List<Long> sizes) {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining(" x "));
  }
}
