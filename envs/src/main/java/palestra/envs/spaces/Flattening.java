package palestra.envs.spaces;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Elements laid out as one vector of numbers: a {@link Discrete} one-hot, a {@link Text} as the
 * numbers of its characters, padded with the number of characters there are.
 */
public final class Flattening {
  private Flattening() {}

  /**
   * Length of the vector, Gymnasium's {@code flatdim}.
   *
   * @throws IllegalArgumentException if elements of the space have no fixed length
   */
  public static int size(Space<?> space) {
    if (space instanceof Box<?> box) {
      return box.size();
    } else if (space instanceof Discrete discrete) {
      return Math.toIntExact(discrete.n());
    } else if (space instanceof MultiDiscrete discretes) {
      long sum = 0;
      for (long n : discretes.nvec()) {
        sum += n;
      }
      return Math.toIntExact(sum);
    } else if (space instanceof MultiBinary binary) {
      return binary.size();
    } else if (space instanceof Tuple tuple) {
      return tuple.spaces().stream().mapToInt(Flattening::size).sum();
    } else if (space instanceof Dict dict) {
      return dict.spaces().values().stream().mapToInt(Flattening::size).sum();
    } else if (space instanceof Text text) {
      return text.maxLength();
    }
    throw new IllegalArgumentException("elements of " + space + " have no fixed length");
  }

  /**
   * The space of the vectors, Gymnasium's {@code flatten_space}: their element type is the common
   * one of the parts.
   *
   * @throws IllegalArgumentException if elements of the space have no fixed length
   */
  public static Box<?> space(Space<?> space) {
    double[] low = new double[size(space)];
    double[] high = new double[low.length];
    bounds(space, low, high, 0);
    return Box.of(dtype(space), low, high, low.length);
  }

  private static int bounds(Space<?> space, double[] low, double[] high, int from) {
    int at = from;
    if (space instanceof Box<?> box) {
      for (int i = 0; i < box.size(); i++) {
        low[at] = box.low(i);
        high[at++] = box.high(i);
      }
      return at;
    }
    if (space instanceof Tuple || space instanceof Dict) {
      for (Space<?> part : parts(space)) {
        at = bounds(part, low, high, at);
      }
      return at;
    }
    double most = space instanceof Text text ? characters(text) : 1;
    for (int end = from + size(space); at < end; at++) {
      high[at] = most;
    }
    return at;
  }

  private static int characters(Text text) {
    return text.charset().codePointCount(0, text.charset().length());
  }

  private static Collection<Space<?>> parts(Space<?> space) {
    return space instanceof Tuple tuple ? tuple.spaces() : ((Dict) space).spaces().values();
  }

  private static DType dtype(Space<?> space) {
    if (space instanceof Tuple || space instanceof Dict) {
      return parts(space).stream()
          .map(Flattening::dtype)
          .reduce(DType::common)
          .orElse(DType.FLOAT64);
    }
    return space instanceof Text ? DType.INT32 : Numbers.dtype(space);
  }

  /**
   * Writes an element as a vector, Gymnasium's {@code flatten}.
   *
   * @return where the next one would begin
   */
  public static int write(Space<?> space, Object element, double[] target, int from) {
    int at = from;
    if (space instanceof Tuple tuple) {
      List<?> values = (List<?>) element;
      for (int i = 0; i < values.size(); i++) {
        at = write(tuple.spaces().get(i), values.get(i), target, at);
      }
      return at;
    }
    if (space instanceof Dict dict) {
      for (Map.Entry<String, Space<?>> part : dict.spaces().entrySet()) {
        at = write(part.getValue(), ((Map<?, ?>) element).get(part.getKey()), target, at);
      }
      return at;
    }
    if (space instanceof Text text) {
      int[] known = text.charset().codePoints().toArray();
      Arrays.fill(target, at, at + text.maxLength(), known.length);
      for (int character : ((String) element).codePoints().toArray()) {
        for (int i = 0; i < known.length; i++) {
          target[at] = known[i] == character ? i : target[at];
        }
        at++;
      }
      return from + size(space);
    }
    double[] numbers = Numbers.of(space, element);
    if (space instanceof Discrete discrete) {
      target[at + (int) ((long) numbers[0] - discrete.start())] = 1;
    } else if (space instanceof MultiDiscrete discretes) {
      for (int i = 0; i < numbers.length; i++) {
        target[at + (int) ((long) numbers[i] - discretes.start()[i])] = 1;
        at += (int) discretes.nvec()[i];
      }
    } else {
      System.arraycopy(numbers, 0, target, at, numbers.length);
    }
    return from + size(space);
  }
}
