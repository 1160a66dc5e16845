package palestra.envs.robots;

/**
 * The classical Runge-Kutta method of fourth order: over a given time, the error shrinks with the
 * fourth power of the step. It allocates nothing while it steps.
 */
final class RungeKutta {
  /**
   * Faster or farther than any such mechanism: constants that are too stiff for the step do that.
   */
  private static final double BEYOND = 1e6;

  private final Mechanism mechanism;
  private final double[] q;
  private final double[] v;
  private final double[] a;
  private final double[] qSum;
  private final double[] vSum;

  RungeKutta(Mechanism mechanism) {
    this.mechanism = mechanism;
    int n = mechanism.coordinates();
    q = new double[n];
    v = new double[n];
    a = new double[n];
    qSum = new double[n];
    vSum = new double[n];
  }

  /**
   * Moves a mechanism on, the motors held constant.
   *
   * @param position coordinates, written over
   * @param velocity their velocities, written over
   * @param dt seconds in a step
   * @param steps how many
   * @return whether the motion stayed within bounds; if not, the state is that before the first
   *     step that left them
   */
  boolean advance(double[] position, double[] velocity, double[] motor, double dt, int steps) {
    for (int i = 0; i < steps; i++) {
      if (!step(position, velocity, motor, dt)) {
        return false;
      }
    }
    return true;
  }

  private boolean step(double[] position, double[] velocity, double[] motor, double dt) {
    int n = position.length;
    for (int i = 0; i < n; i++) {
      q[i] = position[i];
      v[i] = velocity[i];
      qSum[i] = 0;
      vSum[i] = 0;
    }
    for (int stage = 0; stage < 4; stage++) {
      mechanism.accelerate(q, v, motor, a);
      double weight = stage == 0 || stage == 3 ? 1 : 2;
      double ahead = stage < 2 ? dt / 2 : dt;
      for (int i = 0; i < n; i++) {
        qSum[i] += weight * v[i];
        vSum[i] += weight * a[i];
        q[i] = position[i] + ahead * v[i];
        v[i] = velocity[i] + ahead * a[i];
      }
    }
    for (int i = 0; i < n; i++) {
      q[i] = position[i] + dt / 6 * qSum[i];
      v[i] = velocity[i] + dt / 6 * vSum[i];
      // So written, what is no number is beyond too.
      if (!(Math.abs(q[i]) < BEYOND && Math.abs(v[i]) < BEYOND)) {
        return false;
      }
    }
    System.arraycopy(q, 0, position, 0, n);
    System.arraycopy(v, 0, velocity, 0, n);
    return true;
  }
}
