package palestra.renderer.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Needs Xvfb and the X11 libraries that GLFW loads; the launcher installs both. */
class ReplayWindowTest {

  @Test
  void windowShowsTheReplayAndObeysKeys() throws Exception {
    Process server =
        new ProcessBuilder(
                "Xvfb", "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader says =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII))) {
      String display = says.readLine();
      assertThat(display).as("the display that Xvfb opened").isNotNull();
      assertThat(probe(":" + display.strip()))
          .containsExactly(
              "size 600x608",
              "circle 2b6cb0, beside ffffff",
              "paused at 0.5",
              "closed after 5 frames");
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  @Test
  void withoutADisplayOneLineSaysWhatToDo() throws Exception {
    List<String> said = probe("");
    assertThat(said).hasSize(1);
    assertThat(said.get(0))
        .startsWith("refused: no display for --window: use --out X.gif, or run under Xvfb (");
  }

  private static List<String> probe(String display) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
            java, "-cp", System.getProperty("java.class.path"), WindowProbe.class.getName());
    Map<String, String> environment = builder.environment();
    environment.remove("WAYLAND_DISPLAY");
    environment.remove("DISPLAY");
    if (!display.isEmpty()) {
      environment.put("DISPLAY", display);
    }
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said.lines().toList();
  }
}
