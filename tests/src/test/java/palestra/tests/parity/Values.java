package palestra.tests.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.CRC32;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Space;

/** Values of ours held against the JSON that {@code trajectories.py} makes of the reference's. */
final class Values {
  private Values() {}

  /** An action that a script wrote, as an element of our space. */
  static Object element(Space<?> space, JsonNode node) {
    if (space instanceof Discrete) {
      return node.asLong();
    }
    double[] numbers = numbers(node);
    return space instanceof Box<?> || numbers.length > 0
        ? Numbers.element(space, numbers)
        : node.asText();
  }

  /** Every entry of the reference's info must be ours, and ours theirs. */
  static void assertInfo(
      String where, Map<String, Object> info, JsonNode expected, double tolerance) {
    TreeSet<String> names = new TreeSet<>();
    expected.fieldNames().forEachRemaining(names::add);
    assertThat(new TreeSet<>(info.keySet())).as(where + ", names in info").isEqualTo(names);
    for (String name : names) {
      assertEqual(where + ", info " + name, info.get(name), expected.get(name), tolerance);
    }
  }

  /** Fails where a value differs by more than the tolerance, absolute, or relative above 1. */
  static void assertEqual(String where, Object ours, JsonNode theirs, double tolerance) {
    if (theirs.isObject() && theirs.has("crc32")) {
      assertThat(checksum(ours)).as(where).isEqualTo(theirs.get("crc32").asLong());
    } else if (theirs.isObject() && theirs.has("dtype")) {
      assertNumbers(where, array(ours), numbers(theirs), tolerance);
    } else if (theirs.isObject()) {
      Map<?, ?> map = (Map<?, ?>) ours;
      assertThat(map).as(where).hasSize(theirs.size());
      theirs
          .properties()
          .forEach(
              entry ->
                  assertEqual(
                      where + "." + entry.getKey(),
                      map.get(entry.getKey()),
                      entry.getValue(),
                      tolerance));
    } else if (theirs.isArray()) {
      if (ours instanceof Collection<?> list) {
        assertThat(list).as(where).hasSize(theirs.size());
        Iterator<?> values = list.iterator();
        for (JsonNode value : theirs) {
          assertEqual(where, values.next(), value, tolerance);
        }
      } else {
        assertNumbers(where, array(ours), numbers(theirs), tolerance);
      }
    } else if (theirs.isTextual()) {
      assertThat(ours).as(where).hasToString(theirs.asText());
    } else if (theirs.isNull()) {
      assertThat(ours).as(where).isNull();
    } else {
      double[] number = {theirs.isBoolean() ? (theirs.asBoolean() ? 1 : 0) : theirs.asDouble()};
      assertNumbers(where, array(ours), number, tolerance);
    }
  }

  private static void assertNumbers(
      String where, double[] ours, double[] theirs, double tolerance) {
    assertThat(ours.length).as(where + ", length").isEqualTo(theirs.length);
    for (int i = 0; i < ours.length; i++) {
      double allowed = tolerance * Math.max(1, Math.abs(theirs[i]));
      boolean equal =
          ours[i] == theirs[i]
              || (Double.isNaN(ours[i]) && Double.isNaN(theirs[i]))
              || Math.abs(ours[i] - theirs[i]) <= allowed;
      if (!equal) {
        throw new AssertionError(
            "%s, number %d: ours is %s, the reference's is %s"
                .formatted(where, i, ours[i], theirs[i]));
      }
    }
  }

  private static double[] array(Object value) {
    if (value instanceof Boolean truth) {
      return new double[] {truth ? 1 : 0};
    } else if (value instanceof Number number) {
      return new double[] {number.doubleValue()};
    } else if (value instanceof List<?> list) {
      return list.stream().mapToDouble(entry -> ((Number) entry).doubleValue()).toArray();
    }
    double[] numbers = new double[Array.getLength(value)];
    for (int i = 0; i < numbers.length; i++) {
      Object element = Array.get(value, i);
      numbers[i] =
          element instanceof Boolean truth ? (truth ? 1 : 0) : ((Number) element).doubleValue();
      if (element instanceof Byte && numbers[i] < 0) {
        numbers[i] += 256; // bytes are unsigned in images; masks and small numbers are not negative
      }
    }
    return numbers;
  }

  /** The numbers of an array, or the one number. */
  static double[] numbers(JsonNode node) {
    if (node.isArray()) {
      double[] numbers = new double[node.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = node.get(i).asDouble();
      }
      return numbers;
    } else if (!node.isObject()) {
      return new double[] {node.asDouble()};
    }
    ByteBuffer bytes = bytes(node);
    String dtype = node.get("dtype").asText();
    int size = dtype.equals("bool") ? 1 : Integer.parseInt(dtype.replaceAll("\\D", "")) / Byte.SIZE;
    double[] numbers = new double[bytes.remaining() / size];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          switch (dtype) {
            case "bool", "uint8" -> bytes.get() & 0xff;
            case "int8" -> bytes.get() & 0xff;
            case "int16" -> bytes.getShort();
            case "int32" -> bytes.getInt();
            case "int64" -> bytes.getLong();
            case "float32" -> bytes.getFloat();
            case "float64" -> bytes.getDouble();
            default -> throw new AssertionError("an array of the unknown type " + dtype);
          };
    }
    return numbers;
  }

  private static ByteBuffer bytes(JsonNode node) {
    try {
      return ByteBuffer.wrap(node.get("data").binaryValue()).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long checksum(Object array) {
    CRC32 checksum = new CRC32();
    if (array instanceof boolean[] truths) {
      for (boolean truth : truths) {
        checksum.update(truth ? 1 : 0);
      }
    } else {
      checksum.update((byte[]) array);
    }
    return checksum.getValue();
  }
}
