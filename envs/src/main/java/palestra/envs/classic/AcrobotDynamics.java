package palestra.envs.classic;

/** The equations of motion of two links that hang from a bar, with a motor between them. */
final class AcrobotDynamics {
  private final Acrobot.Settings settings;
  private final double[] angle;
  private final double[] unused;
  private final double[] cosFirst;
  private final double[] cosBoth;
  private final double[] inertia;
  private final double[] coupling;
  private final double[] gravity1;
  private final double[] gravity2;
  private final Trigonometry trigonometry;

  AcrobotDynamics(Acrobot.Settings settings, int count) {
    this.settings = settings;
    angle = new double[count];
    unused = new double[count];
    cosFirst = new double[count];
    cosBoth = new double[count];
    inertia = new double[count];
    coupling = new double[count];
    gravity1 = new double[count];
    gravity2 = new double[count];
    trigonometry = new Trigonometry(count);
  }

  /**
   * How fast the state changes.
   *
   * @param state angles and angular velocities of the first and the second link
   * @param sin2 sine of the second angle
   * @param cos2 cosine of the second angle
   * @param torque of the motor, N m
   * @param slope the angular velocities and accelerations, to be written
   */
  void slope(double[][] state, double[] sin2, double[] cos2, double[] torque, double[][] slope) {
    System.arraycopy(state[2], 0, slope[0], 0, angle.length);
    System.arraycopy(state[3], 0, slope[1], 0, angle.length);
    shift(state[0], angle);
    trigonometry.both(angle, unused, cosFirst);
    shift(state[0], state[1], angle);
    trigonometry.both(angle, unused, cosBoth);
    inertias(cos2);
    gravities(state[2], state[3], sin2);
    if (settings.bookOrNips().equals("nips")) {
      paper(torque, slope[3]);
    } else {
      book(state[2], sin2, torque, slope[3]);
    }
    firstLink(slope[3], slope[2]);
  }

  private static void shift(double[] theta, double[] angle) {
    for (int i = 0; i < angle.length; i++) {
      angle[i] = theta[i] - Math.PI / 2;
    }
  }

  private static void shift(double[] theta1, double[] theta2, double[] angle) {
    for (int i = 0; i < angle.length; i++) {
      angle[i] = theta1[i] + theta2[i] - Math.PI / 2;
    }
  }

  private void inertias(double[] cos2) {
    double m1 = settings.linkMass1();
    double m2 = settings.linkMass2();
    double l1 = settings.linkLength1();
    double lc1 = settings.linkComPos1();
    double lc2 = settings.linkComPos2();
    double moment = settings.linkMoi();
    double own = m1 * (lc1 * lc1);
    double squares = l1 * l1 + lc2 * lc2;
    double lc2Square = lc2 * lc2;
    for (int i = 0; i < inertia.length; i++) {
      inertia[i] = own + m2 * (squares + 2 * l1 * lc2 * cos2[i]) + moment + moment;
      coupling[i] = m2 * (lc2Square + l1 * lc2 * cos2[i]) + moment;
    }
  }

  private void gravities(double[] velocity1, double[] velocity2, double[] sin2) {
    double m2 = settings.linkMass2();
    double l1 = settings.linkLength1();
    double lc2 = settings.linkComPos2();
    double g = settings.gravity();
    double weight1 = (settings.linkMass1() * settings.linkComPos1() + m2 * l1) * g;
    double weight2 = m2 * lc2 * g;
    double centrifugal = -m2 * l1 * lc2;
    double coriolis = 2 * m2 * l1 * lc2;
    for (int i = 0; i < gravity1.length; i++) {
      gravity2[i] = weight2 * cosBoth[i];
      gravity1[i] =
          centrifugal * (velocity2[i] * velocity2[i]) * sin2[i]
              - coriolis * velocity2[i] * velocity1[i] * sin2[i]
              + weight1 * cosFirst[i]
              + gravity2[i];
    }
  }

  /** Acceleration of the second link as Sutton and Barto's book has it. */
  private void book(double[] velocity1, double[] sin2, double[] torque, double[] acceleration) {
    double m2 = settings.linkMass2();
    double lc2 = settings.linkComPos2();
    double inertia2 = m2 * (lc2 * lc2) + settings.linkMoi();
    double centrifugal = m2 * settings.linkLength1() * lc2;
    for (int i = 0; i < acceleration.length; i++) {
      acceleration[i] =
          (torque[i]
                  + coupling[i] / inertia[i] * gravity1[i]
                  - centrifugal * (velocity1[i] * velocity1[i]) * sin2[i]
                  - gravity2[i])
              / (inertia2 - coupling[i] * coupling[i] / inertia[i]);
    }
  }

  /** Acceleration of the second link as Sutton's paper has it, a term short. */
  private void paper(double[] torque, double[] acceleration) {
    double lc2 = settings.linkComPos2();
    double inertia2 = settings.linkMass2() * (lc2 * lc2) + settings.linkMoi();
    for (int i = 0; i < acceleration.length; i++) {
      acceleration[i] =
          (torque[i] + coupling[i] / inertia[i] * gravity1[i] - gravity2[i])
              / (inertia2 - coupling[i] * coupling[i] / inertia[i]);
    }
  }

  private void firstLink(double[] acceleration2, double[] acceleration1) {
    for (int i = 0; i < acceleration1.length; i++) {
      acceleration1[i] = -(coupling[i] * acceleration2[i] + gravity1[i]) / inertia[i];
    }
  }
}
