package palestra.experiments.runs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A run's checkpoints: {@code 000005000/} with everything needed to go on after 5,000 steps, and
 * {@code best-000005000/} with the learner that evaluated best. Each is written to a new name,
 * synced, then renamed, so that what is there is whole.
 */
final class Checkpoints {
  private static final int MAGIC = 0x50414c43;
  private static final int FORMAT = 1;
  private static final String STATE = "state.bin";
  private static final String BEST = "best-";
  private static final String KEPT = ".kept-";
  private static final String LEARNER = "learner";

  private final Path directory;

  Checkpoints(Path directory) {
    this.directory = directory;
  }

  /** Writes the learner's part of a checkpoint into a directory. */
  interface Saver {
    void save(Path directory) throws IOException;
  }

  /** Writes the rest of a checkpoint. */
  interface StateWriter {
    void write(DataOutput out) throws IOException;
  }

  /** Reads what a {@link StateWriter} wrote. */
  interface StateReader {
    void read(DataInput in) throws IOException;
  }

  /** Writes the checkpoint after so many steps. */
  void write(long steps, Saver learner, StateWriter state) throws IOException {
    DurableFiles.writeDirectory(
        directory.resolve(name(steps)),
        fresh -> {
          learner.save(Files.createDirectory(fresh.resolve(LEARNER)));
          ByteArrayOutputStream body = new ByteArrayOutputStream();
          state.write(new DataOutputStream(body));
          CRC32 sum = new CRC32();
          sum.update(body.toByteArray());
          try (DataOutputStream out =
              new DataOutputStream(Files.newOutputStream(fresh.resolve(STATE)))) {
            out.writeInt(MAGIC);
            out.writeInt(FORMAT);
            out.writeLong(sum.getValue());
            out.writeInt(body.size());
            body.writeTo(out);
          }
        });
  }

  /**
   * Keeps the learner that evaluated best after so many steps, in place of one kept since the last
   * {@link #settleBest}. Not synced: after a crash the run goes on from the last checkpoint and
   * meets this learner again, so that until the next one it costs little.
   */
  void keepBest(long steps, Saver learner) throws IOException {
    dropKept();
    learner.save(Files.createDirectories(directory.resolve(KEPT + name(steps)).resolve(LEARNER)));
  }

  /** Makes the learner kept last the best, as durable as a checkpoint. */
  void settleBest() throws IOException {
    for (long steps : named(KEPT)) {
      DurableFiles.settle(
          directory.resolve(KEPT + name(steps)), directory.resolve(BEST + name(steps)));
    }
  }

  private void dropKept() throws IOException {
    for (long steps : named(KEPT)) {
      DurableFiles.delete(directory.resolve(KEPT + name(steps)));
    }
  }

  /** Steps of all checkpoints that can be gone on from, newest first. */
  List<Long> steps() throws IOException {
    return named("");
  }

  /** Where the learner's part of a checkpoint is. */
  Path learner(long steps) {
    return directory.resolve(name(steps)).resolve(LEARNER);
  }

  /** Where the best learner's part is. */
  Path bestLearner(long steps) {
    return directory.resolve(BEST + name(steps)).resolve(LEARNER);
  }

  /** After how many steps the newest best learner was kept. */
  Optional<Long> best() throws IOException {
    return named(BEST).stream().findFirst();
  }

  boolean hasBest(long steps) {
    return Files.isDirectory(bestLearner(steps));
  }

  /** Reads the state of a checkpoint; an {@link IOException} if it is torn. */
  void readState(long steps, StateReader reader) throws IOException {
    Path file = directory.resolve(name(steps)).resolve(STATE);
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      if (in.readInt() != MAGIC) {
        throw new IOException(file + " is not a checkpoint's state");
      }
      int format = in.readInt();
      if (format != FORMAT) {
        throw new IOException(
            file + " has format " + format + "; this Palestra reads format " + FORMAT);
      }
      long expected = in.readLong();
      byte[] body = new byte[Math.min(in.readInt(), in.available())];
      in.readFully(body);
      CRC32 sum = new CRC32();
      sum.update(body);
      if (sum.getValue() != expected) {
        throw new IOException(file + " is damaged: its checksum differs");
      }
      reader.read(new DataInputStream(new ByteArrayInputStream(body)));
    }
  }

  /**
   * Deletes all but the newest checkpoints and the present best. A best that was superseded stays
   * until then: a run resumed from an older checkpoint needs it.
   */
  void prune(int keep, long best) throws IOException {
    for (long old : steps().stream().skip(keep).toList()) {
      DurableFiles.delete(directory.resolve(name(old)));
    }
    for (long old : named(BEST)) {
      if (old != best) {
        DurableFiles.delete(directory.resolve(BEST + name(old)));
      }
    }
  }

  /** Deletes what is newer than so many steps, so that the run can go on from there. */
  void dropAfter(long steps) throws IOException {
    dropKept();
    for (long newer : steps()) {
      if (newer > steps) {
        DurableFiles.delete(directory.resolve(name(newer)));
      }
    }
    for (long newer : named(BEST)) {
      if (newer > steps) {
        DurableFiles.delete(directory.resolve(BEST + name(newer)));
      }
    }
  }

  private List<Long> named(String prefix) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> held = Files.list(directory)) {
      return held.map(p -> p.getFileName().toString())
          .filter(name -> name.matches(prefix + "\\d+"))
          .map(name -> Long.parseLong(name.substring(prefix.length())))
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  private static String name(long steps) {
    return String.format(Locale.ROOT, "%09d", steps);
  }
}
