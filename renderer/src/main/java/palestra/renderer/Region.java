package palestra.renderer;

/** A rectangle of pixels, from the upper left corner; right and bottom are just outside. */
record Region(int left, int top, int right, int bottom) {

  private static final float EXACT = 0.02f;

  /**
   * The pixels of a rectangle.
   *
   * @param t NanoVG's transformation: a, b, c, d, e, f
   * @param pixels per canvas unit
   * @return null where the rectangle is turned or its edges lie within pixels
   */
  static Region exactly(float[] t, float x, float y, float w, float h, float pixels) {
    float left = (t[4] + t[0] * x) * pixels;
    float top = (t[5] + t[3] * y) * pixels;
    float right = (t[4] + t[0] * (x + w)) * pixels;
    float bottom = (t[5] + t[3] * (y + h)) * pixels;
    boolean straight = t[1] == 0 && t[2] == 0 && left <= right && top <= bottom;
    if (straight && whole(left) && whole(top) && whole(right) && whole(bottom)) {
      return new Region(Math.round(left), Math.round(top), Math.round(right), Math.round(bottom));
    }
    return null;
  }

  private static boolean whole(float value) {
    return Math.abs(value - Math.round(value)) < EXACT;
  }

  boolean meets(Region other) {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }

  /** What both have in common; no pixel at all where they do not meet. */
  Region and(Region other) {
    int x = Math.max(left, other.left);
    int y = Math.max(top, other.top);
    return new Region(
        x,
        y,
        Math.max(x, Math.min(right, other.right)),
        Math.max(y, Math.min(bottom, other.bottom)));
  }

  int width() {
    return right - left;
  }

  int height() {
    return bottom - top;
  }
}
