package palestra.envs.bridge.server;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.Optional;
import java.util.function.LongFunction;
import palestra.envs.seeding.Generator;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/**
 * Copies that step together, as training in Java has them. A step reads the actions where Python
 * wrote them, copies what it gave once, and allocates nothing.
 */
final class VectorSession extends Session {
  private final VectorEnvironment vector;
  private final LongFunction<? extends Generator> seeding;
  private final Batch actions;
  private final ByteBuffer observations;
  private final Optional<ByteBuffer> finalObservations;
  private final DoubleBuffer rewards;
  private final ByteBuffer terminated;
  private final ByteBuffer truncated;
  private final ByteBuffer masks;
  private final int rowBytes;
  private final boolean[] which;
  private boolean started;

  /**
   * A session of copies, not yet started.
   *
   * @param seeding the generator a copy starts from, by its seed
   */
  VectorSession(
      SessionMemory memory, VectorEnvironment vector, LongFunction<? extends Generator> seeding) {
    super(memory);
    this.vector = vector;
    this.seeding = seeding;
    Batch fitting = vector.newActions();
    actions = new Batch(fitting.dtype(), fitting.rows(), fitting.rowSize(), memory.part("actions"));
    observations = memory.part("observations");
    finalObservations =
        vector.autoresetMode() == AutoresetMode.SAME_STEP
            ? Optional.of(memory.part("finalObservations"))
            : Optional.empty();
    rewards = memory.part("rewards").asDoubleBuffer();
    terminated = memory.part("terminated");
    truncated = memory.part("truncated");
    masks = memory.part("masks");
    rowBytes = observations.capacity() / vector.count();
    which = new boolean[vector.count()];
  }

  /** Whether the vector's batches are bytes for bytes what Python reads. */
  static boolean fits(VectorEnvironment vector, int observationBytes, int actionBytes) {
    return vector.observations().bytes().capacity() == vector.count() * observationBytes
        && vector.newActions().bytes().capacity() == vector.count() * actionBytes;
  }

  @Override
  void reset() {
    if (!takeOptions().isEmpty()) {
      throw new IllegalArgumentException(
          "copies that step together take the reset option reset_mask alone; made with infos=True"
              + " they take the environment's own");
    }
    if (!started) {
      vector.reset(0);
      started = true;
    }
    for (int i = 0; i < which.length; i++) {
      which[i] = resets(i);
      if (seeded(i)) {
        vector.random(i).set(seeding.apply(seed(i)));
      }
    }
    vector.reset(which);
    tell();
  }

  @Override
  void step() {
    vector.step(actions);
    tell();
  }

  private void tell() {
    observations.put(0, vector.observations().bytes(), 0, observations.capacity());
    rewards.put(0, vector.rewards());
    boolean[] over = vector.terminated();
    boolean[] cut = vector.truncated();
    for (int i = 0; i < over.length; i++) {
      terminated.put(i, over[i] ? (byte) 1 : 0);
      truncated.put(i, cut[i] ? (byte) 1 : 0);
      if (finalObservations.isPresent() && (over[i] || cut[i])) {
        int at = i * rowBytes;
        finalObservations.get().put(at, vector.finalObservations().bytes(), at, rowBytes);
      }
    }
    if (masks.capacity() > 0) {
      masks.put(0, vector.actionMasks().orElseThrow().bytes(), 0, masks.capacity());
    }
  }

  @Override
  void render(int copy) {
    throw new IllegalStateException("these copies were not made to be drawn");
  }

  @Override
  public void close() {
    vector.close();
    super.close();
  }
}
