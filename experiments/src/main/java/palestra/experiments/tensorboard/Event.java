package palestra.experiments.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The few fields of TensorFlow's {@code Event} protocol buffer that a scalar needs, encoded by hand
 * so that nothing native is loaded for them: {@code Event {double wall_time = 1; int64 step = 2;
 * string file_version = 3; Summary summary = 5}}, {@code Summary {repeated Value value = 1}},
 * {@code Value {string tag = 1; float simple_value = 2}}.
 *
 * @param wallTime seconds since 1970
 * @param step the x axis
 * @param version the file's version, only in its first event; else empty
 * @param tag the curve's name; empty if the event is no scalar
 * @param value the y axis
 */
record Event(double wallTime, long step, String version, String tag, float value) {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  static Event version(double wallTime) {
    return new Event(wallTime, 0, "brain.Event:2", "", 0);
  }

  static Event scalar(double wallTime, long step, String tag, float value) {
    return new Event(wallTime, step, "", tag, value);
  }

  boolean isScalar() {
    return !tag.isEmpty();
  }

  byte[] encode() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    fixed(out, 1, FIXED64, Double.doubleToLongBits(wallTime));
    if (step != 0) { // a zero is left out, as in all of proto3
      key(out, 2, VARINT);
      varint(out, step);
    }
    if (isScalar()) {
      ByteArrayOutputStream point = new ByteArrayOutputStream();
      bytes(point, 1, tag.getBytes(StandardCharsets.UTF_8));
      fixed(point, 2, FIXED32, Float.floatToIntBits(value));
      ByteArrayOutputStream summary = new ByteArrayOutputStream();
      bytes(summary, 1, point.toByteArray());
      bytes(out, 5, summary.toByteArray());
    } else {
      bytes(out, 3, version.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  /** Reads what {@link #encode} wrote. */
  static Event decode(byte[] data) {
    ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    in.get();
    double wallTime = in.getDouble();
    int field = in.get() >>> 3;
    long step = 0;
    if (field == 2) {
      step = varint(in);
      field = in.get() >>> 3;
    }
    if (field == 3) {
      return new Event(wallTime, step, text(in), "", 0);
    }
    varint(in); // the summary's length
    in.get();
    varint(in); // the value's length
    in.get();
    String tag = text(in);
    in.get();
    return new Event(wallTime, step, "", tag, in.getFloat());
  }

  private static String text(ByteBuffer in) {
    byte[] bytes = new byte[(int) varint(in)];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static void key(ByteArrayOutputStream out, int field, int type) {
    out.write((field << 3) | type);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static void fixed(ByteArrayOutputStream out, int field, int type, long bits) {
    key(out, field, type);
    for (int i = 0; i < (type == FIXED64 ? Long.BYTES : Integer.BYTES); i++) {
      out.write((int) (bits >>> (8 * i)));
    }
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
    key(out, field, BYTES);
    varint(out, value.length);
    out.writeBytes(value);
  }
}
