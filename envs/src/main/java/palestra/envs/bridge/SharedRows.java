package palestra.envs.bridge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import palestra.envs.bridge.wire.RowLayout;
import palestra.envs.bridge.wire.SharedMemory;

/**
 * What Java and the workers see of all copies at once, region after region of shared memory, in
 * each a row for every copy. Rows are Java's while no step is under way, and the worker's else.
 */
final class SharedRows implements AutoCloseable {
  /** Commands to a copy, as in {@code copies.py}. */
  static final byte LEAVE = 0;

  static final byte STEP = 1;
  static final byte RESET = 2;
  static final byte STEP_AND_RESET = 3;

  /** No seed: the episode goes on from where the environment's generator stands. */
  static final long NO_SEED = -1;

  /** Numbers of infos kept for each copy. */
  static final int INFO_SIZE = 64;

  private static final int ALIGNMENT = 64;

  private final ObjectNode layout = JsonNodeFactory.instance.objectNode();
  private final SharedMemory shared;
  private final int copies;
  final ByteBuffer commands;
  final ByteBuffer seeds;
  final ByteBuffer spareSeeds;
  final ByteBuffer restarts;
  final ByteBuffer rewards;
  final ByteBuffer terminated;
  final ByteBuffer truncated;
  final ByteBuffer masked;
  final ByteBuffer masks;
  final ByteBuffer nameCounts;
  final ByteBuffer infos;
  final ByteBuffer finalInfos;
  final ByteBuffer actions;
  final ByteBuffer observations;
  final ByteBuffer finals;

  SharedRows(Path directory, int copies, RowLayout observation, RowLayout action, int maskSize) {
    this.copies = copies;
    String[] names = {
      "commands",
      "seeds",
      "spareSeeds",
      "restarts",
      "rewards",
      "terminated",
      "truncated",
      "masked",
      "masks",
      "nameCounts",
      "infos",
      "finalInfos",
      "actions",
      "observations",
      "finals"
    };
    int[] sizes = {
      1,
      Long.BYTES,
      Long.BYTES,
      Integer.BYTES,
      Double.BYTES,
      1,
      1,
      1,
      maskSize,
      Integer.BYTES,
      INFO_SIZE * Double.BYTES,
      INFO_SIZE * Double.BYTES,
      action.bytes(),
      observation.bytes(),
      observation.bytes()
    };
    long end = SharedMemory.HEADER_BYTES;
    long[] offsets = new long[names.length];
    for (int i = 0; i < names.length; i++) {
      offsets[i] = (end + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
      layout.put(names[i], offsets[i]);
      end = offsets[i] + (long) sizes[i] * copies;
    }
    layout.put("copies", copies);
    layout.put("maskSize", maskSize);
    layout.put("infoSize", INFO_SIZE);
    layout.put("observationBytes", observation.bytes());
    layout.put("actionBytes", action.bytes());
    shared = SharedMemory.create(directory, end);
    ByteBuffer[] parts = new ByteBuffer[names.length];
    for (int i = 0; i < names.length; i++) {
      parts[i] = shared.slice((int) offsets[i], sizes[i] * copies);
    }
    commands = parts[0];
    seeds = parts[1];
    spareSeeds = parts[2];
    restarts = parts[3];
    rewards = parts[4];
    terminated = parts[5];
    truncated = parts[6];
    masked = parts[7];
    masks = parts[8];
    nameCounts = parts[9];
    infos = parts[10];
    finalInfos = parts[11];
    actions = parts[12];
    observations = parts[13];
    finals = parts[14];
    for (int i = 0; i < masks.capacity(); i++) {
      masks.put(i, (byte) 1);
    }
    for (int i = 0; i < copies; i++) {
      seeds.putLong(Long.BYTES * i, NO_SEED);
      spareSeeds.putLong(Long.BYTES * i, NO_SEED);
    }
  }

  /** Where each region begins, and how large rows are. */
  ObjectNode layout() {
    return layout;
  }

  int copies() {
    return copies;
  }

  /** Gives a copy its next command, and the seed of the episode that it may start. */
  void command(int copy, byte command, long seed) {
    commands.put(copy, command);
    seeds.putLong(Long.BYTES * copy, seed);
  }

  double reward(int copy) {
    return rewards.getDouble(Double.BYTES * copy);
  }

  boolean ended(int copy) {
    return terminated.get(copy) != 0 || truncated.get(copy) != 0;
  }

  int restarts(int copy) {
    return restarts.getInt(Integer.BYTES * copy);
  }

  /** A number of a copy's info; NaN where it has none at that place. */
  double info(int copy, int place) {
    return infos.getDouble(Double.BYTES * (copy * INFO_SIZE + place));
  }

  double finalInfo(int copy, int place) {
    return finalInfos.getDouble(Double.BYTES * (copy * INFO_SIZE + place));
  }

  int nameCount(int copy) {
    return nameCounts.getInt(Integer.BYTES * copy);
  }

  /** Where a worker opens it. */
  String path() {
    return shared.path().toString();
  }

  /** Takes its name away: everyone has it open. */
  void hide() {
    shared.hide();
  }

  @Override
  public void close() {
    shared.close();
  }
}
