package palestra.experiments.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palestra.generative.data.Data;
import palestra.generative.data.DataSets;
import palestra.generative.data.files.IdxFile;

/** With a launcher that does as it is told here; the real digits are asked for in module tests. */
class Digits8ProviderTest {
  @TempDir private Path root;
  private Path cache;
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void findTheCache() {
    cache = root.resolve(".palestra/cache/data/digits8");
  }

  private void launcher(String script) throws IOException {
    Path launcher = root.resolve("palestra");
    Files.writeString(launcher, "#!/bin/sh\n" + script + "\n");
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
  }

  private Data open() {
    return new Digits8Provider(root, null, said::add).open("digits8");
  }

  private void write(int count) throws IOException {
    byte[] pixels = new byte[64 * count];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % 17);
    }
    new IdxFile(new int[] {count, 8, 8}, pixels).write(cache.resolve("images-idx3-ubyte"));
    new IdxFile(new int[] {count}, new byte[count]).write(cache.resolve("labels-idx1-ubyte"));
  }

  @Test
  void whatIsInTheCacheNeedsNoPython() throws IOException {
    write(1797);
    Data data = open();
    assertThat(data.name()).isEqualTo("digits8");
    assertThat(data.shape()).containsExactly(8, 8, 1);
    assertThat(data.size(Data.Part.TRAINING)).isEqualTo(1500);
    assertThat(data.size(Data.Part.HELD_OUT)).isEqualTo(297);
    assertThat(said).isEmpty();
    assertThat(DataSets.load().names()).containsKey("digits8");
  }

  @Test
  void refusesFilesThatAreNotTheDigits() throws IOException {
    write(1000);
    Path images = cache.resolve("images-idx3-ubyte");
    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            images
                + ": offset 4: 1000 digits of 8 x 8 pixels, not 1797 of 8 x 8; delete it to have"
                + " it made anew");
    byte[] bytes = Files.readAllBytes(images);
    bytes[30] = 17;
    Files.write(images, bytes);
    assertThatThrownBy(this::open)
        .hasMessage(images + ": offset 30: pixel 17, but the greatest is 16");
    assertThatThrownBy(() -> new Digits8Provider(root, null, said::add).open("digits8 size=8"))
        .hasMessage("'digits8 size=8': digits8 takes no settings");
  }

  @Test
  void saysInOneLineWhyPythonCannotBeSetUp() throws IOException {
    launcher("echo 'palestra: setting up' >&2; echo 'palestra: failed: no network' >&2; exit 1");
    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "digits8: setting up the Python environment digits failed with status 1: palestra:"
                + " failed: no network");
    assertThat(said).hasSize(1);
    assertThatThrownBy(() -> new Digits8Provider(null, null, said::add).open("digits8"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "digits8 comes from Python, which ./palestra sets up: start through the launcher");
  }

  @Test
  void saysInOneLineWhyTheScriptFailed() throws IOException {
    Path python = root.resolve("python");
    Files.writeString(python, "#!/bin/sh\necho 'ModuleNotFoundError: sklearn' >&2; exit 1\n");
    assertThat(python.toFile().setExecutable(true)).isTrue();
    launcher("[ \"$1 $2\" = '__python digits' ] && echo '" + python + "'");
    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "digits8: writing scikit-learn's digits failed with status 1: ModuleNotFoundError:"
                + " sklearn");
  }
}
