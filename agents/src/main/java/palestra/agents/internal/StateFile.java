package palestra.agents.internal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file beside a model's checkpoint with all that an agent keeps outside its graph. */
public final class StateFile {
  private static final int VERSION = 3;

  private StateFile() {}

  /** Writes state. */
  public interface Writer {
    void write(DataOutput out) throws IOException;
  }

  /** Reads state. */
  public interface Reader {
    void read(DataInput in) throws IOException;
  }

  /** Writes {@code agent.state} in an existing directory. */
  public static void write(Path directory, String agent, Writer writer) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path(directory))))) {
      out.writeUTF("palestra " + agent);
      out.writeInt(VERSION);
      writer.write(out);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is torn, of another agent or of a newer version; says which
   */
  public static void read(Path directory, String agent, Reader reader) throws IOException {
    Path file = path(directory);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      String kind = in.readUTF();
      if (!kind.equals("palestra " + agent)) {
        throw new IOException(file + " is no state of agent '" + agent + "'");
      }
      int version = in.readInt();
      if (version != VERSION) {
        throw new IOException(
            file + " has version " + version + ", but this program reads " + VERSION);
      }
      reader.read(in);
      if (in.read() >= 0) {
        throw new IOException(file + " has more in it than a state of agent '" + agent + "'");
      }
    } catch (EOFException e) {
      throw new IOException(file + " is torn: it ends too early", e);
    }
  }

  private static Path path(Path directory) {
    return directory.resolve("agent.state");
  }
}
