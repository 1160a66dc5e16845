package palestra.tests.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.generators.BenchmarkProcessor;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.registry.EnvironmentSpec;

/**
 * JMH's gc profiler over the steps of every environment that has a vector of its own; prints bytes
 * and microseconds a step of 64 copies. It takes a few seconds an environment, so it runs with
 * {@code ./palestra test --peers} only; {@code AllocationTest} is its quick form.
 */
@Tag("peers")
final class StepAllocationTest {
  /** The smallest object: the profiler sees the few kB that JMH allocates in an iteration, too. */
  private static final double NOTHING = 16;

  @TempDir Path directory;

  @Test
  void classicControlAllocatesNothing() throws IOException, InterruptedException {
    generate();
    JsonNode results = run();
    assertThat(results).isNotEmpty();
    for (JsonNode result : results) {
      String id = result.at("/params/id").asText();
      double bytes = result.at("/secondaryMetrics/gc.alloc.rate.norm/score").asDouble();
      System.out.printf(
          "%-28s %10.3f bytes a step, %10.2f us a step of 64 copies%n",
          id, bytes, result.at("/primaryMetric/score").asDouble());
      if (classic(id)) {
        assertThat(bytes).as(id).isLessThan(NOTHING);
      }
    }
  }

  private static boolean classic(String id) {
    return id.matches("(CartPole|MountainCar|Pendulum|Acrobot).*");
  }

  /** JMH writes the loops around the benchmark's method as Java source: from the class, here. */
  private void generate() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-d", directory.toString(), "-s", directory.toString(), "-cp", classpath());
      JavaCompiler.CompilationTask task =
          compiler.getTask(
              null, files, null, options, List.of(StepBenchmark.class.getName()), List.of());
      task.setProcessors(List.of(new BenchmarkProcessor()));
      assertThat(task.call()).isTrue();
    }
  }

  private JsonNode run() throws IOException, InterruptedException {
    Path report = directory.resolve("report.json");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", directory + File.pathSeparator + classpath()));
    command.addAll(List.of("org.openjdk.jmh.Main", "StepBenchmark", "-p", "id=" + ids()));
    command.addAll(List.of("-f", "0", "-wi", "3", "-w", "500ms", "-i", "3", "-r", "500ms"));
    command.addAll(List.of("-prof", "gc", "-rf", "json", "-rff", report.toString()));
    Process jmh =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("jmh.log").toFile())
            .start();
    assertThat(jmh.waitFor()).as(Files.readString(directory.resolve("jmh.log"))).isZero();
    return new ObjectMapper().readTree(report.toFile());
  }

  private static String ids() {
    try (Stream<EnvironmentSpec> specs = EnvironmentRegistry.load().specs().stream()) {
      return specs
          .filter(spec -> spec.vectorFactory().isPresent())
          .map(EnvironmentSpec::id)
          .collect(Collectors.joining(","));
    }
  }

  /** Surefire keeps the class path in a property of its own. */
  private static String classpath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
