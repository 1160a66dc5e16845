package palestra.envs.bridge.server;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * One environment, or copies that step together, on behalf of Python: actions and observations lie
 * in shared memory. What {@code GymServer} asks of it, it asks from one thread.
 */
abstract class Session implements AutoCloseable {
  /** What a copy's byte in the part {@code reset} says: it is left as it is. */
  private static final byte LEAVE = 0;

  /** It starts from the seed in its place of the part {@code seeds}. */
  private static final byte SEEDED = 2;

  private final SessionMemory memory;
  private final ByteBuffer which;
  private final ByteBuffer seeds;
  private volatile Map<String, Object> options = Map.of();

  Session(SessionMemory memory) {
    this.memory = memory;
    which = memory.part("reset");
    seeds = memory.part("seeds");
  }

  final SessionMemory memory() {
    return memory;
  }

  /** Starts episodes in the copies that Python named. */
  abstract void reset();

  /** Takes one step in every copy. */
  abstract void step();

  /** Draws a copy. */
  abstract void render(int copy);

  /** Options for the next reset alone. */
  final void setOptions(Map<String, Object> options) {
    this.options = options;
  }

  final Map<String, Object> takeOptions() {
    Map<String, Object> taken = options;
    options = Map.of();
    return taken;
  }

  final boolean resets(int copy) {
    return which.get(copy) != LEAVE;
  }

  final boolean seeded(int copy) {
    return which.get(copy) == SEEDED;
  }

  final long seed(int copy) {
    return seeds.getLong(copy * Long.BYTES);
  }

  @Override
  public void close() {
    memory.close();
  }
}
