package palestra.envs.spaces;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Prints numbers and arrays as NumPy's {@code str} does, so that spaces read as in Gymnasium. */
final class ArrayText {
  private static final int LINE_WIDTH = 75;
  private static final int SUMMARISED_ABOVE = 1000;
  private static final int EDGE_ITEMS = 3;
  private static final int PRECISION = 8;

  private final int[] shape;
  private final boolean summarised;
  private final String[] words;

  private ArrayText(int[] shape, boolean summarised, String[] words) {
    this.shape = shape;
    this.summarised = summarised;
    this.words = words;
  }

  /** A number as {@code str} gives it for a scalar of the given type. */
  static String scalar(double x, boolean floating, boolean single) {
    if (!floating) {
      return String.valueOf((long) x);
    }
    if (Double.isInfinite(x) || Double.isNaN(x)) {
      return special(x);
    }
    BigDecimal digits = shortest(x, single);
    double magnitude = Math.abs(x);
    if (magnitude >= 1e16 || (magnitude != 0 && magnitude < 1e-4)) {
      return scientific(digits, -1, 2);
    }
    String text = negativeZero(x) ? "-0" : digits.toPlainString();
    return text.contains(".") ? text : text + ".0";
  }

  /** A short form of a space's bounds: one number where all are the same. */
  static String bounds(double[] values, int[] shape, boolean floating, boolean single) {
    boolean same = values.length > 0;
    for (double value : values) {
      same &= value == values[0];
    }
    return same ? scalar(values[0], floating, single) : array(values, shape, floating, single);
  }

  /** An array of whole numbers. */
  static String array(long[] values, int[] shape) {
    double[] copies = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      copies[i] = values[i];
    }
    return array(copies, shape, false, false);
  }

  private static String array(double[] values, int[] shape, boolean floating, boolean single) {
    boolean summarised = values.length > SUMMARISED_ABOVE;
    List<Integer> shown = new ArrayList<>();
    corners(shape, 0, 0, summarised, shown);
    String[] words = new String[values.length];
    if (floating) {
      floatWords(values, shown, single, words);
    } else {
      for (int i : shown) {
        words[i] = String.valueOf((long) values[i]);
      }
      int width = width(words, shown);
      for (int i : shown) {
        words[i] = " ".repeat(width - words[i].length()) + words[i];
      }
    }
    return new ArrayText(shape, summarised, words).nest(0, 0, "", LINE_WIDTH);
  }

  private static int width(String[] words, List<Integer> shown) {
    int width = 0;
    for (int i : shown) {
      width = Math.max(width, words[i].length());
    }
    return width;
  }

  private static void corners(
      int[] shape, int axis, int offset, boolean summarised, List<Integer> shown) {
    if (axis == shape.length) {
      shown.add(offset);
      return;
    }
    for (int i = 0; i < shape[axis]; i++) {
      if (summarised && i >= EDGE_ITEMS && i < shape[axis] - EDGE_ITEMS) {
        continue;
      }
      corners(shape, axis + 1, offset * shape[axis] + i, summarised, shown);
    }
  }

  private static void floatWords(
      double[] values, List<Integer> shown, boolean single, String[] words) {
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (int i : shown) {
      double magnitude = Math.abs(values[i]);
      if (!Double.isInfinite(magnitude) && magnitude != 0) {
        largest = Math.max(largest, magnitude);
        smallest = Math.min(smallest, magnitude);
      }
    }
    double cutoff = single ? 1e6 : 1e8;
    boolean exponents =
        largest > 0 && (largest >= cutoff || smallest < 0.0001 || largest / smallest > 1000);
    int decimals = 0;
    int exponentDigits = 2;
    for (int i : shown) {
      if (exponents && !Double.isInfinite(values[i])) {
        String text = scientific(rounded(shortest(values[i], single)), -1, 2);
        int e = text.indexOf('e');
        int point = text.indexOf('.');
        decimals = Math.max(decimals, point < 0 ? 0 : e - point - 1);
        exponentDigits = Math.max(exponentDigits, text.length() - e - 2);
      }
    }
    int left = 0;
    int right = 0;
    for (int i : shown) {
      double value = values[i];
      if (Double.isInfinite(value)) {
        continue;
      }
      BigDecimal digits = shortest(value, single);
      if (exponents) {
        words[i] = scientific(rounded(digits), decimals, exponentDigits);
        words[i] = negativeZero(value) ? "-" + words[i] : words[i];
      } else {
        String text =
            digits
                .setScale(Math.min(PRECISION, Math.max(0, digits.scale())), RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
        text = negativeZero(value) ? "-0" : text;
        words[i] = text.contains(".") ? text : text + ".";
      }
      left = Math.max(left, words[i].indexOf('.'));
      right = Math.max(right, words[i].length() - words[i].indexOf('.') - 1);
    }
    for (int i : shown) {
      if (words[i] == null) {
        left = Math.max(left, special(values[i]).length() - right - 1);
      }
    }
    for (int i : shown) {
      if (words[i] == null) {
        String text = special(values[i]);
        words[i] = " ".repeat(left + right + 1 - text.length()) + text;
      } else {
        int point = words[i].indexOf('.');
        words[i] =
            " ".repeat(left - point)
                + words[i]
                + " ".repeat(right - (words[i].length() - point - 1));
      }
    }
  }

  private String nest(int axis, int offset, String indent, int width) {
    if (axis == shape.length) {
      return words[offset];
    }
    String hanging = indent + " ";
    boolean row = axis == shape.length - 1;
    StringBuilder text = new StringBuilder();
    String line = hanging;
    int length = shape[axis];
    boolean gap = summarised && length > 2 * EDGE_ITEMS;
    for (int i = 0; i < length; i++) {
      boolean hole = gap && i == EDGE_ITEMS;
      String word = hole ? "..." : nest(axis + 1, offset * length + i, hanging, width - 1);
      boolean last = i == length - 1;
      if (row) {
        if (line.length() + word.length() > width - 1 && line.length() > hanging.length()) {
          text.append(line.stripTrailing()).append('\n');
          line = hanging;
        }
        line += word + (last ? "" : " ");
      } else {
        text.append(hanging).append(word);
        text.append(last ? "" : "\n".repeat(shape.length - axis - 1));
      }
      i = hole ? length - EDGE_ITEMS - 1 : i;
    }
    text.append(row ? line : "");
    return "[" + text.substring(Math.min(hanging.length(), text.length())) + "]";
  }

  /** The fewest digits that name this float or double and no other. */
  private static BigDecimal shortest(double x, boolean single) {
    BigDecimal exact = new BigDecimal(x);
    for (int digits = 1; digits < 18; digits++) {
      BigDecimal tried = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (single ? tried.floatValue() == (float) x : tried.doubleValue() == x) {
        return tried.stripTrailingZeros();
      }
    }
    return exact;
  }

  /** Rounded to the digits after the leading one that NumPy shows in an array. */
  private static BigDecimal rounded(BigDecimal digits) {
    return digits
        .round(new MathContext(PRECISION + 1, RoundingMode.HALF_EVEN))
        .stripTrailingZeros();
  }

  /** In the form 1.5e-05; {@code decimals} below zero: as many as there are. */
  private static String scientific(BigDecimal digits, int decimals, int exponentDigits) {
    String unscaled = digits.unscaledValue().abs().toString();
    int exponent = digits.signum() == 0 ? 0 : digits.precision() - digits.scale() - 1;
    StringBuilder text = new StringBuilder(digits.signum() < 0 ? "-" : "");
    text.append(unscaled.charAt(0));
    String fraction = unscaled.substring(1);
    if (decimals >= 0) {
      text.append('.').append(fraction).append("0".repeat(decimals - fraction.length()));
    } else if (!fraction.isEmpty()) {
      text.append('.').append(fraction);
    }
    String power = String.valueOf(Math.abs(exponent));
    text.append('e').append(exponent < 0 ? '-' : '+');
    return text.append("0".repeat(Math.max(0, exponentDigits - power.length())))
        .append(power)
        .toString();
  }

  private static String special(double x) {
    return Double.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf";
  }

  private static boolean negativeZero(double x) {
    return x == 0 && Double.doubleToRawLongBits(x) != 0;
  }
}
