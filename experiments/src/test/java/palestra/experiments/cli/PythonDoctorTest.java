package palestra.experiments.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import palestra.experiments.cli.Doctor.Check;
import palestra.experiments.cli.Doctor.Status;

/** What is made of Pythons that are absent, poor, talkative or stuck; a shell script plays each. */
final class PythonDoctorTest {

  private static final String[] NAMES = {"python", "python box2d", "python atari", "python mujoco"};

  /** The script is called as {@code python -c SCRIPT FILE}. */
  private static final String BASE_WORKS = "printf 'base\\tok\\tGymnasium 1\\n' >>\"$3\"";

  @TempDir private Path directory;

  @Test
  void withoutPythonEachCheckSaysHowToGetIt() throws Exception {
    List<Check> checks = new PythonDoctor(Optional.empty(), false, Duration.ZERO).examine();
    assertThat(checks).extracting(Check::name).containsExactly(NAMES);
    assertThat(checks).extracting(Check::status).containsOnly(Status.WARN);
    assertThat(checks)
        .extracting(Check::detail)
        .containsExactly(
            "not set up yet: ./palestra python, or PALESTRA_PYTHON=/path/to/python",
            "not installed: ./palestra python box2d",
            "not installed: ./palestra python atari",
            "not installed: ./palestra python mujoco");
  }

  @Test
  void whatIsPrintedBesideTheAnswersIsNotHeard() throws Exception {
    List<Check> checks =
        doctor(
                false,
                60,
                "echo garbage",
                BASE_WORKS,
                "printf 'atari\\tok\\tfake\\n'",
                "printf 'box2d\\tmissing\\tBox2D, pygame\\nnoise\\n' >>\"$3\"",
                "printf 'atari\\tok\\tALE/Pong-v5 steps\\n' >>\"$3\"",
                "printf 'mujoco\\tbroken\\tFatalError: no OpenGL\\n' >>\"$3\"",
                "head -c 1000000 /dev/zero",
                "head -c 1000000 /dev/zero >&2")
            .examine();
    assertThat(checks)
        .containsExactly(
            new Check("python", Status.OK, "Gymnasium 1, " + python()),
            new Check(
                "python box2d",
                Status.WARN,
                "not installed: ./palestra python box2d (no Box2D, pygame)"),
            new Check("python atari", Status.OK, "ALE/Pong-v5 steps"),
            new Check("python mujoco", Status.WARN, "does not work: FatalError: no OpenGL"));
  }

  @Test
  void usersOwnPythonIsLeftToTheUser() throws Exception {
    List<Check> checks =
        doctor(true, 60, BASE_WORKS, "printf 'box2d\\tmissing\\tBox2D\\n' >>\"$3\"").examine();
    assertThat(checks.get(1).detail())
        .isEqualTo("not installed: " + python() + " -m pip install box2d pygame-ce (no Box2D)");
  }

  @Test
  void crashIsBlamedOnTheFamilyThatWasTried() throws Exception {
    List<Check> checks = doctor(false, 60, BASE_WORKS, "kill -SEGV $$").examine();
    assertThat(checks).extracting(Check::name).containsExactly(NAMES);
    assertThat(checks)
        .extracting(Check::detail)
        .containsExactly(
            "Gymnasium 1, " + python(),
            python() + " failed: Python ended with status 139",
            "not tried, as what came before did not end",
            "not tried, as what came before did not end");
  }

  @Test
  @Timeout(60)
  void hangingPythonIsEndedWithAllItStarted() throws Exception {
    List<Check> checks =
        doctor(
                false,
                2,
                BASE_WORKS,
                "sleep 3600 & echo $! >'" + directory.resolve("child") + "'",
                "echo $$ >'" + directory.resolve("parent") + "'",
                "wait")
            .examine();
    assertThat(checks.get(0).status()).isEqualTo(Status.OK);
    assertThat(checks.get(1).detail()).isEqualTo(python() + " failed: no end within 2 s");
    for (String process : List.of("child", "parent")) {
      long id = Long.parseLong(Files.readString(directory.resolve(process)).strip());
      Optional<ProcessHandle> handle = ProcessHandle.of(id);
      if (handle.isPresent()) {
        handle.get().onExit().get(50, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void whatCannotBeStartedIsNamed() throws Exception {
    Path text = Files.createFile(directory.resolve("text"));
    List<Check> checks =
        new PythonDoctor(Optional.of(text), true, Duration.ofSeconds(60)).examine();
    assertThat(checks).extracting(Check::name).containsExactly(NAMES);
    assertThat(checks.get(0).detail()).startsWith(text + " failed: ").hasLineCount(1);
  }

  private Path python() {
    return directory.resolve("python");
  }

  private PythonDoctor doctor(boolean named, int seconds, String... lines) throws IOException {
    Files.writeString(python(), "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(python(), PosixFilePermissions.fromString("rwxr-xr-x"));
    return new PythonDoctor(Optional.of(python()), named, Duration.ofSeconds(seconds));
  }
}
