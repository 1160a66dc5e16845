package palestra.envs.robots;

/**
 * A uniform rod hinged on a cart on a rail. With x the cart's place, t the rod's angle from
 * upright, m and L the rod's mass and length, l = L/2, J = m L²/12 + m l² its inertia about the
 * hinge, and c the cart's mass, the Lagrangian
 *
 * <pre>
 * T - V = (c + m) x'²/2 + m l cos(t) x' t' + J t'²/2 - m g l cos(t)
 * </pre>
 *
 * gives, with the rail's force R, the hinge's damping b and the motor's force u on the cart,
 *
 * <pre>
 * | c + m      m l cos t |  | x'' |     | u + R + m l sin(t) t'² |
 * | m l cos t  J         |  | t'' |  =  | m g l sin(t) - b t'    |
 * </pre>
 */
final class PoleOnCart implements Mechanism {
  private final Rail rail;
  private final double mass;
  private final double moment;
  private final double inertia;
  private final double hingeDamping;
  private final double gravity;

  /** A pole of a mass in kg and a length in m on a cart of a mass in kg. */
  PoleOnCart(
      Rail rail,
      double cartMass,
      double poleMass,
      double poleLength,
      double hingeDamping,
      double gravity) {
    this.rail = rail;
    mass = cartMass + poleMass;
    moment = poleMass * poleLength / 2;
    inertia = poleMass * poleLength * poleLength / 3;
    this.hingeDamping = hingeDamping;
    this.gravity = gravity;
  }

  @Override
  public int coordinates() {
    return 2;
  }

  @Override
  public void accelerate(double[] q, double[] v, double[] motor, double[] acceleration) {
    double sin = Math.sin(q[1]);
    double coupling = moment * Math.cos(q[1]);
    double force = motor[0] + rail.force(q[0], v[0]) + moment * sin * v[1] * v[1];
    double torque = motor[1] + moment * gravity * sin - hingeDamping * v[1];
    double determinant = mass * inertia - coupling * coupling;
    acceleration[0] = (inertia * force - coupling * torque) / determinant;
    acceleration[1] = (mass * torque - coupling * force) / determinant;
  }

  @Override
  public double energy(double[] q, double[] v) {
    double cos = Math.cos(q[1]);
    return mass * v[0] * v[0] / 2
        + moment * cos * v[0] * v[1]
        + inertia * v[1] * v[1] / 2
        + moment * gravity * cos
        + rail.energy(q[0]);
  }

  @Override
  public double[][] massMatrix(double[] q) {
    double coupling = moment * Math.cos(q[1]);
    return new double[][] {{mass, coupling}, {coupling, inertia}};
  }
}
