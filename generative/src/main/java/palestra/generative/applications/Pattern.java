package palestra.generative.applications;

/** Patterns without end in the plane; each repeats at every whole number or so. */
public enum Pattern {
  /** Straight bands. */
  STRIPES,
  /** Squares in two colours in turn. */
  CHECKER,
  /** Round dots in rows. */
  DOTS,
  /** Rings around middles in rows. */
  RINGS,
  /** Bands that swing. */
  WAVES,
  /** Bricks with light joints. */
  BRICKS,
  /** Bands with corners. */
  ZIGZAG,
  /** Half circles that overlap like a fish's scales. */
  SCALES;

  /** How much of the second colour is at a place, from 0 to 1. */
  double at(double x, double y) {
    return switch (this) {
      case STRIPES -> soft(wave(y));
      case CHECKER -> soft(8 * wave(x / 2) * wave(y / 2));
      case DOTS -> soft(6 * (0.3 - Math.hypot(part(x), part(y))));
      case RINGS -> soft(wave(2.5 * Math.hypot(part(x / 2) * 2, part(y / 2) * 2)));
      case WAVES -> soft(wave(y + 0.35 * wave(x / 2)));
      case BRICKS -> bricks(x, y);
      case ZIGZAG -> soft(wave(y + Math.abs(part(x / 1.5)) * 1.5));
      case SCALES -> scales(x, y);
    };
  }

  private static double bricks(double x, double y) {
    double across = part(x / 2 + (Math.floorMod((long) Math.floor(y), 2L) == 0 ? 0.5 : 0));
    double down = y - Math.floor(y) - 0.5;
    double joint = Math.min(2 * (0.5 - Math.abs(across)), 0.5 - Math.abs(down));
    return soft(12 * (joint - 0.08));
  }

  /** The scale that lies on top is the one of the lowest row that reaches here. */
  private static double scales(double x, double y) {
    for (int row = 1; row >= -1; row--) {
      double line = Math.floor(y * 2) + row;
      double shift = Math.floorMod((long) line, 2L) == 0 ? 0.5 : 0;
      double far = Math.hypot(part(x + shift), y - line / 2);
      if (y <= line / 2 + 0.5 && far < 0.5) {
        return soft(14 * (0.42 - far)) * (0.6 + 0.8 * far);
      }
    }
    return 0;
  }

  /** The distance to the nearest whole number, with its sign. */
  private static double part(double x) {
    return x - Math.rint(x);
  }

  private static double wave(double x) {
    return Math.sin(2 * Math.PI * x);
  }

  private static double soft(double x) {
    return 1 / (1 + Math.exp(-6 * x));
  }
}
