package palestra.experiments.store;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * A real PostgreSQL server from zonky's binaries, in a directory of its own.
 *
 * <p>PostgreSQL refuses to run as root. zonky's own starter goes through {@code unshare -U} then,
 * which is not allowed in a chroot or in most containers; so as root this one starts it as another
 * user through {@code setpriv}, which every Linux has, and which needs no user database.
 */
final class PostgresServer implements AutoCloseable {
  private static final int NOBODY = 65534;

  private final Path dir;
  private final int port;
  private final boolean isRoot;
  private int databases;

  PostgresServer(Path dir) throws IOException {
    this.dir = dir;
    port = freePort();
    isRoot = Integer.valueOf(0).equals(Files.getAttribute(dir, "unix:uid"));
    unpack(dir.resolve("pg"));
    if (isRoot) {
      Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.setAttribute(Files.createDirectory(dir.resolve("var")), "unix:uid", NOBODY);
    } else {
      Files.createDirectory(dir.resolve("var"));
    }
    run("initdb", "-D", data(), "-A", "trust", "-U", "postgres", "-E", "UTF-8", "--no-sync");
    String options =
        "-p %d -F -c listen_addresses=127.0.0.1 -c unix_socket_directories=''".formatted(port);
    run(
        "pg_ctl",
        "-D",
        data(),
        "-w",
        "-l",
        dir.resolve("var/server.log").toString(),
        "-o",
        options,
        "start");
  }

  /** Makes an empty database and gives its URL. */
  String newDatabase() throws SQLException {
    String name = "test" + databases++;
    try (Connection connection = DriverManager.getConnection(url("postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return url(name);
  }

  @Override
  public void close() throws IOException {
    run("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
  }

  private String data() {
    return dir.resolve("var/data").toString();
  }

  private void run(String program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (isRoot) {
      command.addAll(
          List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
    }
    command.add(dir.resolve("pg/bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    // To a file, since a server that is started keeps its output open.
    Path log = dir.resolve(program + ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ":\n" + Files.readString(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void unpack(Path target) throws IOException {
    String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String hardware = machine.equals("amd64") ? "x86_64" : machine;
    try (InputStream binary = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, hardware);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new XZCompressorInputStream(binary))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        Path path = target.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
          Files.createDirectories(path);
          continue;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, path);
          if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
          }
        }
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
