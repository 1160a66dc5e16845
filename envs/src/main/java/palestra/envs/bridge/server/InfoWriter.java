package palestra.envs.bridge.server;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What an environment tells beside its observation, as bytes; {@code infos.py} of {@code
 * palestra_gym} reads them.
 *
 * <p>A row is the number of bytes that follow (int) and then entries: a name (short length, UTF-8)
 * and a value. A value is a letter and what it takes: {@code t} and {@code f} nothing, {@code l} a
 * long, {@code d} a double, {@code s} a text (int length, UTF-8), {@code v} a list (int count,
 * values), {@code m} a map (int count, entries), {@code n} nothing; an array is the letter of its
 * type ({@code B} int8, {@code H} int16, {@code I} int32, {@code L} int64, {@code F} float32,
 * {@code D} float64, {@code T} bool), a count (int) and the numbers.
 */
final class InfoWriter {
  /** Room for a row. */
  static final int BYTES = 4096;

  private final ByteBuffer rows;

  /**
   * Into rows of {@link #BYTES} each.
   *
   * @param rows from place 0
   */
  InfoWriter(ByteBuffer rows) {
    this.rows = rows;
  }

  /** Says that a copy tells nothing. */
  void clear(int row) {
    rows.putInt(row * BYTES, 0);
  }

  /**
   * Writes what a copy tells.
   *
   * @throws IllegalStateException if it does not fit, or is of a kind that Python cannot be told
   */
  void write(int row, Map<String, Object> info) {
    if (info.isEmpty()) {
      clear(row);
      return;
    }
    ByteBuffer to =
        rows.slice(row * BYTES + Integer.BYTES, BYTES - Integer.BYTES)
            .order(ByteOrder.nativeOrder());
    try {
      info.forEach((name, value) -> entry(to, name, value));
    } catch (BufferOverflowException e) {
      throw new IllegalStateException(
          "info of %s is more than the %d bytes that a copy may tell Python at a step"
              .formatted(info.keySet(), BYTES),
          e);
    }
    rows.putInt(row * BYTES, to.position());
  }

  private static void entry(ByteBuffer to, Object name, Object value) {
    byte[] text = name.toString().getBytes(StandardCharsets.UTF_8);
    to.putShort((short) text.length).put(text);
    value(to, name.toString(), value);
  }

  private static void value(ByteBuffer to, String name, Object value) {
    if (value == null) {
      to.put((byte) 'n');
    } else if (value instanceof Boolean truth) {
      to.put((byte) (truth ? 't' : 'f'));
    } else if (value instanceof Double || value instanceof Float) {
      to.put((byte) 'd').putDouble(((Number) value).doubleValue());
    } else if (value instanceof Number number) {
      to.put((byte) 'l').putLong(number.longValue());
    } else if (value instanceof String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      to.put((byte) 's').putInt(bytes.length).put(bytes);
    } else if (value instanceof Map<?, ?> map) {
      to.put((byte) 'm').putInt(map.size());
      map.forEach((key, inner) -> entry(to, key, inner));
    } else if (value instanceof List<?> list) {
      to.put((byte) 'v').putInt(list.size());
      list.forEach(inner -> value(to, name, inner));
    } else {
      array(to, name, value);
    }
  }

  private static void array(ByteBuffer to, String name, Object value) {
    if (value instanceof byte[] numbers) {
      start(to, 'B', numbers.length).put(numbers);
    } else if (value instanceof boolean[] truths) {
      start(to, 'T', truths.length);
      for (boolean truth : truths) {
        to.put(truth ? (byte) 1 : 0);
      }
    } else if (value instanceof short[] numbers) {
      start(to, 'H', numbers.length);
      for (short number : numbers) {
        to.putShort(number);
      }
    } else if (value instanceof int[] numbers) {
      start(to, 'I', numbers.length);
      for (int number : numbers) {
        to.putInt(number);
      }
    } else if (value instanceof long[] numbers) {
      start(to, 'L', numbers.length);
      for (long number : numbers) {
        to.putLong(number);
      }
    } else if (value instanceof float[] numbers) {
      start(to, 'F', numbers.length);
      for (float number : numbers) {
        to.putFloat(number);
      }
    } else if (value instanceof double[] numbers) {
      start(to, 'D', numbers.length);
      for (double number : numbers) {
        to.putDouble(number);
      }
    } else {
      throw new IllegalStateException(
          "info '%s' is a %s, which cannot be told to Python: numbers, texts, truth values, their"
                  .formatted(name, value.getClass().getSimpleName())
              + " arrays, lists and maps can");
    }
  }

  private static ByteBuffer start(ByteBuffer to, char letter, int count) {
    return to.put((byte) letter).putInt(count);
  }
}
