package palestra.envs.robots;

/**
 * A straight rail with a cart on it, whose ends are springs with dampers: within them the rail only
 * brakes.
 *
 * @param limit distance of the ends from the middle, m
 * @param stiffness of the springs at the ends, N/m
 * @param stopDamping of the dampers at the ends, N s/m
 * @param damping along the rail, N s/m
 */
record Rail(double limit, double stiffness, double stopDamping, double damping) {

  Rail {
    Checks.positive("rail_limit", limit);
    Checks.notNegative("stop_stiffness", stiffness);
    Checks.notNegative("stop_damping", stopDamping);
    Checks.notNegative("cart_damping", damping);
  }

  /** How far the cart has pushed into an end: positive to the right, negative to the left. */
  private double depth(double x) {
    return Math.abs(x) <= limit ? 0 : x - Math.copySign(limit, x);
  }

  /** The force of an end on the cart, N. */
  double stop(double x, double velocity) {
    double depth = depth(x);
    return depth == 0 ? 0 : -stiffness * depth - stopDamping * velocity;
  }

  /** Everything the rail does to the cart along it, N. */
  double force(double x, double velocity) {
    return stop(x, velocity) - damping * velocity;
  }

  /** Energy in the springs, J. */
  double energy(double x) {
    double depth = depth(x);
    return stiffness * depth * depth / 2;
  }
}
