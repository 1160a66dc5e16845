package palestra.envs.bridge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.locks.LockSupport;
import palestra.envs.vector.AutoresetMode;

/**
 * The episodes of all copies behind a {@link Bridge}: who is told what in a step, who has done it,
 * what becomes of copies whose process ended, and how all of it is saved.
 */
final class GymCopies implements AutoCloseable {
  private static final long LONGEST_PAUSE_NANOS = 50_000;

  private final Bridge bridge;
  private final SharedRows rows;
  private final AutoresetMode mode;
  private final CopyEpisode[] episodes;
  private final boolean[] arrived;
  private final boolean[] shown;
  private final int[] knownRestarts;
  private final byte[][] backups;
  private boolean replayable;

  GymCopies(Bridge bridge, AutoresetMode mode) {
    this.bridge = bridge;
    this.mode = mode;
    rows = bridge.rows();
    int count = rows.copies();
    episodes = new CopyEpisode[count];
    for (int i = 0; i < count; i++) {
      episodes[i] = new CopyEpisode(bridge.actionLayout().bytes());
    }
    arrived = new boolean[bridge.workers()];
    shown = new boolean[bridge.workers()];
    knownRestarts = new int[count];
    // What was seen before a step stands in for the end of an episode whose process is lost.
    backups = new byte[bridge.settings().restart() ? count : 0][bridge.observationLayout().bytes()];
  }

  void makeReplayable() {
    replayable = true;
  }

  /** Whether a step waits for some copies only; those to be played again go all together. */
  boolean asynchronous() {
    return bridge.settings().asynchronous() && !replayable;
  }

  CopyEpisode episode(int copy) {
    return episodes[copy];
  }

  /** Starts an episode in every copy. */
  void reset(long seed, ObjectNode options) {
    drain();
    for (int i = 0; i < episodes.length; i++) {
      episodes[i].seed(seed + i);
      showSpare(i);
      rows.command(i, SharedRows.RESET, seed + i);
    }
    bridge.reset(options.isEmpty() ? null : options);
    for (int i = 0; i < episodes.length; i++) {
      knownRestarts[i] = rows.restarts(i);
      episodes[i].begin(true);
    }
    Arrays.fill(arrived, false);
  }

  /** Starts the next episode in some, with options for all of them. */
  void reset(boolean[] copies, ObjectNode options) {
    drain();
    for (int i = 0; i < episodes.length; i++) {
      byte command = copies[i] ? SharedRows.RESET : SharedRows.LEAVE;
      rows.command(i, command, episodes[i].nextSeed(replayable));
    }
    bridge.reset(options.isEmpty() ? null : options);
    for (int i = 0; i < episodes.length; i++) {
      takeOver(i);
    }
  }

  private void showSpare(int copy) {
    rows.spareSeeds.putLong(Long.BYTES * copy, episodes[copy].spare());
  }

  /** Whether a copy is under way, or done and not yet shown: its action stands. */
  boolean busy(int copy) {
    int worker = bridge.workerOf(copy);
    return bridge.running(worker) || arrived[worker];
  }

  /**
   * Steps every copy that is not busy with its action in shared memory, and waits for all of them;
   * when asynchronous, for some.
   *
   * @param moved set for each copy to whether it has come a step further
   * @throws BridgeException after the others are done, if one failed
   */
  void move(boolean[] moved) {
    boolean all = !asynchronous();
    for (int worker = 0; worker < arrived.length; worker++) {
      if (!bridge.running(worker) && !arrived[worker]) {
        command(worker);
        bridge.send(worker);
      }
    }
    if (!all) {
      awaitSome();
    }
    BridgeException failure = null;
    for (int worker = 0; worker < arrived.length; worker++) {
      shown[worker] = all || arrived[worker] || done(worker);
      try {
        if (shown[worker]) {
          receive(worker);
        }
      } catch (BridgeException e) {
        failure = failure == null ? e : failure;
      }
      arrived[worker] &= !shown[worker];
      Arrays.fill(moved, bridge.first(worker), bridge.first(worker + 1), shown[worker]);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private boolean done(int worker) {
    return bridge.running(worker) && bridge.answered(worker);
  }

  private void awaitSome() {
    for (long pause = 0; ; pause = Math.min(LONGEST_PAUSE_NANOS, pause + 1_000)) {
      for (int worker = 0; worker < arrived.length; worker++) {
        if (arrived[worker] || done(worker)) {
          return;
        }
      }
      LockSupport.parkNanos(pause);
    }
  }

  /** Waits for all workers that are under way; what they did is shown by the next step. */
  private void drain() {
    for (int worker = 0; worker < arrived.length; worker++) {
      if (bridge.running(worker)) {
        receive(worker);
        arrived[worker] = true;
      }
    }
  }

  /** Tells a worker what to do with its copies. */
  private void command(int worker) {
    for (int i = bridge.first(worker); i < bridge.first(worker + 1); i++) {
      byte command =
          mode == AutoresetMode.NEXT_STEP && rows.ended(i)
              ? SharedRows.RESET
              : mode == AutoresetMode.SAME_STEP ? SharedRows.STEP_AND_RESET : SharedRows.STEP;
      rows.command(i, command, episodes[i].nextSeed(replayable));
      if (command != SharedRows.RESET) {
        episodes[i].add(rows.actions, i);
      }
      if (backups.length > 0) {
        rows.observations.get(i * backups[i].length, backups[i]);
      }
    }
  }

  /** Waits for a worker, and keeps the books of its copies. */
  private void receive(int worker) {
    if (!bridge.running(worker)) {
      return;
    }
    try {
      bridge.receive(worker);
    } catch (BridgeException e) {
      if (!bridge.settings().restart() || !bridge.lost(worker)) {
        throw e;
      }
      replace(worker);
    }
    for (int i = bridge.first(worker); i < bridge.first(worker + 1); i++) {
      takeOver(i);
    }
  }

  /** The process has gone: its copies' episodes are cut short, and go on in a new one. */
  private void replace(int worker) {
    bridge.respawn(worker);
    byte[] commands = new byte[episodes.length];
    for (int i = bridge.first(worker); i < bridge.first(worker + 1); i++) {
      commands[i] = rows.commands.get(i);
      rows.observations.put(i * backups[i].length, backups[i]);
      rows.finals.put(i * backups[i].length, backups[i]);
      rows.restarts.putInt(Integer.BYTES * i, rows.restarts(i) + 1);
      episodes[i].madeAnew();
      boolean begins = commands[i] == SharedRows.RESET || commands[i] == SharedRows.STEP_AND_RESET;
      rows.command(
          i, begins ? SharedRows.RESET : SharedRows.LEAVE, episodes[i].nextSeed(replayable));
    }
    bridge.send(worker);
    bridge.receive(worker);
    for (int i = bridge.first(worker); i < bridge.first(worker + 1); i++) {
      rows.commands.put(i, commands[i]);
      rows.rewards.putDouble(Double.BYTES * i, 0);
      rows.terminated.put(i, (byte) 0);
      rows.truncated.put(i, (byte) (commands[i] == SharedRows.RESET ? 0 : 1));
    }
  }

  /** Notes what became of a copy's episode. */
  private void takeOver(int copy) {
    if (rows.restarts(copy) != knownRestarts[copy]) {
      knownRestarts[copy] = rows.restarts(copy);
      episodes[copy].madeAnew();
    }
    byte command = rows.commands.get(copy);
    if (command == SharedRows.RESET || (command == SharedRows.STEP_AND_RESET && rows.ended(copy))) {
      episodes[copy].begin(replayable);
      showSpare(copy);
    }
  }

  /** How many times a copy had to be made anew. */
  long restarts() {
    long sum = 0;
    for (int i = 0; i < episodes.length; i++) {
      sum += rows.restarts(i);
    }
    return sum;
  }

  /** Writes what {@link #load} needs to go on as if nothing had been. */
  void save(DataOutput out) throws IOException {
    drain();
    out.writeBoolean(replayable);
    for (int i = 0; i < episodes.length; i++) {
      episodes[i].save(out);
      out.writeInt(rows.restarts(i));
      out.writeDouble(rows.reward(i));
      out.writeByte(rows.terminated.get(i));
      out.writeByte(rows.truncated.get(i));
      byte[] start =
          bridge.ask(i, "save", Bridge.request()).toString().getBytes(StandardCharsets.UTF_8);
      out.writeInt(start.length);
      out.write(start);
    }
    out.writeInt(arrived.length);
    for (boolean one : arrived) {
      out.writeBoolean(one);
    }
    write(rows.observations, out);
    write(rows.finals, out);
  }

  /**
   * Goes back to what {@link #save} wrote: every copy plays its present episode again, from its
   * start through all its actions.
   *
   * @throws IOException if one comes out differently
   */
  void load(DataInput in) throws IOException {
    replayable = in.readBoolean();
    for (int i = 0; i < episodes.length; i++) {
      episodes[i].load(in);
      rows.restarts.putInt(Integer.BYTES * i, in.readInt());
      knownRestarts[i] = rows.restarts(i);
      double reward = in.readDouble();
      byte[] ends = {in.readByte(), in.readByte()};
      byte[] start = new byte[in.readInt()];
      in.readFully(start);
      playAgain(i, new String(start, StandardCharsets.UTF_8));
      showSpare(i);
      rows.rewards.putDouble(Double.BYTES * i, reward);
      rows.terminated.put(i, ends[0]);
      rows.truncated.put(i, ends[1]);
    }
    loadArrived(in);
    requireSame(in);
    byte[] finals = new byte[rows.finals.capacity()];
    in.readFully(finals);
    rows.finals.put(0, finals);
  }

  /** Who has done a step that is not shown yet; nobody, where all step together. */
  private void loadArrived(DataInput in) throws IOException {
    boolean[] saved = new boolean[in.readInt()];
    boolean any = false;
    for (int worker = 0; worker < saved.length; worker++) {
      saved[worker] = in.readBoolean();
      any |= saved[worker];
    }
    if (any && saved.length != arrived.length) {
      throw new IOException(
          "an asynchronous run goes on with as many workers as it had: --env-arg bridge.workers="
              + saved.length);
    }
    Arrays.fill(arrived, false);
    if (any) {
      System.arraycopy(saved, 0, arrived, 0, saved.length);
    }
  }

  private void playAgain(int copy, String start) {
    ObjectNode request = Bridge.request();
    request.set("start", BridgeSettings.value(start));
    request.put("actions", Base64.getEncoder().encodeToString(episodes[copy].actions()));
    bridge.ask(copy, "restore", request);
  }

  private void requireSame(DataInput in) throws IOException {
    byte[] saved = new byte[rows.observations.capacity()];
    in.readFully(saved);
    int size = bridge.observationLayout().bytes();
    byte[] now = new byte[size];
    for (int i = 0; i < episodes.length; i++) {
      rows.observations.get(i * size, now);
      if (!Arrays.equals(now, 0, size, saved, i * size, (i + 1) * size)) {
        throw new IOException(
            "the episode of copy %d of %s came out differently when it was played again: it draws"
                    .formatted(i, bridge.settings().id())
                + " from more than NumPy's generator, and cannot be resumed");
      }
    }
  }

  private static void write(ByteBuffer buffer, DataOutput out) throws IOException {
    byte[] all = new byte[buffer.capacity()];
    buffer.get(0, all);
    out.write(all);
  }

  @Override
  public void close() {
    bridge.close();
  }
}
