package palestra.envs.robots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import palestra.envs.robots.Machines.Machine;
import palestra.envs.seeding.Pcg64;

/** The equations of motion, held against what they are derived from. */
final class MechanismTest {
  static final double G = 9.81;
  static final Rail FREE = new Rail(1e6, 0, 0, 0);

  static Stream<Machine> machines() {
    return Stream.of(Machines.poleOnCart(), Machines.twoPolesOnCart(), Machines.twoLinkArm());
  }

  private static double[] drawn(Pcg64 random, int n, double bound) {
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = random.uniform(-bound, bound);
    }
    return values;
  }

  /** d/dt dL/dv - dL/dq = u, the derivatives by differences. */
  @ParameterizedTest
  @MethodSource("machines")
  void theAccelerationsSolveTheEquationsOfLagrange(Machine machine) {
    Pcg64 random = Pcg64.seeded(1);
    int n = machine.mechanism().coordinates();
    for (int trial = 0; trial < 50; trial++) {
      double[] q = drawn(random, n, 3);
      double[] v = drawn(random, n, 2);
      double[] motor = drawn(random, n, 5);
      double[] a = new double[n];
      machine.mechanism().accelerate(q, v, motor, a);
      for (int i = 0; i < n; i++) {
        double left = -slope(machine, q, v, i, 0, n);
        for (int j = 0; j < n; j++) {
          left += mixed(machine, q, v, n + i, j, n) * v[j];
          left += mixed(machine, q, v, n + i, n + j, n) * a[j];
        }
        assertThat(left).isCloseTo(motor[i], within(1e-5));
      }
    }
  }

  private static double at(
      Machine machine, double[] q, double[] v, int i, double d, int j, double e) {
    int n = q.length;
    double[] both = new double[2 * n];
    System.arraycopy(q, 0, both, 0, n);
    System.arraycopy(v, 0, both, n, n);
    both[i] += d;
    both[j] += e;
    double[] newQ = new double[n];
    double[] newV = new double[n];
    System.arraycopy(both, 0, newQ, 0, n);
    System.arraycopy(both, n, newV, 0, n);
    return machine.points().lagrangian(newQ, newV);
  }

  private static double slope(Machine machine, double[] q, double[] v, int i, int j, int n) {
    double h = 1e-4;
    return (at(machine, q, v, i, h, j % n, 0) - at(machine, q, v, i, -h, j % n, 0)) / (2 * h);
  }

  private static double mixed(Machine machine, double[] q, double[] v, int i, int j, int n) {
    double h = 1e-3;
    assertThat(i).isLessThan(2 * n);
    return (at(machine, q, v, i, h, j, h)
            - at(machine, q, v, i, h, j, -h)
            - at(machine, q, v, i, -h, j, h)
            + at(machine, q, v, i, -h, j, -h))
        / (4 * h * h);
  }

  /** Energy is that of the points, and the mass matrix its second derivative. */
  @ParameterizedTest
  @MethodSource("machines")
  void theMassMatrixIsPositiveDefiniteAndMakesTheEnergy(Machine machine) {
    Pcg64 random = Pcg64.seeded(2);
    int n = machine.mechanism().coordinates();
    for (int trial = 0; trial < 200; trial++) {
      double[] q = drawn(random, n, 4);
      double[] v = drawn(random, n, 3);
      double[][] m = machine.mechanism().massMatrix(q);
      double kinetic = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          assertThat(m[i][j]).isEqualTo(m[j][i]);
          kinetic += v[i] * m[i][j] * v[j] / 2;
        }
      }
      double[] still = new double[n];
      double potential = -machine.points().lagrangian(q, still);
      assertThat(machine.mechanism().energy(q, v)).isCloseTo(kinetic + potential, within(1e-12));
      assertThat(kinetic - potential).isCloseTo(machine.points().lagrangian(q, v), within(1e-12));
      assertThat(m[0][0]).isPositive();
      assertThat(m[0][0] * m[1][1] - m[0][1] * m[1][0]).isPositive();
      assertThat(determinant(m)).isPositive();
    }
  }

  private static double determinant(double[][] m) {
    if (m.length == 2) {
      return m[0][0] * m[1][1] - m[0][1] * m[1][0];
    }
    return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
        - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
        + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
  }

  /** Without friction and motors, energy drifts by the integration's error alone. */
  @ParameterizedTest
  @MethodSource("machines")
  void energyIsKeptAndTheErrorIsOfFourthOrder(Machine machine) {
    double[] coarse = run(machine.mechanism(), 0.01);
    double[] halved = run(machine.mechanism(), 0.005);
    double[] exact = run(machine.mechanism(), 0.0001);
    // Sixteen for small steps; at these the double pendulum's next order shows too.
    double ratio = distance(coarse, exact) / distance(halved, exact);
    assertThat(ratio).isBetween(14.0, 40.0);
    double before = energyAfter(machine.mechanism(), new double[0]);
    double drift = energyAfter(machine.mechanism(), coarse) - before;
    double halvedDrift = energyAfter(machine.mechanism(), halved) - before;
    assertThat(Math.abs(drift)).isLessThan(1e-3);
    assertThat(Math.abs(halvedDrift)).isLessThan(Math.abs(drift) / 13);
    assertThat(energyAfter(machine.mechanism(), exact)).isCloseTo(before, within(1e-10));
  }

  private static final double[] START_Q = {0.3, 2.1, -1.4};
  private static final double[] START_V = {-0.2, 1.1, 0.8};

  /** Coordinates and velocities after one second. */
  private static double[] run(Mechanism mechanism, double dt) {
    int n = mechanism.coordinates();
    double[] q = java.util.Arrays.copyOf(START_Q, n);
    double[] v = java.util.Arrays.copyOf(START_V, n);
    new RungeKutta(mechanism).advance(q, v, new double[n], dt, (int) Math.round(1 / dt));
    double[] state = java.util.Arrays.copyOf(q, 2 * n);
    System.arraycopy(v, 0, state, n, n);
    return state;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  private static double energyAfter(Mechanism mechanism, double[] state) {
    int n = mechanism.coordinates();
    double[] q = new double[n];
    double[] v = new double[n];
    if (state.length == 0) {
      System.arraycopy(START_Q, 0, q, 0, n);
      System.arraycopy(START_V, 0, v, 0, n);
    } else {
      System.arraycopy(state, 0, q, 0, n);
      System.arraycopy(state, n, v, 0, n);
    }
    return mechanism.energy(q, v);
  }

  /** The same by a method of another kind, the leapfrog with the forces at the middle. */
  @ParameterizedTest
  @MethodSource("machines")
  void anotherIntegrationComesToTheSame(Machine machine) {
    Mechanism mechanism = machine.mechanism();
    int n = mechanism.coordinates();
    double[] expected = run(mechanism, 0.001);
    double[] q = java.util.Arrays.copyOf(START_Q, n);
    double[] v = java.util.Arrays.copyOf(START_V, n);
    double[] a = new double[n];
    double[] middleQ = new double[n];
    double[] middleV = new double[n];
    double dt = 2e-5;
    for (int step = 0; step < 50_000; step++) {
      mechanism.accelerate(q, v, new double[n], a);
      for (int i = 0; i < n; i++) {
        middleQ[i] = q[i] + dt / 2 * v[i];
        middleV[i] = v[i] + dt / 2 * a[i];
      }
      mechanism.accelerate(middleQ, middleV, new double[n], a);
      for (int i = 0; i < n; i++) {
        q[i] += dt * middleV[i];
        v[i] += dt * a[i];
      }
    }
    for (int i = 0; i < n; i++) {
      assertThat(q[i]).isCloseTo(expected[i], within(1e-7));
      assertThat(v[i]).isCloseTo(expected[n + i], within(1e-7));
    }
  }

  /** Hanging, with the cart free: w² = m g l / (J - (m l)² / (c + m)). */
  @Test
  void aHangingPoleSwingsWithThePeriodOfItsFormula() {
    double cart = 2;
    double mass = 0.7;
    double length = 1.3;
    double moment = mass * length / 2;
    double inertia = mass * length * length / 3 - moment * moment / (cart + mass);
    double period = 2 * Math.PI * Math.sqrt(inertia / (moment * G));
    Mechanism mechanism = new PoleOnCart(FREE, cart, mass, length, 0, G);
    double[] q = {0, Math.PI + 1e-3};
    double[] v = {0, 0};
    RungeKutta integrator = new RungeKutta(mechanism);
    int steps = 1000;
    integrator.advance(q, v, new double[2], period / steps, steps);
    assertThat(q[1]).isCloseTo(Math.PI + 1e-3, within(1e-9));
    assertThat(v[1]).isCloseTo(0, within(1e-8));
  }

  /** What turns the first joint alone turns the whole arm: without torque its momentum stays. */
  @Test
  void theArmsAngularMomentumIsKeptAndItsMotorsWorkBecomesEnergy() {
    TwoLinkArm arm = new TwoLinkArm(0.7, 0.5, 1.3, 0.8, 0.2, 0);
    double[] q = {0.3, 2.1};
    double[] v = {-0.2, 1.1};
    double before = momentum(arm, q, v);
    double energy = arm.energy(q, v);
    RungeKutta integrator = new RungeKutta(arm);
    double[] motor = {0, 1.7};
    double start = q[1];
    integrator.advance(q, v, motor, 0.001, 700);
    assertThat(momentum(arm, q, v)).isCloseTo(before, within(1e-10));
    assertThat(arm.energy(q, v)).isCloseTo(energy + 1.7 * (q[1] - start), within(1e-10));
  }

  private static double momentum(TwoLinkArm arm, double[] q, double[] v) {
    double[][] m = arm.massMatrix(q);
    return m[0][0] * v[0] + m[0][1] * v[1];
  }

  @Test
  void frictionOnlyTakesEnergy() {
    Mechanism rubbed =
        new TwoPolesOnCart(new Rail(0.2, 500, 5, 0.5), 2, 0.7, 0.5, 1.3, 0.8, 0.3, G);
    double[] q = {0, 2.1, -1.4};
    double[] v = {1.5, 1.1, 0.8};
    RungeKutta integrator = new RungeKutta(rubbed);
    double last = rubbed.energy(q, v);
    for (int i = 0; i < 400; i++) {
      integrator.advance(q, v, new double[3], 0.001, 10);
      double energy = rubbed.energy(q, v);
      assertThat(energy).isLessThan(last + 1e-9);
      last = energy;
    }
  }

  /** A mirrored state with mirrored motors moves as the mirror image, to the last bit. */
  @ParameterizedTest
  @MethodSource("machines")
  void mirroredStatesMoveAsMirrored(Machine machine) {
    int n = machine.mechanism().coordinates();
    double[] q = java.util.Arrays.copyOf(START_Q, n);
    double[] v = java.util.Arrays.copyOf(START_V, n);
    double[] motor = java.util.Arrays.copyOf(new double[] {3, 0.4, -0.2}, n);
    double[] mirroredQ = negative(q);
    double[] mirroredV = negative(v);
    RungeKutta integrator = new RungeKutta(machine.mechanism());
    integrator.advance(q, v, motor, 0.01, 100);
    integrator.advance(mirroredQ, mirroredV, negative(motor), 0.01, 100);
    assertThat(mirroredQ).isEqualTo(negative(q));
    assertThat(mirroredV).isEqualTo(negative(v));
  }

  private static double[] negative(double[] values) {
    double[] result = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = -values[i];
    }
    return result;
  }

  @Test
  void uprightAndAtRestNothingMoves() {
    for (Mechanism mechanism :
        List.of(Machines.poleOnCart().mechanism(), Machines.twoPolesOnCart().mechanism())) {
      int n = mechanism.coordinates();
      double[] q = new double[n];
      double[] v = new double[n];
      new RungeKutta(mechanism).advance(q, v, new double[n], 0.01, 100);
      assertThat(q).containsOnly(0);
      assertThat(v).containsOnly(0);
    }
  }

  /** A damper too strong for the step: each stage overshoots more than the one before. */
  @Test
  void whatRunsAwayIsStoppedWhereItWas() {
    double[] q = {0.3};
    double[] v = {1};
    Mechanism runaway =
        new Mechanism() {
          @Override
          public int coordinates() {
            return 1;
          }

          @Override
          public void accelerate(double[] position, double[] velocity, double[] motor, double[] a) {
            a[0] = -1e6 * velocity[0];
          }

          @Override
          public double energy(double[] position, double[] velocity) {
            return velocity[0] * velocity[0] / 2;
          }

          @Override
          public double[][] massMatrix(double[] position) {
            return new double[][] {{1}};
          }
        };
    assertThat(new RungeKutta(runaway).advance(q, v, new double[1], 0.01, 100)).isFalse();
    assertThat(q[0]).isFinite();
    assertThat(v[0]).isFinite();
  }
}
