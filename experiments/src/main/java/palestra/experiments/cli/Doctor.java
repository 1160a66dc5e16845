package palestra.experiments.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import palestra.envs.bridge.PythonHome;
import palestra.networks.Facts;
import palestra.renderer.PictureCanvas;

/** Looks at one thing after the other that the lab needs or can use. */
final class Doctor {
  private static final long GIGABYTE = 1L << 30;

  /** How a check came out. */
  enum Status {
    OK,
    WARN,
    FAIL;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What a check found.
   *
   * @param detail what was found, or what is missing and how to get it
   */
  record Check(String name, Status status, String detail) {}

  /** Finds something out. */
  private interface Probe {
    Check look() throws Exception;
  }

  private final List<Check> checks = new ArrayList<>();
  private List<String> devices = List.of();

  /** All checks, in the order in which a fresh machine is set up. */
  List<Check> examine() {
    check("java", Status.FAIL, "", this::java);
    check("memory", Status.WARN, "", this::memory);
    check("disk", Status.WARN, "", this::disk);
    check(
        "tensorflow",
        Status.FAIL,
        "the native library does not load; is this one of Linux x86_64, Linux arm64, macOS arm64,"
            + " Windows x86_64?",
        this::tensorflow);
    check("gpu", Status.WARN, "", this::gpu);
    check(
        "off-screen rendering",
        Status.FAIL,
        "on Debian and Ubuntu: apt-get install libegl1 libegl-mesa0 libgl1-mesa-dri",
        this::offScreen);
    check("display", Status.WARN, "", this::display);
    check(
        "ffmpeg",
        Status.WARN,
        "not found: no MP4 films; GIF and PNG need nothing. On Debian: apt-get install ffmpeg",
        this::ffmpeg);
    try {
      checks.addAll(PythonDoctor.examine(PythonHome.find()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return checks;
  }

  /** What TensorFlow can run on; empty if it does not load. */
  List<String> devices() {
    return devices;
  }

  private void check(String name, Status otherwise, String advice, Probe probe) {
    try {
      Check check = probe.look();
      checks.add(new Check(name, check.status(), check.detail()));
    } catch (Exception | LinkageError e) {
      String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      String first = reason.lines().findFirst().orElse("");
      checks.add(
          new Check(name, otherwise, advice.isEmpty() ? first : advice + " (" + first + ")"));
    }
  }

  private static Check ok(String detail) {
    return new Check("", Status.OK, detail);
  }

  private static Check warn(String detail) {
    return new Check("", Status.WARN, detail);
  }

  private Check java() {
    String found =
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version");
    return Runtime.version().feature() >= 17
        ? ok(found)
        : new Check("", Status.FAIL, found + "; Java 17 or later is needed");
  }

  private Check memory() {
    long bytes =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : 0;
    String found =
        String.format(
            Locale.ROOT,
            "%.1f GB, heap up to %.1f GB",
            (double) bytes / GIGABYTE,
            (double) Runtime.getRuntime().maxMemory() / GIGABYTE);
    return bytes >= 2 * GIGABYTE ? ok(found) : warn(found + "; 2 GB or more are advised");
  }

  private Check disk() throws IOException {
    FileStore store = Files.getFileStore(Path.of("").toAbsolutePath());
    String found =
        String.format(
            Locale.ROOT,
            "%.1f GB free where runs are written",
            (double) store.getUsableSpace() / GIGABYTE);
    return store.getUsableSpace() >= GIGABYTE ? ok(found) : warn(found + "; 1 GB is advised");
  }

  private Check tensorflow() {
    Facts facts = Facts.read();
    devices = facts.devices();
    return ok(
        "TensorFlow "
            + facts.tensorFlow()
            + ", "
            + facts.build()
            + " build, devices "
            + String.join(", ", devices));
  }

  private Check gpu() {
    return devices.stream().anyMatch(d -> d.startsWith("GPU"))
        ? ok("found")
        : ok("none: graphs run on the CPU. With one on Linux x86_64: PALESTRA_GPU=1 ./palestra");
  }

  private Check offScreen() {
    try (PictureCanvas canvas = new PictureCanvas(64, 64, 1)) {
      canvas.draw(c -> c.clear(0x336699ff));
      return ok("OpenGL through EGL, no display needed");
    }
  }

  private Check display() {
    Map<String, String> env = System.getenv();
    String display = env.getOrDefault("WAYLAND_DISPLAY", env.getOrDefault("DISPLAY", ""));
    return display.isEmpty()
        ? warn("none: 'replay --window' needs one; films and pictures do not")
        : ok(display);
  }

  private Check ffmpeg() throws IOException, InterruptedException {
    return ok(firstLine("ffmpeg", "-version"));
  }

  private static String firstLine(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("palestra-doctor", ".out");
    try {
      int status = TimedProcess.run(Duration.ofSeconds(20), output, List.of(command));
      if (status != 0) {
        throw new IOException(command[0] + " ended with status " + status);
      }
      return Files.readString(output).lines().findFirst().orElse("");
    } finally {
      Files.delete(output);
    }
  }
}
