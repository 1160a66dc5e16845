package palestra.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of {@code palestra_gym} when Java or Python dies, hangs, forks or is attacked. */
final class PalestraGymFaultsTest {
  private static final String SCRIPT = "gym_faults.py";

  @Test
  void portAnswersOnlyThoseWhoKnowTheToken() throws Exception {
    JsonNode answers = PythonScript.answer(SCRIPT, "strangers");
    assertThat(text(answers, "address")).isEqualTo("127.0.0.1");
    assertThat(answers.get("known").asBoolean()).isTrue();
    for (String stranger : new String[] {"none", "wrong", "empty"}) {
      assertThat(text(answers, stranger)).as(stranger).doesNotContain("CartPole", "yro", "session");
    }
    assertThat(answers.get("told").asBoolean())
        .as("whether the token stands in the command line or the environment")
        .isFalse();
  }

  @Test
  void deathOfJavaIsToldInALineAndTheNextEnvironmentWorks() throws Exception {
    JsonNode answers = PythonScript.answer(SCRIPT, "java_killed");
    for (String call : new String[] {"step", "other"}) {
      assertThat(text(answers, call))
          .startsWith("BridgeError: Java (process ")
          .contains("was killed by SIGKILL while CartPole-v1 waited for its answer");
    }
    assertThat(answers.get("gone").asBoolean()).isTrue();
    assertThat(text(answers, "again")).isEqualTo("none");
    assertThat(answers.get("new").asBoolean()).isTrue();
  }

  @Test
  void javaThatHangsIsEnded() throws Exception {
    JsonNode answers = PythonScript.answer(Map.of("PALESTRA_DEADLINE", "12"), SCRIPT, "hang");
    assertThat(text(answers, "step"))
        .isEqualTo(
            "BridgeError: the answer of CartPole-v1 did not come within 12 seconds, and Java was"
                + " ended; PALESTRA_DEADLINE sets how many it may take");
    assertThat(answers.get("status").asInt()).isEqualTo(-9);
    assertThat(text(answers, "call")).contains("'make' did not come within 12 seconds");
    assertThat(answers.get("lost")).isEqualTo(answers.get("call"));
  }

  @Test
  void interruptedStepIsFinishedBeforeTheNext() throws Exception {
    JsonNode answers = PythonScript.answer(SCRIPT, "interrupted");
    assertThat(answers.get("caught").asBoolean()).isTrue();
    assertThat(answers.get("equal").asBoolean()).isTrue();
  }

  @Test
  void forkedChildHasAJavaOfItsOwn() throws Exception {
    JsonNode answers = PythonScript.answer(SCRIPT, "forked");
    for (String call : new String[] {"old", "reset"}) {
      assertThat(text(answers, call)).contains("made before the process forked");
    }
    for (String call : new String[] {"step", "parent", "call"}) {
      assertThat(text(answers, call)).as(call).isEqualTo("none");
    }
    for (String fact : new String[] {"gone", "own", "equal", "same"}) {
      assertThat(answers.get(fact).asBoolean()).as(fact).isTrue();
    }
  }

  @Test
  void openingAndClosingLeavesNothingBehind() throws Exception {
    JsonNode answers = PythonScript.answer(SCRIPT, "leaks");
    assertThat(answers.get("last"))
        .as("Java's process, descriptors of Python and of Java, threads, files, sessions")
        .isEqualTo(answers.get("first"));
    assertThat(answers.get("gone").asBoolean()).isTrue();
    assertThat(text(answers, "after")).isEqualTo("none");
  }

  @Test
  void javaEndsWithTheLastEnvironment() throws Exception {
    JsonNode answers = PythonScript.answer(SCRIPT, "idle");
    assertThat(answers.get("early").asBoolean()).as("not before the last one").isTrue();
    assertThat(answers.get("status").asInt(-1)).isZero();
    assertThat(text(answers, "again")).isEqualTo("none");
    assertThat(answers.get("new").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ends", "python_killed", "python_killed_while_busy"})
  void javaDiesWithPythonAndLeavesNoFile(String end) throws Exception {
    Outcome outcome = PythonScript.run(Map.of(), SCRIPT, end);
    JsonNode answer = new ObjectMapper().readTree(outcome.output());
    assertThat(outcome.status()).as(outcome.errors()).isEqualTo(end.equals("ends") ? 0 : 137);
    Optional<ProcessHandle> java = ProcessHandle.of(answer.get("java").asLong());
    if (java.isPresent()) {
      java.get().onExit().get(2, TimeUnit.MINUTES);
    }
    assertThat(answer.get("names"))
        .isNotEmpty()
        .allSatisfy(
            name -> {
              assertThat(Path.of(name.asText())).doesNotExist();
              assertThat(Path.of(name.asText()).getParent()).doesNotExist();
            });
  }

  @Test
  void missingOrWrongLauncherIsNamed() throws Exception {
    JsonNode answers = PythonScript.answer(SCRIPT, "launchers");
    assertThat(text(answers, "home"))
        .startsWith("BridgeError: PALESTRA_HOME is /nowhere, but there is no launcher");
    assertThat(text(answers, "path"))
        .startsWith("BridgeError: no Palestra found: set PALESTRA_HOME to its directory");
    assertThat(text(answers, "ends")).contains("ended with status 3 before it answered");
    assertThat(text(answers, "talks")).contains("it answered 'hello'");
  }

  @Test
  void versionsThatDoNotFitSayWhatToInstall() throws Exception {
    JsonNode answers = PythonScript.answer(SCRIPT, "versions");
    assertThat(text(answers, "python"))
        .contains("version 1 of the bridge's protocol", "version 2", "install the package");
    assertThat(text(answers, "deadline"))
        .isEqualTo("BridgeError: PALESTRA_DEADLINE is a number of seconds above 0, but is 'soon'");
  }

  @Test
  void whatJavaPrintsDoesNotDisturb() throws Exception {
    Outcome outcome = PythonScript.run(Map.of("PALESTRA_JVM_OPTS", "-Xlog:gc*"), SCRIPT, "noise");
    assertThat(outcome.output()).isEqualTo("{\"step\": \"none\"}\n");
    assertThat(outcome.errors()).contains("[gc", "noise");
  }

  @Test
  void faultsInJavaAreToldInALine() throws Exception {
    JsonNode answers = PythonScript.answer(SCRIPT, "broken");
    assertThat(text(answers, "unknown")).contains("ended with status 1");
    assertThat(text(answers, "request")).isEqualTo("RuntimeError: unknown request 99");
    assertThat(text(answers, "order"))
        .startsWith("BridgeError: java.lang.NullPointerException: ")
        .contains(" at palestra.envs.bridge.server.");
  }

  private static String text(JsonNode answers, String name) {
    return answers.get(name).asText();
  }
}
