package palestra.envs.robots;

/**
 * Two uniform rods, one hinged on a cart on a rail, the other on the first one's end. With x the
 * cart's place, t1 and t2 the rods' angles from upright (both from the vertical, not from each
 * other), masses m1 and m2, lengths L1 and L2, l1 = L1/2, l2 = L2/2, the cart's mass c,
 *
 * <pre>
 * h1 = m1 l1 + m2 L1     J1 = m1 L1²/3 + m2 L1²     k = m2 L1 l2
 * h2 = m2 l2             J2 = m2 L2²/3
 *
 * | c+m1+m2     h1 cos t1       h2 cos t2     | | x''  |   | u + R + h1 sin(t1) t1'² + h2 sin(t2) t2'²            |
 * | h1 cos t1   J1              k cos(t1-t2)  | | t1'' | = | g h1 sin(t1) - k sin(t1-t2) t2'² - b t1' + b (t2'-t1') |
 * | h2 cos t2   k cos(t1-t2)    J2            | | t2'' |   | g h2 sin(t2) + k sin(t1-t2) t1'² - b (t2'-t1')         |
 * </pre>
 *
 * where u is the motor's force on the cart, R the rail's, and b the damping of both hinges.
 */
final class TwoPolesOnCart implements Mechanism {
  private final Rail rail;
  private final double mass;
  private final double moment1;
  private final double moment2;
  private final double inertia1;
  private final double inertia2;
  private final double coupling;
  private final double hingeDamping;
  private final double gravity;

  /** Poles of masses in kg and lengths in m, the lower first, on a cart of a mass in kg. */
  TwoPolesOnCart(
      Rail rail,
      double cartMass,
      double mass1,
      double mass2,
      double length1,
      double length2,
      double hingeDamping,
      double gravity) {
    this.rail = rail;
    mass = cartMass + mass1 + mass2;
    moment1 = mass1 * length1 / 2 + mass2 * length1;
    moment2 = mass2 * length2 / 2;
    inertia1 = mass1 * length1 * length1 / 3 + mass2 * length1 * length1;
    inertia2 = mass2 * length2 * length2 / 3;
    coupling = mass2 * length1 * length2 / 2;
    this.hingeDamping = hingeDamping;
    this.gravity = gravity;
  }

  @Override
  public int coordinates() {
    return 3;
  }

  @Override
  public void accelerate(double[] q, double[] v, double[] motor, double[] acceleration) {
    double sin1 = Math.sin(q[1]);
    double cos1 = Math.cos(q[1]);
    double sin2 = Math.sin(q[2]);
    double cos2 = Math.cos(q[2]);
    double bend = coupling * (sin1 * cos2 - cos1 * sin2);
    double m12 = moment1 * cos1;
    double m13 = moment2 * cos2;
    double m23 = coupling * (cos1 * cos2 + sin1 * sin2);
    double friction = hingeDamping * (v[2] - v[1]);
    double f1 =
        motor[0]
            + rail.force(q[0], v[0])
            + moment1 * sin1 * v[1] * v[1]
            + moment2 * sin2 * v[2] * v[2];
    double f2 =
        motor[1] + gravity * moment1 * sin1 - bend * v[2] * v[2] - hingeDamping * v[1] + friction;
    double f3 = motor[2] + gravity * moment2 * sin2 + bend * v[1] * v[1] - friction;

    // Elimination without exchanges, which a positive definite matrix allows.
    double l21 = m12 / mass;
    double l31 = m13 / mass;
    double d2 = inertia1 - l21 * m12;
    double rest23 = m23 - l21 * m13;
    double l32 = rest23 / d2;
    double d3 = inertia2 - l31 * m13 - l32 * rest23;
    double y2 = f2 - l21 * f1;
    double y3 = f3 - l31 * f1 - l32 * y2;
    acceleration[2] = y3 / d3;
    acceleration[1] = (y2 - rest23 * acceleration[2]) / d2;
    acceleration[0] = (f1 - m12 * acceleration[1] - m13 * acceleration[2]) / mass;
  }

  @Override
  public double energy(double[] q, double[] v) {
    double cos1 = Math.cos(q[1]);
    double cos2 = Math.cos(q[2]);
    return mass * v[0] * v[0] / 2
        + inertia1 * v[1] * v[1] / 2
        + inertia2 * v[2] * v[2] / 2
        + moment1 * cos1 * v[0] * v[1]
        + moment2 * cos2 * v[0] * v[2]
        + coupling * Math.cos(q[1] - q[2]) * v[1] * v[2]
        + gravity * (moment1 * cos1 + moment2 * cos2)
        + rail.energy(q[0]);
  }

  @Override
  public double[][] massMatrix(double[] q) {
    double m12 = moment1 * Math.cos(q[1]);
    double m13 = moment2 * Math.cos(q[2]);
    double m23 = coupling * Math.cos(q[1] - q[2]);
    return new double[][] {{mass, m12, m13}, {m12, inertia1, m23}, {m13, m23, inertia2}};
  }
}
