package palestra.networks.schedules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A setting that changes while training goes on, as a function of progress from 0 to 1.
 *
 * <p>As text: {@code 0.001} stays; {@code linear a b} goes straight from a to b (b is 0 where left
 * out; {@code lin_a} as in rl-zoo is the same); {@code cosine a b} goes down half a cosine
 * (Loshchilov and Hutter 2016); {@code exponential a b} multiplies by the same factor in equal
 * times; {@code step a factor every} multiplies a by factor after each {@code every} of progress.
 * {@code warmup share} before any of these goes straight from 0 to its first value in that share of
 * training (Goyal et al. 2017), and through all of the rest in what is left.
 *
 * @param shape how it goes from one figure to the next
 * @param figures the numbers that stand behind the shape's name
 * @param warmup share of training that goes before, in [0, 1)
 */
public record Schedule(Shape shape, List<Double> figures, double warmup) {

  /** The ways a schedule goes. */
  public enum Shape {
    CONSTANT(1),
    LINEAR(2),
    COSINE(2),
    EXPONENTIAL(2),
    STEP(3);

    private final int figures;

    Shape(int figures) {
      this.figures = figures;
    }
  }

  /** A schedule without warm-up. */
  public Schedule(Shape shape, List<Double> figures) {
    this(shape, figures, 0);
  }

  public Schedule {
    figures = List.copyOf(figures);
    if (!(warmup >= 0 && warmup < 1)) {
      throw new IllegalArgumentException(
          "a schedule's warm-up is a share of training in [0, 1), but is " + warmup);
    }
    if (figures.size() != shape.figures) {
      throw new IllegalArgumentException(
          "a " + shape + " schedule takes " + shape.figures + " numbers, not " + figures.size());
    }
    for (double figure : figures) {
      if (!Double.isFinite(figure) || figure < 0) {
        throw new IllegalArgumentException(
            "a schedule's numbers are 0 or more, but one is " + figure);
      }
    }
    if (shape == Shape.EXPONENTIAL && (figures.get(0) == 0 || figures.get(1) == 0)) {
      throw new IllegalArgumentException("an exponential schedule never reaches 0: use linear");
    }
    if (shape == Shape.STEP && figures.get(2) == 0) {
      throw new IllegalArgumentException("a step schedule's steps must be longer than 0");
    }
  }

  /** The same value all the time. */
  public static Schedule valueOf(double value) {
    return new Schedule(Shape.CONSTANT, List.of(value));
  }

  /** Straight from one value to another. */
  public static Schedule linear(double from, double to) {
    return new Schedule(Shape.LINEAR, List.of(from, to));
  }

  /**
   * Reads a schedule from text.
   *
   * @throws IllegalArgumentException if it cannot be read; says what is possible
   */
  public static Schedule valueOf(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT).replaceFirst("^lin_", "linear ");
    String[] words = plain.split("\\s+");
    try {
      if (words.length > 2 && words[0].equals("warmup")) {
        double share = Double.parseDouble(words[1]);
        Schedule rest = valueOf(plain.split("\\s+", 3)[2]);
        if (rest.warmup > 0) {
          throw new IllegalArgumentException("a schedule warms up once");
        }
        return new Schedule(rest.shape, rest.figures, share);
      }
      if (words.length == 1) {
        return valueOf(Double.parseDouble(words[0]));
      }
      Shape shape = Shape.valueOf(words[0].toUpperCase(Locale.ROOT));
      List<Double> figures = Arrays.stream(words).skip(1).map(Double::valueOf).toList();
      if (shape == Shape.LINEAR && figures.size() == 1) {
        figures = List.of(figures.get(0), 0.0);
      }
      return new Schedule(shape, figures);
    } catch (NumberFormatException e) {
      throw unreadable(text, e);
    } catch (IllegalArgumentException e) {
      throw e.getMessage() != null && e.getMessage().startsWith("No enum")
          ? unreadable(text, e)
          : e;
    }
  }

  private static IllegalArgumentException unreadable(String text, Exception cause) {
    return new IllegalArgumentException(
        "cannot read the schedule \""
            + text
            + "\": use a number, \"linear a b\", \"cosine a b\","
            + " \"exponential a b\" or \"step a factor every\", any of them after \"warmup share\"",
        cause);
  }

  /**
   * The value at a point of training.
   *
   * @param progress 0 at the start, 1 at the end; what lies outside is taken as the nearer of both
   */
  public double at(double progress) {
    double p = Math.min(1, Math.max(0, progress));
    return p < warmup
        ? figures.get(0) * p / warmup
        : warmed(warmup == 0 ? p : (p - warmup) / (1 - warmup));
  }

  private double warmed(double p) {
    double a = figures.get(0);
    return switch (shape) {
      case CONSTANT -> a;
      case LINEAR -> a + p * (figures.get(1) - a);
      case COSINE -> figures.get(1) + (a - figures.get(1)) * 0.5 * (1 + Math.cos(Math.PI * p));
      case EXPONENTIAL -> a * Math.pow(figures.get(1) / a, p);
      // The margin keeps what is a whole number of steps but for rounding, such as 0.3 / 0.1.
      case STEP -> a * Math.pow(figures.get(1), Math.floor(p / figures.get(2) + 1e-9));
    };
  }

  /** Whether it has different values at different points of training. */
  public boolean moves() {
    return shape != Shape.CONSTANT || warmup > 0;
  }

  /** The text that {@link #valueOf(String)} reads. */
  @Override
  public String toString() {
    String numbers = figures.stream().map(String::valueOf).collect(Collectors.joining(" "));
    String rest =
        shape == Shape.CONSTANT ? numbers : shape.name().toLowerCase(Locale.ROOT) + " " + numbers;
    return warmup == 0 ? rest : "warmup " + warmup + " " + rest;
  }
}
