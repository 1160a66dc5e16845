package palestra.experiments.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import palestra.envs.box2d.Box2dEnvironment;
import palestra.envs.box2d.SolverClock;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Sampler;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.PoolVectorEnvironment;
import palestra.envs.vector.VectorEnvironment;

/**
 * Environments of ours that step with random actions drawn before. Each is made and warmed up once,
 * so that its code is compiled when a round measures it.
 */
final class Steppers implements AutoCloseable {
  private static final int ROUNDS_OF_ACTIONS = 64;
  private static final double WARM_SECONDS = 1;

  private record Stepper(VectorEnvironment environment, Batch[] actions) {}

  private final EnvironmentRegistry registry = EnvironmentRegistry.load();
  private final Map<String, Stepper> made = new LinkedHashMap<>();
  private final Map<String, String> arguments;

  /** With the environments' default arguments. */
  Steppers() {
    this(Map.of());
  }

  Steppers(Map<String, String> arguments) {
    this.arguments = arguments;
  }

  /** Steps so many copies for a while. */
  double stepsPerSecond(String id, int copies, double seconds) {
    String key = copies + " " + id;
    Stepper stepper = made.get(key);
    if (stepper == null) {
      stepper = make(id, copies);
      made.put(key, stepper);
      run(stepper, WARM_SECONDS);
    }
    return run(stepper, seconds);
  }

  /**
   * What a step costs and how much of that is the physics solver's.
   *
   * @param stepMicros microseconds a step of one copy
   * @param solverMicros microseconds of that in the solver
   */
  record Share(double stepMicros, double solverMicros) {}

  /** Steps one copy, and so on one core. */
  Share solverShare(String id, double seconds) {
    stepsPerSecond(id, 1, seconds);
    Stepper stepper = made.get("1 " + id);
    SolverClock clock = clock(stepper.environment());
    long before = clock.nanos();
    clock.start();
    long start = System.nanoTime();
    double stepsPerSecond = run(stepper, seconds);
    double spent = System.nanoTime() - (double) start;
    double solver = clock.nanos() - (double) before;
    clock.stop();
    double stepMicros = 1e6 / stepsPerSecond;
    return new Share(stepMicros, stepMicros * solver / spent);
  }

  private static SolverClock clock(VectorEnvironment environment) {
    return ((Box2dEnvironment<?, ?>) ((PoolVectorEnvironment<?>) environment).copies().get(0))
        .clock();
  }

  private Stepper make(String id, int copies) {
    VectorEnvironment environment =
        registry.makeVector(id, copies, AutoresetMode.NEXT_STEP, arguments);
    Sampler<?> sampler = environment.singleActionSpace().sampler(1);
    Batch[] actions = new Batch[ROUNDS_OF_ACTIONS];
    for (int i = 0; i < actions.length; i++) {
      actions[i] = environment.newActions();
      for (int copy = 0; copy < copies; copy++) {
        actions[i].setRow(copy, Numbers.of(environment.singleActionSpace(), sampler.next()));
      }
    }
    environment.reset(1);
    return new Stepper(environment, actions);
  }

  private static double run(Stepper stepper, double seconds) {
    VectorEnvironment environment = stepper.environment;
    long steps = 0;
    long start = System.nanoTime();
    long elapsed;
    do {
      for (Batch batch : stepper.actions) {
        environment.step(batch);
      }
      steps += (long) stepper.actions.length * environment.count();
      elapsed = System.nanoTime() - start;
    } while (elapsed < seconds * 1e9);
    return steps / (elapsed / 1e9);
  }

  @Override
  public void close() {
    made.values().forEach(stepper -> stepper.environment.close());
  }
}
