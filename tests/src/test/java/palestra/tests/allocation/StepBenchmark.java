package palestra.tests.allocation;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.spaces.Numbers;
import palestra.envs.spaces.Sampler;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/** One step of 64 copies, for JMH; {@link StepAllocationTest} runs it with the gc profiler. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StepBenchmark {
  private static final int COPIES = 64;
  private static final int BATCHES = 64;

  /** The environment. */
  @Param("CartPole-v1")
  public String id;

  private final Batch[] actions = new Batch[BATCHES];
  private VectorEnvironment environment;
  private int next;

  /** Makes the copies and their actions. */
  @Setup(Level.Trial)
  public void make() {
    environment =
        EnvironmentRegistry.load().makeVector(id, COPIES, AutoresetMode.NEXT_STEP, Map.of());
    Sampler<?> sampler = environment.singleActionSpace().sampler(1);
    for (int i = 0; i < BATCHES; i++) {
      actions[i] = environment.newActions();
      for (int copy = 0; copy < COPIES; copy++) {
        actions[i].setRow(copy, Numbers.of(environment.singleActionSpace(), sampler.next()));
      }
    }
    environment.reset(1);
  }

  /** A step of all copies. */
  @Benchmark
  public double[] step() {
    environment.step(actions[next++ % BATCHES]);
    return environment.rewards();
  }

  /** Frees the copies. */
  @TearDown(Level.Trial)
  public void close() {
    environment.close();
  }
}
