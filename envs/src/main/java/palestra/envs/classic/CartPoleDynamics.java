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
  private final double gravity;
  private final double masspole;
  private final double totalMass;
  private final double polemassLength;
  private final double length;
  private final double tau;
  private final boolean positionsFirst;
  private final Trigonometry trigonometry;

  CartPoleDynamics(CartPole.Settings settings, int copies) {
    gravity = settings.gravity();
    masspole = settings.masspole();
    totalMass = settings.masspole() + settings.masscart();
    length = settings.length();
    polemassLength = settings.masspole() * settings.length();
    tau = settings.tau();
    positionsFirst = settings.kinematicsIntegrator().equals("euler");
    trigonometry = new Trigonometry(copies);
  }

  /** Sine and cosine of angles of any size; fast where all are small, as they mostly are. */
  void trigonometry(double[] theta, double[] sin, double[] cos) {
    boolean small = true;
    for (int i = 0; i < theta.length; i++) {
      small &= Math.abs(theta[i]) <= Trigonometry.SMALL;
    }
    if (small) {
      Trigonometry.small(theta, sin, cos);
    } else {
      trigonometry.both(theta, sin, cos);
    }
  }

  /**
   * One step of Euler integration.
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
    if (positionsFirst) {
      explicit(x, xDot, theta, thetaDot, sin, cos, force);
    } else {
      semiImplicit(x, xDot, theta, thetaDot, sin, cos, force);
    }
  }

  private void explicit(
      double[] x,
      double[] xDot,
      double[] theta,
      double[] thetaDot,
      double[] sin,
      double[] cos,
      double[] force) {
    for (int i = 0; i < x.length; i++) {
      double temp = temp(force[i], thetaDot[i], sin[i]);
      double thetaAcceleration = thetaAcceleration(temp, sin[i], cos[i]);
      double xAcceleration = xAcceleration(temp, thetaAcceleration, cos[i]);
      x[i] = x[i] + tau * xDot[i];
      xDot[i] = xDot[i] + tau * xAcceleration;
      theta[i] = theta[i] + tau * thetaDot[i];
      thetaDot[i] = thetaDot[i] + tau * thetaAcceleration;
    }
  }

  private void semiImplicit(
      double[] x,
      double[] xDot,
      double[] theta,
      double[] thetaDot,
      double[] sin,
      double[] cos,
      double[] force) {
    for (int i = 0; i < x.length; i++) {
      double temp = temp(force[i], thetaDot[i], sin[i]);
      double thetaAcceleration = thetaAcceleration(temp, sin[i], cos[i]);
      double xAcceleration = xAcceleration(temp, thetaAcceleration, cos[i]);
      xDot[i] = xDot[i] + tau * xAcceleration;
      x[i] = x[i] + tau * xDot[i];
      thetaDot[i] = thetaDot[i] + tau * thetaAcceleration;
      theta[i] = theta[i] + tau * thetaDot[i];
    }
  }

  private double temp(double force, double thetaDot, double sin) {
    return (force + polemassLength * (thetaDot * thetaDot) * sin) / totalMass;
  }

  private double thetaAcceleration(double temp, double sin, double cos) {
    return (gravity * sin - cos * temp)
        / (length * (4.0 / 3.0 - masspole * (cos * cos) / totalMass));
  }

  private double xAcceleration(double temp, double thetaAcceleration, double cos) {
    return temp - polemassLength * thetaAcceleration * cos / totalMass;
  }
}
