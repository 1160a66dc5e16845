package palestra.envs.robots;

/**
 * A machine of rigid bodies, as its equations of motion {@code M(q) a = f}: the mass matrix times
 * the accelerations of its coordinates is what gravity, inertia, friction and motors do to them.
 */
interface Mechanism {
  /** How many coordinates it has. */
  int coordinates();

  /**
   * Solves the equations of motion.
   *
   * @param q coordinates, metres or radians
   * @param v their velocities, per second
   * @param motor what the motors do along each, newtons or newton metres
   * @param acceleration to be written, per second squared
   */
  void accelerate(double[] q, double[] v, double[] motor, double[] acceleration);

  /** Kinetic and potential energy, joules. */
  double energy(double[] q, double[] v);

  /** The mass matrix, row by row; symmetric and positive definite. */
  double[][] massMatrix(double[] q);
}
