package palestra.generative.data.strokes;

import java.util.List;
import java.util.random.RandomGenerator;
import palestra.generative.data.DrawnData;
import palestra.generative.data.strokes.GlyphTable.Glyph;

/**
 * {@code strokes}: handwritten-looking digits, drawn without end from the lab's own tables of
 * strokes; no fonts, no files. A digit is one of its written variants whose points are jittered,
 * then scaled, slanted, turned and placed at random, and drawn with a soft edge: ink 1, paper 0,
 * one channel. The line drawn depends on the generator alone and not on the style, so that the same
 * generator state gives the same glyph in any style.
 *
 * @param size the side of the pictures in pixels, at least 8
 * @param slant the standard deviation of the slant, as the tangent of its angle; at least 0
 * @param width the mean width of the line as a share of the picture's side; from 0.02 to 0.25
 * @param jitter the standard deviation of each point's place as a share of the digit's height; from
 *     0 to 0.2
 * @param scale the standard deviation of height and breadth, each a share of its own; from 0 to 0.5
 * @param rotation the standard deviation of the angle it is turned by, in radians; at least 0
 * @param style what it is drawn with
 * @param digits those that are drawn, each as often; all ten if empty. Labels are the digits
 */
public record Strokes(
    int size,
    double slant,
    double width,
    double jitter,
    double scale,
    double rotation,
    StrokeStyle style,
    List<Integer> digits)
    implements DrawnData {
  private static final GlyphTable TABLE = new GlyphTable();

  /** The height of a digit of scale 1 as a share of the picture's side, as in MNIST: 20 of 28. */
  private static final double HEIGHT = 20.0 / 28;

  /** Checks the settings. */
  public Strokes {
    check(size >= 8 && size <= 1024, "size", "from 8 to 1024", size);
    check(slant >= 0 && slant <= 2, "slant", "from 0 to 2", slant);
    check(width >= 0.02 && width <= 0.25, "width", "from 0.02 to 0.25", width);
    check(jitter >= 0 && jitter <= 0.2, "jitter", "from 0 to 0.2", jitter);
    check(scale >= 0 && scale <= 0.5, "scale", "from 0 to 0.5", scale);
    check(rotation >= 0 && rotation <= 3.2, "rotation", "from 0 to 3.2", rotation);
    digits = digits.stream().sorted().distinct().toList();
    for (int digit : digits) {
      check(digit >= 0 && digit <= 9, "digits", "from 0 to 9", digit);
    }
  }

  private static void check(boolean right, String name, String range, Number value) {
    if (!right) {
      throw new IllegalArgumentException(
          "strokes: " + name + " must be " + range + ", but is " + value);
    }
  }

  /** The settings of {@code strokes} without more: 28 x 28 pixels, all ten digits, a pen. */
  public static Strokes defaults() {
    return new Strokes(28, 0.2, 0.085, 0.02, 0.1, 0.08, StrokeStyle.PEN, List.of());
  }

  /** The same digits in another style. */
  public Strokes withStyle(StrokeStyle other) {
    return new Strokes(size, slant, width, jitter, scale, rotation, other, digits);
  }

  /** Some digits alone. */
  public Strokes withDigits(List<Integer> some) {
    return new Strokes(size, slant, width, jitter, scale, rotation, style, some);
  }

  @Override
  public String name() {
    return StrokesProvider.text(this);
  }

  @Override
  public int[] shape() {
    return new int[] {size, size, 1};
  }

  @Override
  public int classes() {
    return 10;
  }

  @Override
  public void draw(RandomGenerator random, float[] rows, int[] labels) {
    drawStyles(random, List.of(style), new float[][] {rows}, labels);
  }

  /**
   * Draws the same glyphs in this style and in another: row i of one is the translation of row i of
   * the other. The first are those of {@link #draw} with the same generator.
   *
   * @param rows filled whole, in this style
   * @param otherRows filled whole, in the other style; as long as {@code rows}
   * @param labels filled with the digits; may be null
   */
  public void drawPairs(
      RandomGenerator random, StrokeStyle other, float[] rows, float[] otherRows, int[] labels) {
    if (otherRows.length != rows.length) {
      throw new IllegalArgumentException(
          "otherRows must have the length %d of rows, but has %d"
              .formatted(rows.length, otherRows.length));
    }
    drawStyles(random, List.of(style, other), new float[][] {rows, otherRows}, labels);
  }

  private void drawStyles(
      RandomGenerator random, List<StrokeStyle> styles, float[][] rows, int[] labels) {
    Line line = new Line();
    Ink ink = new Ink(size);
    float[] points = new float[2 * TABLE.longest()];
    int pixels = size * size;
    for (int i = 0; i < rows[0].length / pixels; i++) {
      int digit = digits.isEmpty() ? random.nextInt(10) : digits.get(random.nextInt(digits.size()));
      Glyph glyph = TABLE.glyph(digit, random.nextInt(TABLE.variants(digit)));
      move(random, glyph, points);
      float thickness = (float) (size * width * Math.exp(0.2 * random.nextGaussian()));
      float shiftX = random.nextFloat() - 0.5f;
      float shiftY = random.nextFloat() - 0.5f;
      float margin = 1 + reach(thickness);
      line.follow(glyph, points);
      line.fit(margin, size - margin, shiftX, shiftY);
      for (int k = 0; k < rows.length; k++) {
        ink.draw(line, styles.get(k), thickness, rows[k], i * pixels);
      }
      if (labels != null) {
        labels[i] = digit;
      }
    }
  }

  /** Of the style that reaches farthest: the same line must fit in all of them. */
  private static float reach(float thickness) {
    float reach = 0;
    for (StrokeStyle each : StrokeStyle.values()) {
      reach = Math.max(reach, Ink.reach(each, thickness));
    }
    return reach;
  }

  /** Jitters a glyph's points and puts them at random scale, slant and angle, in pixels. */
  private void move(RandomGenerator random, Glyph glyph, float[] points) {
    double height = size * HEIGHT * Math.exp(scale * random.nextGaussian());
    double breadth = size * HEIGHT * Math.exp(scale * random.nextGaussian());
    double lean = slant * random.nextGaussian();
    double angle = rotation * random.nextGaussian();
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    float[] written = glyph.points();
    for (int i = 0; i < written.length; i += 2) {
      double gx = written[i] + jitter * random.nextGaussian();
      double gy = written[i + 1] + jitter * random.nextGaussian();
      double x = breadth * gx - lean * height * gy;
      double y = height * gy;
      points[i] = (float) (cos * x - sin * y);
      points[i + 1] = (float) (sin * x + cos * y);
    }
  }
}
