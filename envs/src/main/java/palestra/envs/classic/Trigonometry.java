package palestra.envs.classic;

/**
 * Sines and cosines of many angles at once: the doubles nearest to the true ones in all but a few
 * of a thousand cases, and next to the nearest in those. So they nearly always are those of the C
 * library, which Python and (on most processors) NumPy call.
 *
 * <p>The loops hold no branches and no calls, so that the compiler turns them into vector
 * instructions: an angle is reduced by quarter turns to one within an eighth of a turn, kept as a
 * sum of two doubles; both Taylor series are summed, with their leading terms carried to twice the
 * precision; and the quarter chooses between them by multiplication with 1, 0 or -1.
 */
final class Trigonometry {
  /** Up to this angle the reduction is exact enough; beyond, Java's functions serve. */
  static final double LIMIT = 100_000;

  /** Up to this angle no reduction is needed. */
  static final double SMALL = 0.78;

  private static final double QUARTERS_PER_RADIAN = 2 / Math.PI;
  // A quarter turn as a sum: the first two parts have 33 bits, so that a multiple of them is exact.
  private static final double QUARTER_1 = 0x1.921fb544p0;
  private static final double QUARTER_2 = 0x1.0b4611a6p-34;
  private static final double QUARTER_3 = 0x1.3198a2e037073p-69;

  private static final double SIN_1 = -1.0 / 6;
  private static final double SIN_1_REST = -9.25185853854297E-18; // -1/6 - SIN_1
  private static final double SIN_2 = 1.0 / 120;
  private static final double SIN_3 = -1.0 / 5040;
  private static final double SIN_4 = 1.0 / 362880;
  private static final double SIN_5 = -1.0 / 39916800;
  private static final double SIN_6 = 1.0 / 6227020800L;
  private static final double SIN_7 = -1.0 / 1307674368000L;
  private static final double SIN_8 = 1.0 / 355687428096000L;
  private static final double COS_2 = 1.0 / 24;
  private static final double COS_3 = -1.0 / 720;
  private static final double COS_4 = 1.0 / 40320;
  private static final double COS_5 = -1.0 / 3628800;
  private static final double COS_6 = 1.0 / 479001600;
  private static final double COS_7 = -1.0 / 87178291200L;
  private static final double COS_8 = 1.0 / 20922789888000L;

  private final double[] high;
  private final double[] low;
  private final double[] even;
  private final double[] odd;
  private final double[] sines;
  private final double[] cosines;

  // For one angle at a time, made on first need.
  private final double[] oneAngle = new double[1];
  private final double[] oneSin = new double[1];
  private final double[] oneCos = new double[1];
  private Trigonometry single;

  /** For arrays of so many angles. */
  Trigonometry(int count) {
    high = new double[count];
    low = new double[count];
    even = new double[count];
    odd = new double[count];
    sines = new double[count];
    cosines = new double[count];
  }

  /**
   * Sine and cosine of angles of any size, in radians.
   *
   * @param sin to be written
   * @param cos to be written
   */
  void both(double[] angles, double[] sin, double[] cos) {
    reduce(angles, high, low, even, odd);
    sine(high, low, sines);
    cosine(high, low, cosines);
    choose(even, odd, sines, cosines, sin, cos);
    correctLarge(angles, sin, cos);
  }

  /** Sine and cosine of one of the angles, as {@link #both} has them. */
  void one(double[] angles, int i, double[] sin, double[] cos) {
    if (single == null) {
      single = new Trigonometry(1);
    }
    single.oneAngle[0] = angles[i];
    single.both(single.oneAngle, single.oneSin, single.oneCos);
    sin[i] = single.oneSin[0];
    cos[i] = single.oneCos[0];
  }

  /** The same as {@link #both} for angles up to {@link #SMALL}; of others, anything. */
  static void small(double[] angles, double[] sin, double[] cos) {
    for (int i = 0; i < angles.length; i++) {
      sin[i] = sineTail(angles[i] * angles[i]);
    }
    for (int i = 0; i < angles.length; i++) {
      sin[i] = sine(angles[i], sin[i], 0);
    }
    for (int i = 0; i < angles.length; i++) {
      cos[i] = cosine(angles[i], 0);
    }
  }

  private static void reduce(
      double[] angles, double[] high, double[] low, double[] even, double[] odd) {
    for (int i = 0; i < angles.length; i++) {
      double quarters = Math.rint(angles[i] * QUARTERS_PER_RADIAN);
      double first = angles[i] - quarters * QUARTER_1;
      double second = quarters * QUARTER_2;
      double rest = first - second;
      high[i] = rest;
      low[i] = ((first - rest) - second) - quarters * QUARTER_3;
      double turn = quarters - 4 * Math.rint(quarters * 0.25);
      double distance = Math.abs(turn);
      even[i] = 1 - distance;
      odd[i] = turn * (2 - distance);
    }
  }

  private static void sine(double[] high, double[] low, double[] sines) {
    // In two loops, as the compiler makes no vectors of one that is as long as both.
    for (int i = 0; i < high.length; i++) {
      sines[i] = sineTail(high[i] * high[i]);
    }
    for (int i = 0; i < high.length; i++) {
      double square = high[i] * high[i];
      sines[i] = sine(high[i], sines[i], low[i] * (1 - square * (0.5 - square * COS_2)));
    }
  }

  private static void cosine(double[] high, double[] low, double[] cosines) {
    for (int i = 0; i < high.length; i++) {
      cosines[i] = cosine(high[i], low[i]);
    }
  }

  /** The sine's series divided by x, from x^4 on. */
  private static double sineTail(double square) {
    double last = SIN_6 + square * (SIN_7 + square * SIN_8);
    return square
        * square
        * (SIN_2 + square * (SIN_3 + square * (SIN_4 + square * (SIN_5 + square * last))));
  }

  /**
   * The series x + x (c + tail) + low cos x, where c = -x^2/6 is carried to twice the precision.
   *
   * @param lowPart low cos x
   */
  private static double sine(double x, double tail, double lowPart) {
    double square = x * x;
    double squareRest = Math.fma(x, x, -square);
    double leading = square * SIN_1;
    double rest =
        Math.fma(square, SIN_1, -leading) + (squareRest * SIN_1 + square * SIN_1_REST) + tail;
    double correction = x * leading;
    double correctionRest = Math.fma(x, leading, -correction) + (x * rest + lowPart);
    double sum = x + correction;
    return sum + ((x - sum) + correction + correctionRest);
  }

  /**
   * The series 1 - x^2/2 + x^4/24 - ... - low sin x, where x^2 is carried to twice the precision.
   */
  private static double cosine(double x, double low) {
    double square = x * x;
    double squareRest = Math.fma(x, x, -square);
    double half = 0.5 * square;
    double last = COS_6 + square * (COS_7 + square * COS_8);
    double tail =
        square
            * square
            * (COS_2 + square * (COS_3 + square * (COS_4 + square * (COS_5 + square * last))));
    double rest = tail - (0.5 * squareRest + low * (x + x * (square * SIN_1)));
    double sum = 1 - half;
    return sum + (((1 - sum) - half) + rest);
  }

  private static void choose(
      double[] even, double[] odd, double[] sines, double[] cosines, double[] sin, double[] cos) {
    for (int i = 0; i < even.length; i++) {
      double s = sines[i];
      double c = cosines[i];
      sin[i] = even[i] * s + odd[i] * c;
      cos[i] = even[i] * c - odd[i] * s;
    }
  }

  private static void correctLarge(double[] angles, double[] sin, double[] cos) {
    for (int i = 0; i < angles.length; i++) {
      if (!(Math.abs(angles[i]) <= LIMIT)) {
        sin[i] = Math.sin(angles[i]);
        cos[i] = Math.cos(angles[i]);
      }
    }
  }
}
