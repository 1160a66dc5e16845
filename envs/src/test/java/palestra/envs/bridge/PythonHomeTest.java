package palestra.envs.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import palestra.envs.bridge.PythonHome.Family;

/** Which Python is run, with small launchers in place of the real one. */
final class PythonHomeTest {

  @TempDir private Path root;

  private final List<String> progress = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "ALE/Pong-v5, ATARI",
    "PongNoFrameskip-v4, ATARI",
    "LunarLander-v3, BOX2D",
    "LunarLanderContinuous-v3, BOX2D",
    "BipedalWalkerHardcore-v3, BOX2D",
    "CarRacing-v3, BOX2D",
    "Ant-v5, MUJOCO",
    "HalfCheetah-v4, MUJOCO",
    "Hopper-v5, MUJOCO",
    "Humanoid-v5, MUJOCO",
    "HumanoidStandup-v5, MUJOCO",
    "InvertedDoublePendulum-v4, MUJOCO",
    "InvertedPendulum-v5, MUJOCO",
    "Pusher-v5, MUJOCO",
    "Reacher-v5, MUJOCO",
    "Swimmer-v5, MUJOCO",
    "Walker2d-v5, MUJOCO"
  })
  void familyOfAnEnvironment(String id, Family family) {
    assertThat(Family.of(id)).containsExactly(family);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"CartPole-v1", "Taxi-v4", "MiniGrid-Unlock-v0", "InvertedPendulum-v0", "Ant-v3"})
  void othersNeedNoFamily(String id) {
    assertThat(Family.of(id)).isEmpty();
  }

  @Test
  void namedInterpreterIsTakenBeforeTheLauncher() throws IOException {
    launcher("exit 1");
    Path python = program("my python", "");
    PythonHome home = new PythonHome(python.toString(), "PALESTRA_PYTHON", root, progress::add);
    assertThat(home.isNamed()).isTrue();
    assertThat(home.interpreter(EnumSet.allOf(Family.class))).isEqualTo(python);
    assertThat(home.installed()).contains(python);
    assertThat(progress).isEmpty();
  }

  @Test
  void bareNameIsLookedUpOnThePath() {
    PythonHome home = new PythonHome("sh", "PALESTRA_PYTHON", null, progress::add);
    assertThat(home.interpreter(Set.of())).isAbsolute().hasFileName("sh").isExecutable();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/absent/python", "no-such-python", "/"})
  void namedInterpreterThatIsAbsentIsRefused(String named) {
    PythonHome home = new PythonHome(named, "palestra.python", root, progress::add);
    String message =
        "palestra.python=" + named + " names no program; name a Python that has gymnasium and py4j";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> home.interpreter(Set.of()))
        .withMessage(message);
    assertThatIllegalArgumentException().isThrownBy(home::installed).withMessage(message);
  }

  @Test
  void launcherIsAskedForTheFamiliesAndItsProgressIsPassedOn() throws IOException {
    Path python = program("python", "");
    launcher(
        "echo palestra: adding \"$*\" >&2",
        "echo palestra: done >&2",
        "echo a banner",
        "echo '" + python + "'");
    PythonHome home = new PythonHome(" ", "PALESTRA_PYTHON", root, progress::add);
    assertThat(home.isNamed()).isFalse();
    assertThat(home.interpreter(Set.of(Family.BOX2D, Family.ATARI))).isEqualTo(python);
    assertThat(progress)
        .containsExactly("palestra: adding __python bridge atari box2d", "palestra: done");
  }

  @Test
  void failureOfTheLauncherIsToldInOneLine() throws IOException {
    launcher("echo first >&2", "echo 'palestra: failed: no network' >&2", "exit 1");
    assertThatIllegalStateException()
        .isThrownBy(() -> home().interpreter(Set.of()))
        .withMessage(
            "setting up Python for Gymnasium's environments failed: the launcher ended with status"
                + " 1, palestra: failed: no network; PALESTRA_PYTHON=/path/to/python names one that"
                + " is there already");
    assertThat(progress).containsExactly("first", "palestra: failed: no network");
  }

  @Test
  void launcherThatNamesNothingIsNotBelieved() throws IOException {
    launcher("echo /absent/python");
    assertThatIllegalStateException()
        .isThrownBy(() -> home().interpreter(Set.of()))
        .withMessageContaining("named no interpreter but '/absent/python'");
    launcher("");
    assertThatIllegalStateException()
        .isThrownBy(() -> home().interpreter(Set.of()))
        .withMessageContaining("named no interpreter but ''");
  }

  @Test
  void withoutNameAndLauncherTheErrorSaysHowToNameOne() {
    PythonHome home = new PythonHome(null, "PALESTRA_PYTHON", null, progress::add);
    assertThatIllegalStateException()
        .isThrownBy(() -> home.interpreter(Set.of()))
        .withMessageContaining("PALESTRA_PYTHON=/path/to/python")
        .withMessageNotContaining("\n");
    assertThat(home.installed()).isEmpty();
  }

  @Test
  void installedSetsUpNothing() throws IOException {
    launcher("echo called >&2", "exit 1");
    assertThat(home().installed()).isEmpty();
    Path python = program(".palestra/python/bridge/bin/python", "");
    assertThat(home().installed()).contains(python);
    assertThat(progress).isEmpty();
  }

  private PythonHome home() {
    return new PythonHome(null, "PALESTRA_PYTHON", root, progress::add);
  }

  private void launcher(String... lines) throws IOException {
    program("palestra", String.join("\n", lines));
  }

  private Path program(String name, String script) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
