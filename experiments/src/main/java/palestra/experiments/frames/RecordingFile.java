package palestra.experiments.frames;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Recordings on disk, each in a file named after what was asked for. A file that is torn, or of
 * another question, is as if it were not there; two processes that record the same leave one file.
 */
public final class RecordingFile {
  private static final String HEAD = "palestra recording 1";
  private static final float BRIGHTEST = 255;

  private final Path file;
  private final String key;

  /**
   * The file of one question.
   *
   * @param directory where recordings are kept; made when the first is written
   * @param key everything that the recording depends on
   */
  public RecordingFile(Path directory, String key) {
    this.key = key;
    String readable = key.replaceAll("[^A-Za-z0-9._=-]+", "_");
    readable = readable.substring(0, Math.min(80, readable.length()));
    this.file = directory.resolve(readable + "-" + hash(key) + ".gz");
  }

  private static String hash(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Where recordings are kept: below the system property {@code palestra.cache}, which the launcher
   * sets, else below {@code palestra} in the directory of temporary files.
   */
  public static Path directory() {
    String cache = System.getProperty("palestra.cache");
    return cache != null
        ? Path.of(cache, "recordings")
        : Path.of(System.getProperty("java.io.tmpdir"), "palestra", "recordings");
  }

  /** The file itself. */
  public Path path() {
    return file;
  }

  /** What was recorded before; empty if nothing was, or it cannot be read. */
  public Optional<Recording> read() {
    try (InputStream raw = Files.newInputStream(file);
        DataInputStream in =
            new DataInputStream(new BufferedInputStream(new GZIPInputStream(raw, 1 << 16)))) {
      if (!in.readUTF().equals(HEAD) || !in.readUTF().equals(key)) {
        return Optional.empty();
      }
      int[] shape = ints(in);
      int[] starts = ints(in);
      float[][] rows = new float[in.readInt()][];
      boolean bytes = in.readBoolean();
      int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
      byte[] packed = new byte[bytes ? size : 0];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = new float[size];
        in.readFully(packed);
        for (int k = 0; k < size; k++) {
          rows[i][k] = bytes ? (packed[k] & 0xFF) / BRIGHTEST : in.readFloat();
        }
      }
      // Reading on to the end is what compares the checksum.
      return in.read() < 0 ? Optional.of(new Recording(shape, rows, starts)) : Optional.empty();
    } catch (IOException e) {
      // Not there, torn, or not ours: what is recorded anew takes its place.
      return Optional.empty();
    }
  }

  private static int[] ints(DataInputStream in) throws IOException {
    int[] numbers = new int[in.readInt()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readInt();
    }
    return numbers;
  }

  /** Keeps a recording: there as a whole or not at all. */
  public void write(Recording recording) throws IOException {
    Files.createDirectories(file.getParent());
    Path fresh = Files.createTempFile(file.getParent(), "recording", ".new");
    try {
      try (OutputStream raw = Files.newOutputStream(fresh);
          DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new Fast(raw)))) {
        write(recording, out);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static final class Fast extends GZIPOutputStream {
    Fast(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  private void write(Recording recording, DataOutputStream out) throws IOException {
    out.writeUTF(HEAD);
    out.writeUTF(key);
    write(recording.shape(), out);
    write(recording.starts(), out);
    out.writeInt(recording.rows().length);
    boolean bytes = Arrays.stream(recording.rows()).allMatch(RecordingFile::fitsBytes);
    out.writeBoolean(bytes);
    for (float[] row : recording.rows()) {
      for (float value : row) {
        if (bytes) {
          out.writeByte(Math.round(value * BRIGHTEST));
        } else {
          out.writeFloat(value);
        }
      }
    }
  }

  private static void write(int[] numbers, DataOutputStream out) throws IOException {
    out.writeInt(numbers.length);
    for (int number : numbers) {
      out.writeInt(number);
    }
  }

  /** Whether every number is what a byte from 0 to 255 stands for, to the last bit. */
  private static boolean fitsBytes(float[] row) {
    for (float value : row) {
      int nearest = Math.round(value * BRIGHTEST);
      if (nearest < 0 || nearest > BRIGHTEST || Float.compare(nearest / BRIGHTEST, value) != 0) {
        return false;
      }
    }
    return true;
  }
}
