package palestra.agents.curiosity;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import palestra.envs.Canvas;
import palestra.envs.Environment;
import palestra.envs.Reset;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Discrete;

/**
 * A corridor whose end alone is rewarded, with 1: action 1 goes a step on, action 0 falls back to
 * the start. Who acts evenly at random gets to the end of {@code length} steps once in {@code
 * 2^length} tries. It shows the place; an episode has {@code 2 length} steps at most.
 */
final class Corridor implements Environment<Long, Long> {
  private final int length;
  private Pcg64 random = Pcg64.seeded(0);
  private long place;
  private int steps;

  Corridor(int length) {
    this.length = length;
  }

  @Override
  public Discrete observationSpace() {
    return new Discrete(length + 1L);
  }

  @Override
  public Discrete actionSpace() {
    return new Discrete(2);
  }

  @Override
  public Reset<Long> reset(Start start) {
    random = start.pcg64(random);
    place = 0;
    steps = 0;
    return new Reset<>(place, Map.of());
  }

  @Override
  public Step<Long> step(Long action) {
    steps++;
    place = action == 1 ? place + 1 : 0;
    boolean there = place == length;
    return new Step<>(place, there ? 1 : 0, there, !there && steps == 2 * length, Map.of());
  }

  @Override
  public Pcg64 random() {
    return random;
  }

  @Override
  public void draw(Canvas canvas) {
    canvas.clear(0);
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    random.save(out);
    out.writeLong(place);
    out.writeInt(steps);
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    random = Pcg64.load(in);
    place = in.readLong();
    steps = in.readInt();
  }
}
