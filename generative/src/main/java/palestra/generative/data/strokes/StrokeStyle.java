package palestra.generative.data.strokes;

/** What a digit is drawn with. The same line drawn in two styles makes a pair for translation. */
public enum StrokeStyle {
  /** A round pen of one width. */
  PEN,
  /** A broad nib held at 45 degrees: thick and thin by direction, thinning out at the ends. */
  BRUSH,
  /** The contour of a broad line. */
  OUTLINE,
  /** Round dots in equal distances along the line. */
  DOTS
}
