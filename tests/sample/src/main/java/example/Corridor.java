package example;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import palestra.envs.Canvas;
import palestra.envs.Environment;
import palestra.envs.PictureSize;
import palestra.envs.Reset;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Space;

/**
 * A corridor of cells. It starts in one of the left half; the way out is at the right end.
 *
 * <p>Observation: the cell, from 0. Actions: 0 left, 1 right. Reward: 1 at the way out, where the
 * episode terminates, and 0.01 less for every step.
 */
public final class Corridor implements Environment<Long, Long> {
  private static final double STEP_COST = 0.01;

  private final int cells;
  private Pcg64 random = Pcg64.seeded(0);
  private int cell;
  private boolean running;

  /** A corridor of some cells. */
  public Corridor(int cells) {
    this.cells = cells;
  }

  @Override
  public Space<Long> observationSpace() {
    return new Discrete(cells);
  }

  @Override
  public Space<Long> actionSpace() {
    return new Discrete(2);
  }

  @Override
  public Reset<Long> reset(Start start) {
    random = start.pcg64(random);
    cell = (int) random.integers((cells + 1) / 2);
    running = true;
    return new Reset<>((long) cell, Map.of());
  }

  @Override
  public Step<Long> step(Long action) {
    if (!actionSpace().contains(action)) {
      throw new IllegalArgumentException("action is 0 or 1, but got " + action);
    }
    if (!running) {
      throw new IllegalStateException("the episode is over: reset first");
    }
    cell = action == 1 ? cell + 1 : Math.max(0, cell - 1);
    boolean out = cell == cells - 1;
    running = !out;
    return new Step<>((long) cell, (out ? 1 : 0) - STEP_COST, out, false, Map.of());
  }

  @Override
  public Pcg64 random() {
    return random;
  }

  @Override
  public PictureSize pictureSize() {
    return new PictureSize(400, 100);
  }

  @Override
  public List<String> actionNames() {
    return List.of("left", "right");
  }

  @Override
  public void draw(Canvas canvas) {
    canvas.clear(0xFFFFFFFF);
    float width = canvas.width() / cells;
    canvas.rectangle(width * (cells - 1), 0, width, canvas.height(), 0x80C080FF);
    canvas.circle(width * (cell + 0.5f), canvas.height() / 2, width / 3, 0x2040A0FF);
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    random.save(out);
    out.writeInt(cell);
    out.writeBoolean(running);
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    random = Pcg64.load(in);
    cell = in.readInt();
    running = in.readBoolean();
  }
}
