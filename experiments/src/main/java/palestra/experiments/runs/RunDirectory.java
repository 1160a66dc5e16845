package palestra.experiments.runs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import palestra.experiments.config.Json;

/** Where a run keeps what it writes; see {@code docs/runs.md}. */
public final class RunDirectory {
  private static final String INFO = "run.json";
  private static final Set<String> LEFTOVERS = Set.of(".lock", ".write-test", INFO + ".new");

  private final Path path;

  private RunDirectory(Path path) {
    this.path = path;
  }

  /**
   * Makes the directory of a new run.
   *
   * @throws IllegalArgumentException if it holds something already, or cannot be made or written
   */
  static RunDirectory create(Path path) {
    try {
      Files.createDirectories(path);
      try (Stream<Path> held = Files.list(path)) {
        // A process killed in its first moment leaves no more than these.
        if (held.anyMatch(p -> !LEFTOVERS.contains(p.getFileName().toString()))) {
          throw new IllegalArgumentException(
              Files.exists(path.resolve(INFO))
                  ? path
                      + " already holds a run; go on with 'resume "
                      + path
                      + "', or choose another --run"
                  : path + " is not empty; choose another --run");
        }
      }
      Path test = path.resolve(".write-test");
      Files.deleteIfExists(test);
      Files.delete(Files.createFile(test));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cannot write the run directory " + path + ": " + reason(e), e);
    }
    return new RunDirectory(path);
  }

  /**
   * Makes the directory {@code parent/name}, or {@code parent/name-2} and so on if that is taken.
   */
  static RunDirectory createNext(Path parent, String name) {
    for (int n = 1; ; n++) {
      Path path = parent.resolve(n == 1 ? name : name + "-" + n);
      try {
        Files.createDirectories(parent);
        Files.createDirectory(path);
        return create(path);
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(path)) {
          throw new IllegalArgumentException(
              "cannot write runs below " + parent + ": it is a file", e);
        }
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "cannot write the run directory " + path + ": " + reason(e), e);
      }
    }
  }

  /**
   * Opens the directory of a run.
   *
   * @throws IllegalArgumentException if there is none, or a newer lab wrote it, or it is damaged
   */
  public static RunDirectory open(Path path) {
    RunDirectory run = new RunDirectory(path);
    RunInfo info = run.info();
    if (info.learner() == null || info.settings() == null || info.progress() == null) {
      throw new IllegalArgumentException(
          path.resolve(INFO) + " is damaged: it lacks the learner, settings or progress");
    }
    return run;
  }

  /** Whether the path holds a run. */
  public static boolean isRun(Path path) {
    return Files.isRegularFile(path.resolve(INFO));
  }

  /** What {@code run.json} says now. */
  public RunInfo info() {
    Path file = path.resolve(INFO);
    try {
      String text = Files.readString(file);
      Json json = new Json();
      int version = json.read(text, Version.class).formatVersion();
      if (version > RunInfo.FORMAT) {
        throw new IllegalArgumentException(
            "a newer Palestra wrote it (format "
                + version
                + ", this one reads up to "
                + RunInfo.FORMAT
                + "); update Palestra");
      } else if (version < 1) {
        throw new IllegalArgumentException("it has no formatVersion");
      }
      return json.read(text, RunInfo.class);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          Files.isDirectory(path)
              ? path + " is not a run: it has no " + INFO
              : "there is no run directory " + path,
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + reason(e), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private record Version(int formatVersion) {}

  /** Replaces {@code run.json}. */
  void write(RunInfo info) throws IOException {
    DurableFiles.write(path.resolve(INFO), new Json().write(info) + "\n");
  }

  /** Keeps other processes from working on this run until it is closed. */
  FileChannel lock() {
    try {
      FileChannel channel =
          FileChannel.open(
              path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw new IllegalArgumentException("another process is working on " + path);
      }
      return channel;
    } catch (OverlappingFileLockException e) {
      throw new IllegalArgumentException("this process is already working on " + path, e);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot write " + path + ": " + reason(e), e);
    }
  }

  /** The directory itself. */
  public Path path() {
    return path;
  }

  /** One row per log point. */
  public Path metrics() {
    return path.resolve("metrics.csv");
  }

  /** Wall-clock figures of the same log points, apart because they differ from run to run. */
  public Path timing() {
    return path.resolve("timing.csv");
  }

  /** Where replays are. */
  public Path episodes() {
    return path.resolve("episodes");
  }

  /** Where pictures of generated samples are. */
  public Path samples() {
    return path.resolve("samples");
  }

  /** The checkpoints. */
  Checkpoints checkpoints() {
    return new Checkpoints(path.resolve("checkpoints"));
  }

  /** Removes a directory that never became a run. */
  void abandon() {
    try {
      DurableFiles.delete(path);
    } catch (IOException e) {
      // What made the run fail is the better message.
      return;
    }
  }

  /** Why an operation on files failed, in words. */
  public static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    List<String> parts = List.of(message.split(": "));
    return parts.get(parts.size() - 1);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
