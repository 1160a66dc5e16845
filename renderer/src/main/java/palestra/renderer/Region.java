package palestra.renderer;

/** A rectangle of pixels, from the upper left corner; right and bottom are just outside. */
record Region(int left, int top, int right, int bottom) {

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
