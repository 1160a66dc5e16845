package palestra.tests.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import palestra.envs.bridge.BridgeException;
import palestra.envs.bridge.GymVectorEnvironment;
import palestra.envs.bridge.wire.SharedMemory;
import palestra.envs.vector.AutoresetMode;
import palestra.tests.Checkout;
import palestra.tests.PythonScript;

/** Processes, files, descriptors and sockets of the bridge: who may use them, and what is left. */
final class BridgeProcessesTest {
  private static final int CYCLES = 200;

  @Test
  void openingAndClosingLeavesNothing() throws IOException {
    cycle(); // loads what is loaded once
    long children = ProcessHandle.current().descendants().count();
    int threads = Thread.activeCount();
    int descriptors = descriptors();
    for (int i = 0; i < CYCLES; i++) {
      cycle();
    }
    assertThat(ProcessHandle.current().descendants().count()).isEqualTo(children);
    assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 1);
    assertThat(descriptors()).isLessThanOrEqualTo(descriptors + 1);
    assertThat(Bridged.files()).isEmpty();
  }

  private static void cycle() {
    try (GymVectorEnvironment env =
        Bridged.vector("gym:CartPole-v1", 2, AutoresetMode.SAME_STEP, "bridge.workers=1")) {
      env.reset(1);
      env.step(Bridged.all(env, 1));
    }
  }

  private static int descriptors() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return (int) all.count();
    }
  }

  /** Whatever the workers are busy with, native code that holds the interpreter included. */
  @ParameterizedTest
  @ValueSource(strings = {"idle", "hang", "native"})
  void workersEndWithAJvmThatIsKilled(String busy) throws Exception {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), BridgeHolder.class.getName(), busy));
    Process jvm =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<ProcessHandle> workers = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
      for (String pid : lines.readLine().trim().split(" +", -1)) {
        workers.add(ProcessHandle.of(Long.parseLong(pid)).orElseThrow());
      }
      assertThat(lines.readLine()).isEqualTo("busy");
    }
    assertThat(workers).hasSize(2);
    assertThat(Bridged.files()).as("files while it runs").isEmpty();
    jvm.destroyForcibly().waitFor();
    for (ProcessHandle worker : workers) {
      worker.onExit().get(30, TimeUnit.SECONDS);
    }
    assertThat(Bridged.files()).isEmpty();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** py4j's port is open to this machine alone, and to nobody without the token. */
  @Test
  void nobodyIsHeardWithoutTheToken() throws Exception {
    try (GymVectorEnvironment env = Bridged.vector("gym:CartPole-v1", 1, AutoresetMode.SAME_STEP)) {
      env.reset(1);
      ProcessHandle worker = env.processes().get(0);
      List<Integer> ports = listening(worker.pid());
      assertThat(ports).hasSize(1);
      String call = "c\nt\ncall\ns{\"do\": \"names\"}\ne\n";
      for (String attempt : List.of(call, "A\nguess\ne\n" + call, "A\n\ne\n" + call)) {
        assertThat(answer(ports.get(0), attempt)).doesNotContain("!y");
      }
      for (InetAddress other : otherAddresses()) {
        assertThatThrownBy(() -> new Socket(other, ports.get(0)).close())
            .isInstanceOf(ConnectException.class);
      }
      // The token is nowhere where other programs could read it.
      String seen =
          Files.readString(Path.of("/proc/" + worker.pid() + "/cmdline"))
              + Files.readString(Path.of("/proc/" + worker.pid() + "/environ"));
      assertThat(seen.toLowerCase(java.util.Locale.ROOT)).doesNotContain("token");
      env.step(Bridged.all(env, 1)); // and it works on
    }
  }

  private static String answer(int port, String lines) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (SocketException e) {
      return ""; // hung up on
    }
  }

  private static List<InetAddress> otherAddresses() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress())
        .toList();
  }

  /** The ports on which a process listens; fails for one that is not on the loopback address. */
  private static List<Integer> listening(long pid) throws IOException {
    Set<String> own = new HashSet<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        String target = Files.readSymbolicLink(descriptor).toString();
        if (target.startsWith("socket:[")) {
          own.add(target.substring("socket:[".length(), target.length() - 1));
        }
      }
    }
    List<Integer> ports = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/net/" + table))) {
        List<String> words = List.of(line.trim().split("\\s+", -1));
        String listens = "0A";
        if (words.get(3).equals(listens) && own.contains(words.get(9))) {
          assertThat(words.get(1)).as("127.0.0.1, as the kernel writes it").startsWith("0100007F:");
          ports.add(Integer.parseInt(words.get(1).substring(9), 16));
        }
      }
    }
    return ports;
  }

  @TempDir Path scratch;

  @Test
  void aPythonThatCannotRunTheBridgeIsNamed() throws IOException {
    assertThat(refusalOf("exec %s -I -S \"$@\"".formatted(PythonScript.interpreter())))
        .contains("/python cannot run it: ModuleNotFoundError: No module named");
  }

  @Test
  void anotherVersionOfTheProtocolIsSaidToBeOne() throws IOException {
    Path ours = Checkout.root().resolve("envs/src/main/python/palestra_gym");
    Path theirs = Files.createDirectories(scratch.resolve("older/palestra_gym"));
    try (Stream<Path> files = Files.list(ours)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file);
        Files.writeString(
            theirs.resolve(file.getFileName()), text.replace("VERSION = 1\n", "VERSION = 0\n"));
      }
    }
    String script = "exec %s \"$1\" \"$2\" \"$3\" \"$4\" \"$5\" %s";
    assertThat(refusalOf(script.formatted(PythonScript.interpreter(), theirs.getParent())))
        .contains(
            "its palestra_gym speaks version 0 of the bridge's protocol, and Java 1: remove an"
                + " older palestra_gym from that Python");
  }

  /** What is said of a Python that this line of shell starts. */
  private String refusalOf(String line) throws IOException {
    Path python = scratch.resolve("python");
    Files.writeString(python, "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
    String before = System.getProperty("palestra.python");
    System.setProperty("palestra.python", python.toString());
    try {
      BridgeException e = catchThrowableOfType(BridgeException.class, BridgeProcessesTest::cycle);
      assertThat(e.getMessage()).startsWith("worker of gym:CartPole-v1 did not start: ");
      assertThat(e.getMessage()).doesNotContain("\n");
      return e.getMessage();
    } finally {
      if (before == null) {
        System.clearProperty("palestra.python");
      } else {
        System.setProperty("palestra.python", before);
      }
    }
  }

  @Test
  void sharedMemoryIsItsOwnersAlone() throws IOException {
    Path directory = SharedMemory.newDirectory();
    try (SharedMemory memory = SharedMemory.create(directory, 4096)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
          .isEqualTo("rwx------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(memory.path())))
          .isEqualTo("rw-------");
      memory.hide();
      assertThat(directory).doesNotExist();
      memory.memory().putLong(1024, 77);
      assertThat(Files.readAllBytes(memory.path())).hasSize(4096).contains(77);
    }
    Path other = SharedMemory.newDirectory();
    SharedMemory.create(other, 4096).close();
    assertThat(other).doesNotExist();
    assertThatThrownBy(() -> SharedMemory.create(SharedMemory.newDirectory(), 1L << 32))
        .hasMessageContaining("2 GB; take fewer copies");
  }
}
