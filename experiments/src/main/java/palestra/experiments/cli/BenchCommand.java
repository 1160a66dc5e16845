package palestra.experiments.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import palestra.experiments.bench.BenchRow;
import palestra.experiments.bench.Benchmark;
import palestra.experiments.config.Json;
import palestra.experiments.config.Nearest;
import palestra.experiments.runs.Interruption;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench}: ours and peers side by side. */
final class BenchCommand extends ReportingCommand {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "The benchmark; without one, they are listed.")
  private String name;

  @Option(
      names = "--compare",
      paramLabel = "BASELINE",
      description = "JSON of an earlier run of this benchmark to hold our figures against.")
  private Path baseline;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description = "Measure only what has this in its name, such as CartPole or MinAtar.")
  private String only = "";

  @Override
  int run(Console console, Interruption interruption) {
    boolean json = json();
    List<Benchmark> all = new ArrayList<>();
    ServiceLoader.load(Benchmark.class).forEach(all::add);
    all.sort(Comparator.comparing(Benchmark::name));
    if (name == null) {
      list(all, console, json);
      return 0;
    }
    Benchmark benchmark =
        all.stream()
            .filter(b -> b.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        Nearest.unknown(
                            "benchmark", name, all.stream().map(Benchmark::name).toList())));
    Report earlier = baseline == null ? null : read(baseline);
    List<BenchRow> rows = new ArrayList<>(benchmark.run(console::note, only));
    if (earlier != null) {
      rows.addAll(compared(rows, earlier));
    }
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("benchmark", benchmark.name());
      document.put("rows", rows);
      console.json(document);
    } else {
      Table table = new Table("what", "peer", "ours", "theirs", "ratio", "low", "high");
      for (BenchRow row : rows) {
        table.row(
            row.what(),
            row.peer(),
            BenchRow.figure(row.ours(), row.unit()),
            BenchRow.figure(row.theirs(), row.unit()),
            BenchRow.figure(row.ratio(), ""),
            BenchRow.figure(row.low(), ""),
            BenchRow.figure(row.high(), ""));
      }
      table.print(console);
    }
    return 0;
  }

  private static void list(List<Benchmark> all, Console console, boolean json) {
    if (json) {
      List<String> names = all.stream().map(Benchmark::name).toList();
      console.json(Map.of("benchmarks", names));
      return;
    }
    Table table = new Table("benchmark", "measures");
    all.forEach(b -> table.row(b.name(), b.description()));
    table.print(console);
  }

  private record Report(String benchmark, List<BenchRow> rows) {}

  private Report read(Path file) {
    try {
      Report report = new Json().read(Files.readString(file), Report.class);
      if (!name.equals(report.benchmark()) || report.rows() == null) {
        throw new IllegalArgumentException("it is not of benchmark '" + name + "'");
      }
      return report;
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException("cannot use --compare " + file + ": " + e.getMessage(), e);
    }
  }

  private static List<BenchRow> compared(List<BenchRow> rows, Report earlier) {
    List<BenchRow> compared = new ArrayList<>();
    for (BenchRow row : rows) {
      earlier.rows().stream()
          .filter(old -> old.what().equals(row.what()) && old.unit().equals(row.unit()))
          .findFirst()
          .ifPresent(
              old ->
                  compared.add(
                      BenchRow.of(
                          row.what(),
                          "baseline",
                          new double[] {row.ours()},
                          new double[] {old.ours()},
                          row.unit(),
                          row.unit().endsWith("/s"))));
    }
    return compared;
  }
}
