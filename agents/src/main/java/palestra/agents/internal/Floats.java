package palestra.agents.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.FloatBuffer;

/** Parts of float buffers in files. */
final class Floats {
  private Floats() {}

  static void save(DataOutput out, FloatBuffer floats, int from, int count) throws IOException {
    for (int i = from; i < from + count; i++) {
      out.writeFloat(floats.get(i));
    }
  }

  static void load(DataInput in, FloatBuffer floats, int from, int count) throws IOException {
    for (int i = from; i < from + count; i++) {
      floats.put(i, in.readFloat());
    }
  }
}
