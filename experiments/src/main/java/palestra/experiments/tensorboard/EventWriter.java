package palestra.experiments.tensorboard;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Writes scalars to a TensorBoard event file, {@code events.out.tfevents.*}, in a run directory.
 * Every event is handed to the operating system at once, so a killed process leaves at most one
 * torn event at the end, which TensorBoard ignores and {@link #resume} cuts off.
 */
public final class EventWriter implements Closeable {
  private static final String PREFIX = "events.out.tfevents.";

  private final Path file;
  private final FileChannel channel;

  /**
   * Starts a new event file; any that are in the directory stay.
   *
   * @param dir made if need be
   */
  public EventWriter(Path dir) throws IOException {
    this(newFile(dir), List.of(Event.version(now())));
  }

  private EventWriter(Path file, List<Event> events) throws IOException {
    this.file = file;
    channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    for (Event event : events) {
      write(event);
    }
  }

  /**
   * Goes on after a checkpoint: what the directory's event files hold up to its step is moved to a
   * new file, what came later is dropped, so that TensorBoard shows one clean curve. (A new file
   * rather than a shortened one, since a running TensorBoard remembers how far it has read.)
   *
   * @param dir the run directory; without event files, as {@link #EventWriter(Path)}
   * @param lastStep the checkpoint's step
   */
  public static EventWriter resume(Path dir, long lastStep) throws IOException {
    List<Path> old = eventFiles(dir);
    List<Event> kept = new ArrayList<>();
    kept.add(Event.version(now()));
    for (Path file : old) {
      for (byte[] data : Records.read(file)) {
        Event event = Event.decode(data);
        if (event.isScalar() && event.step() <= lastStep) {
          kept.add(event);
        }
      }
    }
    EventWriter writer = new EventWriter(newFile(dir), kept);
    for (Path file : old) {
      Files.delete(file);
    }
    return writer;
  }

  /**
   * Writes one point of a curve.
   *
   * @param tag the curve's name, such as {@code eval/mean}
   * @param step the x axis, environment steps over all copies
   * @param value stored in single precision, as TensorBoard does
   */
  public void scalar(String tag, long step, double value) throws IOException {
    write(Event.scalar(now(), step, tag, (float) value));
  }

  /** The file that is written. */
  public Path file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void write(Event event) throws IOException {
    Records.write(channel, event.encode());
  }

  private static double now() {
    Instant now = Instant.now();
    return now.getEpochSecond() + now.getNano() / 1e9;
  }

  /** TensorBoard reads a run's files in the order of their names. */
  private static List<Path> eventFiles(Path dir) throws IOException {
    if (!Files.isDirectory(dir)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(dir)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(PREFIX))
          .sorted()
          .toList();
    }
  }

  private static Path newFile(Path dir) throws IOException {
    Files.createDirectories(dir);
    // Nanoseconds keep names of the same second apart and in order.
    Instant now = Instant.now();
    return dir.resolve(
        PREFIX + "%010d.%09d.palestra".formatted(now.getEpochSecond(), now.getNano()));
  }
}
