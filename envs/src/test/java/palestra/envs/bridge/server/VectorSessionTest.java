package palestra.envs.bridge.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import palestra.envs.bridge.wire.Limits;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.VectorEnvironment;

final class VectorSessionTest {
  private static final int COPIES = 64;
  private static final int STEPS = 20_000;

  private static Session session(AutoresetMode mode) {
    Order order =
        new Order(
            "CartPole-v1",
            COPIES,
            Optional.of(mode),
            OptionalInt.of(500),
            Map.of(),
            false,
            false,
            Limits.DEFAULTS);
    return new Sessions(EnvironmentRegistry.load(), new NoPictures()).make(order).session();
  }

  private static void reset(Session session, int seed) {
    for (int i = 0; i < COPIES; i++) {
      session.memory().part("reset").put(i, (byte) 2);
      session.memory().part("seeds").putLong(Long.BYTES * i, seed + i);
    }
    session.reset();
  }

  @Test
  void memoryHoldsWhatTheCopiesGive() {
    VectorEnvironment vector =
        EnvironmentRegistry.load()
            .makeVector("CartPole-v1", COPIES, AutoresetMode.SAME_STEP, Map.of());
    try (Session session = session(AutoresetMode.SAME_STEP)) {
      assertThat(session).isInstanceOf(VectorSession.class);
      SessionMemory memory = session.memory();
      reset(session, 5);
      vector.reset(5);
      for (int i = 0; i < 100; i++) {
        assertThat(memory.part("observations")).isEqualTo(vector.observations().bytes());
        session.step();
        vector.step(vector.newActions());
        for (int copy = 0; copy < COPIES; copy++) {
          boolean over = vector.terminated()[copy];
          assertThat(memory.part("terminated").get(copy)).isEqualTo((byte) (over ? 1 : 0));
          assertThat(memory.part("rewards").getDouble(Double.BYTES * copy)).isEqualTo(1);
          if (over) {
            assertThat(memory.part("finalObservations").slice(16 * copy, 16))
                .isEqualTo(vector.finalObservations().bytes().slice(16 * copy, 16));
          }
        }
      }
    }
  }

  @Test
  void stepAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    try (Session session = session(AutoresetMode.NEXT_STEP)) {
      reset(session, 1);
      long bytes = 0;
      for (int round = 0; round < 2; round++) {
        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < STEPS; i++) {
          session.step();
        }
        bytes = threads.getThreadAllocatedBytes(thread) - before;
      }
      // An object a copy would be 1024 bytes a step, one a step 16.
      assertThat((double) bytes / STEPS).as("bytes a step").isLessThan(4);
    }
  }
}
