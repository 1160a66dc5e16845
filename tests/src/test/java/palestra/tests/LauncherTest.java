package palestra.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher does before there is any Java to start. */
final class LauncherTest {

  private static final Path ROOT = Checkout.root();

  @TempDir Path directory;

  @Test
  void scriptsAreCleanToShellcheck() throws Exception {
    List<String> command = new ArrayList<>(List.of("shellcheck", "palestra", ".ci/run"));
    Checkout.files(ROOT.resolve("launcher")).forEach(part -> command.add(part.toString()));
    assertThat(command).hasSizeGreaterThan(3);
    Outcome outcome = Outcome.of(ROOT, command.toArray(String[]::new));
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.status()).isZero();
  }

  @Test
  void ciCallsWhatTheReadmeCalls() throws IOException {
    assertThat(Files.readString(ROOT.resolve(".ci/run"))).contains("./palestra test");
    assertThat(Files.readString(ROOT.resolve("README.md"))).contains("./palestra test");
  }

  @Test
  void helpNeedsNoBuild() throws Exception {
    for (String[] arguments : new String[][] {{}, {"--help"}, {"-h"}, {"help"}}) {
      Outcome outcome = Outcome.of(directory, command(copy().toString(), arguments));
      assertThat(outcome.status()).isZero();
      assertThat(outcome.output())
          .contains("./palestra demo", "./palestra test", "Nothing is built");
      assertThat(outcome.errors()).isEmpty();
    }
    assertThat(directory.resolve("checkout/.palestra")).doesNotExist();
  }

  @Test
  void worksThroughSymbolicLinks() throws Exception {
    Path launcher = copy();
    Path absolute = Files.createSymbolicLink(directory.resolve("absolute"), launcher);
    Path elsewhere = Files.createDirectories(directory.resolve("else where"));
    Path relative = Files.createSymbolicLink(elsewhere.resolve("link"), Path.of("../absolute"));
    for (Path link : new Path[] {absolute, relative}) {
      Outcome outcome = Outcome.of(elsewhere, link.toString(), "__python", "absent");
      assertThat(outcome.status()).isEqualTo(2);
      assertThat(outcome.errors()).contains("no Python environment 'absent'");
    }
  }

  @Test
  void unknownTestOptionIsRefused() throws Exception {
    Outcome outcome = Outcome.of(directory, copy().toString(), "test", "--fast");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.errors())
        .isEqualTo("palestra: unknown option '--fast' of test: there are --learning and --peers\n");
  }

  @Test
  void unwritableCheckoutIsNamed() throws Exception {
    Path launcher = copy();
    // A file where the directory should be keeps even root from writing.
    Files.writeString(launcher.resolveSibling(".palestra"), "");
    Outcome outcome = Outcome.of(directory, launcher.toString(), "envs");
    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.errors()).startsWith("palestra: cannot write to ").hasLineCount(1);
  }

  @Test
  void unknownFamilyIsAnsweredWithTheKnownOnes() throws Exception {
    String launcher = copy().toString();
    locks();
    for (String[] arguments :
        new String[][] {{"python", "atri"}, {"__python", "bridge", "box2d", "atri"}}) {
      Outcome outcome = Outcome.of(directory, command(launcher, arguments));
      assertThat(outcome.status()).isEqualTo(2);
      assertThat(outcome.output()).isEmpty();
      assertThat(outcome.errors())
          .isEqualTo(
              "palestra: unknown family 'atri' of Python environments: there are atari, mujoco and"
                  + " box2d\n");
    }
    assertThat(directory.resolve("checkout/.palestra")).doesNotExist();
  }

  @Test
  void namedInterpreterIsUsedAsItIs() throws Exception {
    List<String> command = List.of(copy().toString(), "python", "all");
    Path named = fakePython().resolve("python3");
    Outcome outcome = Outcome.of(directory, Map.of("PALESTRA_PYTHON", named.toString()), command);
    assertThat(outcome.status()).isZero();
    assertThat(outcome.output()).isEqualTo(named + "\n");
    assertThat(outcome.errors()).contains("PALESTRA_PYTHON").hasLineCount(1);
    assertThat(directory.resolve("checkout/.palestra")).doesNotExist();

    Outcome absent = Outcome.of(directory, Map.of("PALESTRA_PYTHON", "/absent/python"), command);
    assertThat(absent.status()).isEqualTo(2);
    assertThat(absent.errors())
        .isEqualTo("palestra: PALESTRA_PYTHON names no program: /absent/python\n");
  }

  @Test
  void familiesAreInstalledOnTopOfTheBaseAndOnlyWhenTheirLockChanged() throws Exception {
    locks();
    Outcome first = launch("__python", "bridge", "box2d");
    assertThat(first.status()).as(first.errors()).isZero();
    assertThat(first.output())
        .isEqualTo(directory.resolve("checkout/.palestra/python/bridge/bin/python") + "\n");
    assertThat(installed()).containsExactly("requirements.lock", "requirements-box2d.lock");

    Outcome again = launch("__python", "bridge", "box2d");
    assertThat(again.output()).isEqualTo(first.output());
    assertThat(again.errors()).isEmpty();
    assertThat(installed()).isEmpty();

    Outcome more = launch("python", "box2d", "atari");
    assertThat(more.output()).isEqualTo(first.output());
    assertThat(more.errors())
        .endsWith(
            "palestra: Python is ready; families: atari box2d; not set up: mujoco"
                + " (./palestra python mujoco)\n");
    assertThat(installed()).containsExactly("requirements-atari.lock");

    change("requirements-atari.lock");
    launch("__python", "bridge", "box2d");
    assertThat(installed()).isEmpty();
    launch("__python", "bridge", "atari");
    assertThat(installed()).containsExactly("requirements-atari.lock");

    change("requirements.lock");
    launch("__python", "bridge");
    assertThat(installed())
        .containsExactly("requirements.lock", "requirements-atari.lock", "requirements-box2d.lock");
  }

  @Test
  void whatCouldNotBeInstalledIsTriedAgain() throws Exception {
    locks();
    Path broken = Files.createFile(directory.resolve("broken-requirements-mujoco.lock"));
    Outcome failed = launch("__python", "bridge", "mujoco");
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.output()).isEmpty();
    assertThat(failed.errors()).contains("ERROR: no such wheel", "whole log: ");
    assertThat(installed()).containsExactly("requirements.lock", "requirements-mujoco.lock");
    Files.delete(broken);
    assertThat(launch("python", "all").status()).isZero();
    assertThat(installed())
        .containsExactly(
            "requirements-atari.lock", "requirements-mujoco.lock", "requirements-box2d.lock");
  }

  /** Runs the copied launcher with a Python that only notes what pip is to install. */
  private Outcome launch(String... arguments) throws Exception {
    Map<String, String> variables =
        Map.of("PATH", fakePython() + ":" + System.getenv("PATH"), "NOTES", directory.toString());
    return Outcome.of(directory, variables, List.of(command(copy().toString(), arguments)));
  }

  private Path fakePython() throws IOException {
    Path bin = Files.createDirectories(directory.resolve("bin"));
    Path python = bin.resolve("python3");
    if (!Files.exists(python)) {
      Files.writeString(
          python,
          """
          #!/bin/sh
          for last; do :; done
          case "$*" in
          "-m venv "*) mkdir -p "$last/bin" && cp "$0" "$last/bin/python" ;;
          "-m pip install "*)
              echo "${last##*/}" >>"$NOTES/installed"
              if [ -e "$NOTES/broken-${last##*/}" ]; then echo "ERROR: no such wheel"; exit 1; fi ;;
          esac
          """);
      Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return bin;
  }

  /** The lock files that pip was given since the last question. */
  private List<String> installed() throws IOException {
    Path notes = directory.resolve("installed");
    List<String> names = Files.exists(notes) ? Files.readAllLines(notes) : List.of();
    Files.deleteIfExists(notes);
    return names;
  }

  private void locks() throws IOException {
    Path python = Path.of("envs/src/main/python");
    Path copies = Files.createDirectories(directory.resolve("checkout").resolve(python));
    for (Path file : Checkout.files(ROOT.resolve(python))) {
      if (file.toString().endsWith(".lock")) {
        Files.copy(file, copies.resolve(file.getFileName()));
      }
    }
  }

  private void change(String lock) throws IOException {
    Path file = directory.resolve("checkout/envs/src/main/python").resolve(lock);
    Files.writeString(file, "# changed\n", StandardOpenOption.APPEND);
  }

  /** The launcher alone, in a checkout without anything to build. */
  private Path copy() throws IOException {
    Path checkout = Files.createDirectories(directory.resolve("checkout"));
    Path launcher = checkout.resolve("palestra");
    if (!Files.exists(launcher)) {
      Files.createDirectories(checkout.resolve("launcher"));
      for (Path part : Checkout.files(ROOT.resolve("launcher"))) {
        Files.copy(part, checkout.resolve(ROOT.relativize(part)));
      }
      Files.copy(ROOT.resolve("palestra"), launcher);
      Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return launcher;
  }

  private static String[] command(String program, String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = program;
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return command;
  }
}
