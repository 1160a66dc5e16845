package palestra.envs;

/**
 * A small 2-D canvas that environments draw themselves on; {@code palestra.renderer} implements it.
 *
 * <p>Coordinates are canvas units with the origin in the upper left corner and y downwards. A
 * colour is {@code 0xRRGGBBAA}. Angles are radians, clockwise as seen (y points down).
 */
public interface Canvas {

  /** Where a text's anchor lies in it, horizontally; vertically it is always the middle. */
  enum Align {
    LEFT,
    CENTER,
    RIGHT
  }

  /** Width in canvas units. */
  float width();

  /** Height in canvas units. */
  float height();

  /** Fills everything with one colour. */
  void clear(int color);

  /** A straight line. */
  void line(float x1, float y1, float x2, float y2, float thickness, int color);

  /** An open run of straight lines through {@code xy = x0, y0, x1, y1, ...}. */
  void polyline(float[] xy, float thickness, int color);

  /** A filled polygon with the corners {@code xy = x0, y0, x1, y1, ...}. */
  void polygon(float[] xy, int color);

  /** A filled rectangle. */
  void rectangle(float x, float y, float width, float height, int color);

  /** A filled rectangle with rounded corners. */
  void roundedRectangle(float x, float y, float width, float height, float radius, int color);

  /** A filled circle. */
  void circle(float x, float y, float radius, int color);

  /** A circle's outline. */
  void ring(float x, float y, float radius, float thickness, int color);

  /** One line of text, {@code size} units high, its middle at {@code y}. */
  void text(float x, float y, float size, Align align, int color, String text);

  /**
   * A picture stretched over a rectangle, without smoothing.
   *
   * @param rgb pixels row by row, three bytes each
   */
  void sprite(float x, float y, float width, float height, int columns, int rows, byte[] rgb);

  /** Keeps the present transformation until {@link #pop}. */
  void push();

  /** Takes back the transformation that the last {@link #push} kept. */
  void pop();

  /** Moves the origin. */
  void translate(float x, float y);

  /** Turns around the origin. */
  void rotate(float radians);

  /** Scales from the origin. */
  void scale(float x, float y);
}
