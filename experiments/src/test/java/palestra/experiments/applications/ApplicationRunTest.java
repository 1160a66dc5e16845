package palestra.experiments.applications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import palestra.experiments.config.Settings;
import palestra.experiments.runs.Lab;
import palestra.generative.applications.Watch;
import palestra.networks.Device;

/** What an application does while others write where it will. */
final class ApplicationRunTest {
  @TempDir private Path directory;

  private ApplicationRun.Request request(Path run) {
    List<String> small = List.of("totalSteps=3", "filters=[4, 8]", "heldOut=8");
    return new ApplicationRun.Request(
        "inpaint", null, Settings.user(null, small), 1, Device.CPU, run);
  }

  @Test
  void aDirectoryThatIsFilledDuringTrainingStaysAsItIs() {
    Path run = directory.resolve("run");
    Watch somebody =
        (phase, steps, total) -> {
          try {
            Files.createDirectories(run);
            Files.writeString(run.resolve("report.json"), "mine");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    List<String> notes = new ArrayList<>();
    ApplicationRun.Report report =
        ApplicationRun.run(Lab.load(), request(run), somebody, notes::add);
    Path other = directory.resolve("run-2");
    assertThat(run.resolve("report.json")).hasContent("mine");
    assertThat(report.directory()).isEqualTo(other.toString());
    assertThat(other.resolve("report.json")).content().contains("\"inpaint\"");
    assertThat(other.resolve("picture.png")).exists();
    assertThat(notes).contains(run + " was filled meanwhile; writing to " + other);
  }

  @Test
  void whoEndsItLeavesNothing() {
    Path run = directory.resolve("run");
    Watch stops =
        (phase, steps, total) -> {
          if (steps == 2) {
            throw new IllegalStateException("enough");
          }
        };
    assertThatThrownBy(() -> ApplicationRun.run(Lab.load(), request(run), stops, note -> {}))
        .hasMessage("enough");
    assertThat(directory).isEmptyDirectory();
  }
}
