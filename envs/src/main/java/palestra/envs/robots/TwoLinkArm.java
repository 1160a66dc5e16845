package palestra.envs.robots;

/**
 * Two uniform rods in a horizontal plane, hinged to the ground and to each other, a motor in each
 * hinge. With t0 the first rod's angle, t1 the second's from the first, masses m0 and m1, lengths
 * L0 and L1, r the inertia of each motor's rotor, b the damping of each hinge,
 *
 * <pre>
 * k = m1 L0 L1/2     J1 = m1 L1²/3     J0 = m0 L0²/3 + m1 L0² + J1
 *
 * | r + J0 + 2 k cos t1   J1 + k cos t1 |  | t0'' |     | u0 + k sin(t1) (2 t0' + t1') t1' - b t0' |
 * | J1 + k cos t1         r + J1        |  | t1'' |  =  | u1 - k sin(t1) t0'² - b t1'              |
 * </pre>
 *
 * where u0 and u1 are the motors' torques. Gravity pulls across the plane and does nothing.
 */
final class TwoLinkArm implements Mechanism {
  private final double inertia0;
  private final double inertia1;
  private final double coupling;
  private final double rotor;
  private final double damping;

  /** Links of masses in kg and lengths in m. */
  TwoLinkArm(
      double mass0, double mass1, double length0, double length1, double rotor, double damping) {
    inertia1 = mass1 * length1 * length1 / 3;
    inertia0 = mass0 * length0 * length0 / 3 + mass1 * length0 * length0 + inertia1;
    coupling = mass1 * length0 * length1 / 2;
    this.rotor = rotor;
    this.damping = damping;
  }

  @Override
  public int coordinates() {
    return 2;
  }

  @Override
  public void accelerate(double[] q, double[] v, double[] motor, double[] acceleration) {
    double bend = coupling * Math.sin(q[1]);
    double cos = coupling * Math.cos(q[1]);
    double m00 = rotor + inertia0 + 2 * cos;
    double m01 = inertia1 + cos;
    double m11 = rotor + inertia1;
    double f0 = motor[0] + bend * (2 * v[0] + v[1]) * v[1] - damping * v[0];
    double f1 = motor[1] - bend * v[0] * v[0] - damping * v[1];
    double determinant = m00 * m11 - m01 * m01;
    acceleration[0] = (m11 * f0 - m01 * f1) / determinant;
    acceleration[1] = (m00 * f1 - m01 * f0) / determinant;
  }

  @Override
  public double energy(double[] q, double[] v) {
    double[][] m = massMatrix(q);
    return (m[0][0] * v[0] * v[0] + 2 * m[0][1] * v[0] * v[1] + m[1][1] * v[1] * v[1]) / 2;
  }

  @Override
  public double[][] massMatrix(double[] q) {
    double cos = coupling * Math.cos(q[1]);
    double m01 = inertia1 + cos;
    return new double[][] {{rotor + inertia0 + 2 * cos, m01}, {m01, rotor + inertia1}};
  }
}
