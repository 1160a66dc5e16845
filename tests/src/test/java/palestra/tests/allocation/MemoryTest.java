package palestra.tests.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import palestra.agents.Agent;
import palestra.agents.AgentContext;
import palestra.agents.AgentProvider;
import palestra.agents.Trainer;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.VectorEnvironment;
import palestra.experiments.config.RecordBinder;
import palestra.experiments.config.Setting;
import palestra.experiments.config.Settings;
import palestra.networks.Device;

/**
 * Training leaks nothing: over very many updates neither the Java heap nor the process' memory
 * outside of it grows.
 */
final class MemoryTest {
  private static final int COPIES = 2;
  private static final long MEGABYTE = 1 << 20;

  /** What may be left of classes loaded and code compiled since the warm-up. */
  private static final long HEAP_ALLOWANCE = 3 * MEGABYTE;

  private static final long NATIVE_ALLOWANCE = 24 * MEGABYTE;

  /** Small networks and batches, many updates a step, and a replay that is soon full. */
  private static final Map<String, List<String>> SMALL =
      Map.of(
          "dqn",
          List.of(
              "bufferSize=500",
              "learningStarts=50",
              "batchSize=8",
              "trainFreq=4",
              "gradientSteps=64",
              "netArch=[8]",
              "nEnvs=2"),
          "ppo",
          List.of("nEnvs=2", "nSteps=8", "batchSize=8", "nEpochs=32", "netArch=[8]"));

  private record Memory(long heap, long outside) {
    /** After collection, so that only what is held counts. */
    static Memory now() {
      System.gc();
      System.gc();
      MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
      return new Memory(heap.getUsed(), Pointer.physicalBytes() - heap.getCommitted());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dqn", "ppo"})
  void staysFlatOverManyUpdates(String agent) {
    requireFlat(agent, 50_000);
  }

  @Tag("learning")
  @ParameterizedTest
  @ValueSource(strings = {"dqn", "ppo"})
  void staysFlatOverAMillionUpdates(String agent) {
    requireFlat(agent, 1_000_000);
  }

  private static <C extends Record> void requireFlat(String id, long updates) {
    @SuppressWarnings("unchecked")
    AgentProvider<C> provider =
        (AgentProvider<C>)
            ServiceLoader.load(AgentProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.id().equals(id))
                .findFirst()
                .orElseThrow();
    Map<String, Setting> settings = Settings.user(null, SMALL.get(id));
    C config = RecordBinder.bind(provider.defaults(), settings);
    try (VectorEnvironment env =
            EnvironmentRegistry.load()
                .makeVector("CartPole-v1", COPIES, AutoresetMode.SAME_STEP, Map.of());
        Agent learner =
            provider.create(
                config,
                new AgentContext(
                    env.singleObservationSpace(),
                    env.singleActionSpace(),
                    COPIES,
                    updates,
                    Device.CPU,
                    1))) {
      Trainer trainer = new Trainer(learner, env, Long.MAX_VALUE);
      trainer.start(1);
      train(trainer, updates / 5);
      Memory before = Memory.now();
      train(trainer, updates);
      Memory after = Memory.now();
      System.out.printf(
          "%s, %,d updates: heap %+,d bytes, outside %+,d bytes%n",
          id, updates, after.heap() - before.heap(), after.outside() - before.outside());
      assertThat(after.heap() - before.heap()).as("heap").isLessThan(HEAP_ALLOWANCE);
      assertThat(after.outside() - before.outside())
          .as("outside of the heap")
          .isLessThan(NATIVE_ALLOWANCE);
    }
  }

  private static void train(Trainer trainer, long updates) {
    while (trainer.metrics().map(m -> m.values().get("updates")).orElse(0.0) < updates) {
      trainer.step();
    }
  }
}
