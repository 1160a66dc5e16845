package palestra.envs.spaces;

import java.util.Arrays;
import java.util.List;

/**
 * Elements of the spaces that batches and replays can hold ({@link Box}, {@link Discrete}, {@link
 * MultiDiscrete}, {@link MultiBinary}, and a {@link Tuple} of {@link Discrete}s) as plain numbers:
 * a {@link Discrete} element is one number, a tuple's one per part, the others one per array
 * element.
 */
public final class Numbers {
  private Numbers() {}

  /**
   * Element type of the numbers.
   *
   * @throws IllegalArgumentException if elements of the space are no plain numbers
   */
  public static DType dtype(Space<?> space) {
    if (space instanceof Box<?> box) {
      return box.dtype();
    } else if (space instanceof Discrete || space instanceof MultiDiscrete || isRow(space)) {
      return DType.INT64;
    } else if (space instanceof MultiBinary) {
      return DType.INT8;
    }
    throw unfit(space);
  }

  /**
   * How many numbers an element is.
   *
   * @throws IllegalArgumentException if elements of the space are no plain numbers
   */
  public static int size(Space<?> space) {
    if (space instanceof Box<?> box) {
      return box.size();
    } else if (space instanceof Discrete) {
      return 1;
    } else if (space instanceof MultiDiscrete discretes) {
      return discretes.size();
    } else if (space instanceof MultiBinary binary) {
      return binary.size();
    } else if (isRow(space)) {
      return ((Tuple) space).spaces().size();
    }
    throw unfit(space);
  }

  /** Whether it is a tuple of whole numbers alone. */
  private static boolean isRow(Space<?> space) {
    return space instanceof Tuple tuple
        && !tuple.spaces().isEmpty()
        && tuple.spaces().stream().allMatch(Discrete.class::isInstance);
  }

  /** An element as numbers. */
  public static double[] of(Space<?> space, Object element) {
    if (space instanceof Discrete) {
      return new double[] {(Long) element};
    } else if (isRow(space)) {
      return ((List<?>) element).stream().mapToDouble(part -> (Long) part).toArray();
    }
    DType dtype = dtype(space);
    double[] numbers = new double[Elements.length(element)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Elements.get(element, dtype, i);
    }
    return numbers;
  }

  /** The element that these numbers are. */
  public static Object element(Space<?> space, double[] numbers) {
    if (numbers.length != size(space)) {
      throw new IllegalArgumentException(
          "an element of %s is %d numbers, but got %d"
              .formatted(space, size(space), numbers.length));
    }
    if (isRow(space)) {
      return Arrays.stream(numbers).mapToObj(number -> (Object) (long) number).toList();
    }
    return space instanceof Discrete
        ? (Object) (long) numbers[0]
        : Elements.cast(numbers, dtype(space));
  }

  /** The number that the bits of a {@code UINT64} are. */
  public static double unsigned(long bits) {
    return Elements.unsigned(bits);
  }

  /** The bits of a number as {@code UINT64}. */
  public static long unsigned(double value) {
    return Elements.unsigned(value);
  }

  private static IllegalArgumentException unfit(Space<?> space) {
    return new IllegalArgumentException(
        "elements of " + space + " are no plain numbers; flatten the space first");
  }
}
