package palestra.envs.bridge.server;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import palestra.envs.bridge.wire.SharedMemory;

/**
 * The memory that a session shares with Python: how many requests were answered and how the last
 * one went, then the arrays, each at a place of its own that Python is told.
 *
 * <p>After {@link SharedMemory}'s header: the number of answers (long), the last one's status
 * (int), the length of its message (int), and from {@link #TEXT} on the message in UTF-8.
 */
final class SessionMemory implements AutoCloseable {
  /** Where the number of answers stands; what it counts was written before. */
  static final int ANSWERED = SharedMemory.HEADER_BYTES;

  static final int STATUS = ANSWERED + Long.BYTES;
  static final int LENGTH = STATUS + Integer.BYTES;
  static final int TEXT = ANSWERED + 64;

  private static final int FIRST = 4096;

  /** Parts begin on cache lines of their own. */
  private static final int ALIGNMENT = 64;

  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /** Hands out places until the whole size is known. */
  static final class Plan {
    private final Map<String, Integer> offsets = new LinkedHashMap<>();
    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private long end = FIRST;

    /** A part of so many rows; none where a row takes nothing. */
    Plan part(String name, int rows, int rowBytes) {
      long bytes = (long) rows * rowBytes;
      if (end + bytes > Integer.MAX_VALUE - ALIGNMENT) {
        throw new IllegalArgumentException(
            "%d copies need more than the 2 GB that can be shared with Python: take fewer"
                .formatted(rows));
      }
      offsets.put(name, (int) end);
      sizes.put(name, (int) bytes);
      end = (end + bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
      return this;
    }
  }

  private final Plan plan;
  private final SharedMemory shared;
  private long answered;

  SessionMemory(Plan plan) {
    this.plan = plan;
    shared = SharedMemory.create(SharedMemory.newDirectory(), plan.end);
    // From here on nothing is left behind, whoever is killed; Python opens it through this process.
    shared.hide();
  }

  /** A part by name, in native byte order; use the absolute methods. */
  ByteBuffer part(String name) {
    return shared.slice(plan.offsets.get(name), plan.sizes.get(name));
  }

  Map<String, Integer> offsets() {
    return plan.offsets;
  }

  /** Bytes of all of it. */
  long bytes() {
    return plan.end;
  }

  /** Where Python opens it. */
  String path() {
    return shared.path().toString();
  }

  /** Says that a request was answered; all it gave is seen by whoever sees this. */
  void answer() {
    shared.memory().putInt(STATUS, 0);
    publish();
  }

  /** Says that a request failed. */
  void fail(int status, String message) {
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(text.length, FIRST - TEXT);
    shared.memory().putInt(STATUS, status).putInt(LENGTH, length).put(TEXT, text, 0, length);
    publish();
  }

  private void publish() {
    LONGS.setRelease(shared.memory(), ANSWERED, ++answered);
  }

  @Override
  public void close() {
    shared.close();
  }
}
