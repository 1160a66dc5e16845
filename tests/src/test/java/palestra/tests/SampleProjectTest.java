package palestra.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project of one's own adds an environment, an agent and a model, from the installed artefacts
 * alone. All of it happens in a fresh copy of the sources and in a throw-away Maven repository.
 */
final class SampleProjectTest {

  private static final List<String> MODULES =
      List.of("networks", "envs", "agents", "generative", "renderer", "experiments");

  @TempDir static Path directory;

  private static Path checkout;
  private static Path repository;
  private static Path sample;

  @BeforeAll
  static void installPalestraAndBuildTheSample() throws Exception {
    checkout = directory.resolve("checkout");
    repository = directory.resolve("repository");
    sample = directory.resolve("sample");
    copySources();
    borrowDownloads();
    succeed(
        directory,
        Map.of(),
        checkout.resolve("palestra").toString(),
        "install",
        "-Dmaven.repo.local=" + repository);
    succeed(
        sample, Map.of(), "mvn", "-B", "-q", "-o", "-Dmaven.repo.local=" + repository, "package");
  }

  /** Only the links go: what they lead to is everybody's. */
  @AfterAll
  static void giveDownloadsBack() throws IOException {
    try (DirectoryStream<Path> groups = Files.newDirectoryStream(repository)) {
      for (Path group : groups) {
        if (Files.isSymbolicLink(group)) {
          Files.delete(group);
        }
      }
    }
  }

  @Test
  void everyArtefactHasSourcesAndJavadoc() {
    for (String module : MODULES) {
      Path artefact = repository.resolve("palestra/" + module + "/0.1.0");
      for (String kind : List.of(".jar", "-sources.jar", "-javadoc.jar", ".pom")) {
        assertThat(artefact.resolve(module + "-0.1.0" + kind)).isRegularFile();
      }
    }
  }

  @Test
  void environmentIsListed() throws Exception {
    JsonNode environments = palestra("envs", "--format", "json").get("environments");
    assertThat(environments)
        .anySatisfy(
            environment -> {
              assertThat(environment.get("id").asText()).isEqualTo("Corridor-v0");
              assertThat(environment.get("source").asText()).isEqualTo("sample");
              assertThat(environment.get("observationSpace").asText()).isEqualTo("Discrete(5)");
            })
        .anySatisfy(
            environment -> assertThat(environment.get("id").asText()).isEqualTo("CartPole-v1"));
  }

  @Test
  void agentAndModelAreListed() throws Exception {
    assertThat(palestra("agents", "--format", "json").get("agents"))
        .anySatisfy(agent -> assertThat(agent.get("id").asText()).isEqualTo("tabular-q"));
    assertThat(palestra("models", "--format", "json").get("models"))
        .anySatisfy(model -> assertThat(model.get("id").asText()).isEqualTo("bell"));
  }

  @Test
  void agentLearnsTheEnvironment() throws Exception {
    JsonNode result =
        palestra(
                "train --agent tabular-q --env Corridor-v0 --env-arg cells=7 --steps 4000 --seed 3"
                    .split(" "))
            .get("finalEval");
    // The way out pays 1, less 0.01 for each of 3 to 6 steps.
    assertThat(result.get("mean").asDouble()).isBetween(0.94, 0.97);
  }

  @Test
  void modelLearnsItsData() throws Exception {
    Path run = directory.resolve("bell-run");
    palestra(
        "train", "--model", "bell", "--data", "bell", "--steps", "200", "--run", run.toString());
    assertThat(palestra("generate", run.toString()).get("metrics").get("accuracy").asDouble())
        .isGreaterThan(0.9);
  }

  @Test
  void secondStartBuildsNothing() throws Exception {
    Outcome outcome = launch("--help");
    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.output()).contains("train").doesNotContain("Nothing is built");
  }

  private static JsonNode palestra(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (!all.contains("--format")) {
      all.addAll(List.of("--format", "json"));
    }
    Outcome outcome = launch(all.toArray(String[]::new));
    assertThat(outcome.status()).as(outcome.errors()).isZero();
    return new ObjectMapper().readTree(outcome.output());
  }

  private static Outcome launch(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(checkout.resolve("palestra").toString()));
    command.addAll(List.of(arguments));
    return Outcome.of(
        directory,
        Map.of("PALESTRA_CLASSPATH", sample.resolve("target/sample.jar").toString()),
        command);
  }

  private static void succeed(Path where, Map<String, String> variables, String... command)
      throws Exception {
    Outcome outcome = Outcome.of(where, variables, List.of(command));
    assertThat(outcome.status()).as(outcome.output() + outcome.errors()).isZero();
  }

  /** What a build needs, and nothing that one left behind. */
  private static void copySources() throws IOException {
    Path root = Checkout.root();
    for (Path file : Checkout.files(root)) {
      Path relative = root.relativize(file);
      String name = relative.toString();
      if (name.startsWith("tests/sample/")) {
        copy(file, sample.resolve(root.resolve("tests/sample").relativize(file)));
      } else if (name.endsWith("pom.xml")
          || name.equals("palestra")
          || name.startsWith("launcher/")
          || name.startsWith(".mvn/")
          || name.contains("/src/main/")) {
        copy(file, checkout.resolve(relative));
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
  }

  /**
   * Everything downloaded already is seen in the throw-away repository; what is added stays there.
   */
  private static void borrowDownloads() throws IOException {
    Files.createDirectories(repository);
    Path downloaded = Path.of(System.getProperty("palestra.repository"));
    try (DirectoryStream<Path> groups = Files.newDirectoryStream(downloaded)) {
      for (Path group : groups) {
        if (!group.endsWith("palestra")) {
          Files.createSymbolicLink(repository.resolve(group.getFileName()), group);
        }
      }
    }
  }
}
