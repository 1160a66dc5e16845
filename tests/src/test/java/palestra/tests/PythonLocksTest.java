package palestra.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The lock files of the Python environments fit each other. */
final class PythonLocksTest {

  private static final Path ROOT = Checkout.root();
  private static final Path BRIDGE = ROOT.resolve("envs/src/main/python");
  private static final Pattern PIN = Pattern.compile("(?m)^([a-z0-9-]+)==(\\S+) \\\\$");

  /** All families go into one environment, so that a package has one version in all of them. */
  @Test
  void familiesOfTheBridgeAgree() throws IOException {
    Map<String, String> bridge = bridge();
    assertThat(bridge)
        .containsKeys("gymnasium", "py4j", "numpy", "ale-py", "mujoco", "box2d", "pygame-ce");
  }

  /** Tests and benchmarks are of the versions that users get. */
  @Test
  void testsAndBenchmarksHaveTheBridgesVersions() throws IOException {
    Map<String, String> bridge = bridge();
    assertThat(pins(ROOT.resolve("tests/src/test/python/parity/requirements.lock")))
        .containsAllEntriesOf(bridge);
    assertThat(pins(ROOT.resolve("experiments/src/main/python/bench-gymnasium/requirements.lock")))
        .containsAllEntriesOf(bridge);
  }

  @Test
  void lockFilesNameNoRegistry() {
    assertThat(Checkout.files(ROOT))
        .filteredOn(file -> file.toString().endsWith(".lock"))
        .hasSizeGreaterThan(2)
        .allSatisfy(
            file ->
                assertThat(Files.readString(file))
                    .doesNotContain("://", "--index-url", "--extra-index-url", "--find-links"));
  }

  private static Map<String, String> bridge() throws IOException {
    Map<String, String> all = new TreeMap<>();
    for (String family : new String[] {"", "-atari", "-mujoco", "-box2d"}) {
      pins(BRIDGE.resolve("requirements" + family + ".lock"))
          .forEach(
              (name, version) ->
                  assertThat(all.merge(name, version, (before, now) -> before))
                      .as("%s in the lock file of the family '%s'", name, family)
                      .isEqualTo(version));
    }
    return all;
  }

  private static Map<String, String> pins(Path lock) throws IOException {
    Map<String, String> pins = new TreeMap<>();
    Matcher pin = PIN.matcher(Files.readString(lock));
    while (pin.find()) {
      pins.put(pin.group(1), pin.group(2));
    }
    assertThat(pins).isNotEmpty();
    return pins;
  }
}
