package palestra.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Sampler;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/** Steps of vector environments must leave nothing for the garbage collector. */
final class AllocationTest {
  private static final int COPIES = 8;
  private static final int BATCHES = 64;
  private static final int WARM_STEPS = 2_000;
  private static final int STEPS = 5_000;

  /**
   * What the compiler has not got to yet may allocate a little (walkers leave some 19 bytes a
   * step); an object a copy would be 128 or more.
   */
  private static final double BYTES_PER_STEP = 4.0 * COPIES;

  static Stream<EnvironmentSpec> vectors() {
    return EnvironmentRegistry.load().specs().stream()
        .filter(spec -> spec.vectorFactory().isPresent());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void stepsAllocateNothing(EnvironmentSpec spec) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (VectorEnvironment environment =
        spec.makeVector(COPIES, AutoresetMode.NEXT_STEP, Map.of())) {
      Batch[] actions = actions(environment);
      environment.reset(1);
      for (int i = 0; i < WARM_STEPS; i++) {
        environment.step(actions[i % BATCHES]);
      }
      long bytes = 0;
      long thread = Thread.currentThread().getId();
      for (int i = 0; i < STEPS; i++) {
        boolean begins = anyEnded(environment);
        long before = threads.getThreadAllocatedBytes(thread);
        environment.step(actions[i % BATCHES]);
        bytes += begins ? 0 : threads.getThreadAllocatedBytes(thread) - before;
      }
      assertThat((double) bytes / STEPS).as("bytes a step").isLessThan(BYTES_PER_STEP);
    }
  }

  /** A new episode may allocate: a physics world makes its bodies. */
  private static boolean anyEnded(VectorEnvironment environment) {
    for (int i = 0; i < COPIES; i++) {
      if (environment.terminated()[i] || environment.truncated()[i]) {
        return true;
      }
    }
    return false;
  }

  private static Batch[] actions(VectorEnvironment environment) {
    Sampler<?> sampler = environment.singleActionSpace().sampler(1);
    Batch[] actions = new Batch[BATCHES];
    for (int i = 0; i < BATCHES; i++) {
      actions[i] = environment.newActions();
      for (int copy = 0; copy < COPIES; copy++) {
        actions[i].setRow(copy, Numbers.of(environment.singleActionSpace(), sampler.next()));
      }
    }
    return actions;
  }
}
