package palestra.envs.robots;

/** The machines, each with the Lagrangian that its equations of motion are to come from. */
final class Machines {
  private Machines() {}

  /** Positions of the machine's point masses, and so its Lagrangian. */
  record Machine(String name, Mechanism mechanism, Points points) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Kinetic less potential energy, from velocities and heights in the plane. */
  @FunctionalInterface
  interface Points {
    double lagrangian(double[] q, double[] v);
  }

  /**
   * A uniform rod moves as two halves of its mass do at these shares of its length (the nodes of
   * Gauss and Legendre), for its energy is of second degree along it.
   */
  private static final double[] NODES = {(1 - 1 / Math.sqrt(3)) / 2, (1 + 1 / Math.sqrt(3)) / 2};

  static Machine poleOnCart() {
    return new Machine(
        "pole on cart",
        new PoleOnCart(MechanismTest.FREE, 2, 0.7, 1.3, 0, MechanismTest.G),
        (q, v) -> {
          double sum = 2 * v[0] * v[0] / 2;
          for (double node : NODES) {
            double s = node * 1.3;
            double vx = v[0] + s * Math.cos(q[1]) * v[1];
            double vy = -s * Math.sin(q[1]) * v[1];
            sum += 0.35 * ((vx * vx + vy * vy) / 2 - MechanismTest.G * s * Math.cos(q[1]));
          }
          return sum;
        });
  }

  static Machine twoPolesOnCart() {
    return new Machine(
        "two poles on cart",
        new TwoPolesOnCart(MechanismTest.FREE, 2, 0.7, 0.5, 1.3, 0.8, 0, MechanismTest.G),
        (q, v) -> {
          double sum = 2 * v[0] * v[0] / 2;
          for (double node : NODES) {
            double s = node * 1.3;
            double vx = v[0] + s * Math.cos(q[1]) * v[1];
            double vy = -s * Math.sin(q[1]) * v[1];
            sum += 0.35 * ((vx * vx + vy * vy) / 2 - MechanismTest.G * s * Math.cos(q[1]));
            double r = node * 0.8;
            vx = v[0] + 1.3 * Math.cos(q[1]) * v[1] + r * Math.cos(q[2]) * v[2];
            vy = -1.3 * Math.sin(q[1]) * v[1] - r * Math.sin(q[2]) * v[2];
            double height = 1.3 * Math.cos(q[1]) + r * Math.cos(q[2]);
            sum += 0.25 * ((vx * vx + vy * vy) / 2 - MechanismTest.G * height);
          }
          return sum;
        });
  }

  static Machine twoLinkArm() {
    return new Machine(
        "two-link arm",
        new TwoLinkArm(0.7, 0.5, 1.3, 0.8, 0.2, 0),
        (q, v) -> {
          double sum = 0.2 * (v[0] * v[0] + v[1] * v[1]) / 2;
          double turn = v[0] + v[1];
          for (double node : NODES) {
            double s = node * 1.3;
            sum += 0.35 * s * s * v[0] * v[0] / 2;
            double r = node * 0.8;
            double vx = -1.3 * Math.sin(q[0]) * v[0] - r * Math.sin(q[0] + q[1]) * turn;
            double vy = 1.3 * Math.cos(q[0]) * v[0] + r * Math.cos(q[0] + q[1]) * turn;
            sum += 0.25 * (vx * vx + vy * vy) / 2;
          }
          return sum;
        });
  }
}
