package palestra.envs.classic;

/**
 * The equations of motion of a pole hinged on a cart (R. V. Florian, "Correct equations for the
 * dynamics of the cart-pole system", 2007, without friction), in the order of operations of
 * Gymnasium's code, so that the results agree to the last bit.
 *
 * <p>States lie in arrays with an element per copy. The loops hold no branches and no calls, so
 * that the compiler turns them into vector instructions.
 */
final class CartPoleDynamics {
  /** Up to this angle the series below are exact to the rounding of the last bit. */
  static final double SERIES_LIMIT = 0.5;

  private final double gravity;
  private final double masspole;
  private final double totalMass;
  private final double polemassLength;
  private final double length;
  private final double tau;

  CartPoleDynamics(CartPole.Settings settings) {
    gravity = settings.gravity();
    masspole = settings.masspole();
    totalMass = settings.masspole() + settings.masscart();
    length = settings.length();
    polemassLength = settings.masspole() * settings.length();
    tau = settings.tau();
  }

  /** Sine and cosine of angles of any size. */
  static void trigonometry(double[] theta, double[] sin, double[] cos) {
    for (int i = 0; i < theta.length; i++) {
      if (Math.abs(theta[i]) > SERIES_LIMIT) {
        sin[i] = Math.sin(theta[i]);
        cos[i] = Math.cos(theta[i]);
      } else {
        sin[i] = smallSin(theta[i]);
        cos[i] = smallCos(theta[i]);
      }
    }
  }

  /** Sine and cosine of angles up to {@link #SERIES_LIMIT}; of others, anything. */
  static void smallTrigonometry(double[] theta, double[] sin, double[] cos) {
    for (int i = 0; i < theta.length; i++) {
      sin[i] = smallSin(theta[i]);
    }
    for (int i = 0; i < theta.length; i++) {
      cos[i] = smallCos(theta[i]);
    }
  }

  /**
   * The Taylor series x + x (c + d), where the correction's leading term c = -x^2/6 is carried to
   * twice the precision: the result is the double nearest to the sine but for one in some
   * thousands.
   */
  private static double smallSin(double x) {
    double square = x * x;
    double squareRest = Math.fma(x, x, -square);
    double leading = square * SIN_1;
    double rest =
        Math.fma(square, SIN_1, -leading)
            + (squareRest * SIN_1 + square * SIN_1_REST)
            + square
                * square
                * (SIN_2
                    + square
                        * (SIN_3
                            + square
                                * (SIN_4 + square * (SIN_5 + square * (SIN_6 + square * SIN_7)))));
    double correction = x * leading;
    double correctionRest = Math.fma(x, leading, -correction) + x * rest;
    double sum = x + correction;
    return sum + ((x - sum) + correction + correctionRest);
  }

  /** The Taylor series 1 - x^2/2 + ..., x^2 carried to twice the precision. */
  private static double smallCos(double x) {
    double square = x * x;
    double squareRest = Math.fma(x, x, -square);
    double half = 0.5 * square;
    double rest =
        square
                * square
                * (COS_2
                    + square
                        * (COS_3
                            + square
                                * (COS_4 + square * (COS_5 + square * (COS_6 + square * COS_7)))))
            - 0.5 * squareRest;
    double sum = 1 - half;
    return sum + (((1 - sum) - half) + rest);
  }

  private static final double SIN_1 = -1.0 / 6;
  private static final double SIN_1_REST = -9.25185853854297E-18; // -1/6 - SIN_1
  private static final double SIN_2 = 1.0 / 120;
  private static final double SIN_3 = -1.0 / 5040;
  private static final double SIN_4 = 1.0 / 362880;
  private static final double SIN_5 = -1.0 / 39916800;
  private static final double SIN_6 = 1.0 / 6227020800L;
  private static final double SIN_7 = -1.0 / 1307674368000L;
  private static final double COS_2 = 1.0 / 24;
  private static final double COS_3 = -1.0 / 720;
  private static final double COS_4 = 1.0 / 40320;
  private static final double COS_5 = -1.0 / 3628800;
  private static final double COS_6 = 1.0 / 479001600;
  private static final double COS_7 = -1.0 / 87178291200L;

  /**
   * One step of explicit Euler integration.
   *
   * @param x positions of the carts, metres
   * @param xDot their velocities
   * @param theta angles of the poles from upright, radians
   * @param thetaDot their velocities
   * @param force pushes to the right, newtons
   */
  void advance(
      double[] x,
      double[] xDot,
      double[] theta,
      double[] thetaDot,
      double[] sin,
      double[] cos,
      double[] force) {
    for (int i = 0; i < x.length; i++) {
      double temp = (force[i] + polemassLength * (thetaDot[i] * thetaDot[i]) * sin[i]) / totalMass;
      double thetaAcceleration =
          (gravity * sin[i] - cos[i] * temp)
              / (length * (4.0 / 3.0 - masspole * (cos[i] * cos[i]) / totalMass));
      double xAcceleration = temp - polemassLength * thetaAcceleration * cos[i] / totalMass;
      x[i] = x[i] + tau * xDot[i];
      xDot[i] = xDot[i] + tau * xAcceleration;
      theta[i] = theta[i] + tau * thetaDot[i];
      thetaDot[i] = thetaDot[i] + tau * thetaAcceleration;
    }
  }
}
