package palestra.envs.replay;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import palestra.envs.seeding.Generator;
import palestra.envs.seeding.Pcg64;

/** The body of a replay file, field by field. */
final class ReplayCodec {
  /** More steps, or numbers in a step, than any replay has. */
  private static final int MOST = 1 << 24;

  private ReplayCodec() {}

  static void write(Replay replay, DataOutput out) throws IOException {
    out.writeUTF(replay.environment());
    out.writeInt(replay.arguments().size());
    for (Map.Entry<String, String> argument : replay.arguments().entrySet()) {
      out.writeUTF(argument.getKey());
      out.writeUTF(argument.getValue());
    }
    out.writeInt(replay.wrappers().size());
    for (String wrapper : replay.wrappers()) {
      out.writeUTF(wrapper);
    }
    out.writeUTF(replay.agent());
    Generator.write(replay.start(), out);
    out.writeInt(replay.options().size());
    for (Map.Entry<String, Object> option : replay.options().entrySet()) {
      out.writeUTF(option.getKey());
      writeOption(option.getKey(), option.getValue(), out);
    }
    out.writeInt(replay.length());
    for (Replay.Entry entry : replay.entries()) {
      out.writeInt(entry.action().length);
      for (double number : entry.action()) {
        out.writeDouble(number);
      }
      out.writeDouble(entry.reward());
      out.writeBoolean(entry.terminated());
      out.writeBoolean(entry.truncated());
      writeFloats(entry.thought().probabilities(), out);
      writeFloats(entry.thought().actionValues(), out);
      out.writeFloat(entry.thought().value());
    }
  }

  /**
   * Reads a replay.
   *
   * @param version the file's format; 1 knew neither wrappers nor generators other than PCG64
   */
  static Replay read(DataInput in, int version) throws IOException {
    String environment = in.readUTF();
    Map<String, String> arguments = new LinkedHashMap<>();
    for (int left = count(in); left > 0; left--) {
      arguments.put(in.readUTF(), in.readUTF());
    }
    List<String> wrappers = new ArrayList<>();
    for (int left = version > 1 ? count(in) : 0; left > 0; left--) {
      wrappers.add(in.readUTF());
    }
    String agent = in.readUTF();
    Generator start = version > 1 ? Generator.read(in) : Pcg64.load(in);
    Map<String, Object> options = new LinkedHashMap<>();
    for (int left = count(in); left > 0; left--) {
      options.put(in.readUTF(), readOption(in));
    }
    List<Replay.Entry> entries = new ArrayList<>();
    for (int left = count(in); left > 0; left--) {
      double[] action = new double[count(in)];
      for (int i = 0; i < action.length; i++) {
        action[i] = in.readDouble();
      }
      double reward = in.readDouble();
      boolean terminated = in.readBoolean();
      boolean truncated = in.readBoolean();
      Thought thought = new Thought(readFloats(in), readFloats(in), in.readFloat());
      entries.add(new Replay.Entry(action, reward, terminated, truncated, thought));
    }
    return new Replay(environment, arguments, wrappers, agent, start, options, entries);
  }

  private static void writeOption(String name, Object value, DataOutput out) throws IOException {
    if (value instanceof String text) {
      out.writeByte('s');
      out.writeUTF(text);
    } else if (value instanceof Boolean truth) {
      out.writeByte('b');
      out.writeBoolean(truth);
    } else if (value instanceof Long || value instanceof Integer) {
      out.writeByte('l');
      out.writeLong(((Number) value).longValue());
    } else if (value instanceof Double || value instanceof Float) {
      out.writeByte('d');
      out.writeDouble(((Number) value).doubleValue());
    } else {
      throw new IllegalArgumentException(
          "a replay keeps options that are texts, truth values or numbers, but '%s' is %s"
              .formatted(name, value));
    }
  }

  private static Object readOption(DataInput in) throws IOException {
    char kind = (char) in.readByte();
    return switch (kind) {
      case 's' -> in.readUTF();
      case 'b' -> in.readBoolean();
      case 'l' -> in.readLong();
      case 'd' -> in.readDouble();
      default -> throw new IOException("an option is of the unknown kind '" + kind + "'");
    };
  }

  /** A number of things that follow; a wrong one must not cost memory. */
  private static int count(DataInput in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST) {
      throw new IOException("it holds an impossible count, " + count);
    }
    return count;
  }

  private static void writeFloats(float[] values, DataOutput out) throws IOException {
    out.writeInt(values.length);
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  private static float[] readFloats(DataInput in) throws IOException {
    float[] values = new float[count(in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }
}
