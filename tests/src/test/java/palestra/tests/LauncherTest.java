package palestra.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher does before there is any Java to start. */
final class LauncherTest {

  private static final Path ROOT = Checkout.root();

  @TempDir Path directory;

  @Test
  void scriptsAreCleanToShellcheck() throws Exception {
    Outcome outcome = Outcome.of(ROOT, "shellcheck", "palestra", ".ci/run");
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

  /** The launcher alone, in a checkout without anything to build. */
  private Path copy() throws IOException {
    Path checkout = Files.createDirectories(directory.resolve("checkout"));
    Path launcher = checkout.resolve("palestra");
    if (!Files.exists(launcher)) {
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
