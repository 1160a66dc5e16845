package palestra.agents;

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
 * A task whose episodes last as many steps as their seed or generator says, 1 to 9, whatever is
 * done; each step gives 1. It shows the steps left.
 */
final class Countdown implements Environment<Long, Long> {
  private final Discrete observations = new Discrete(10);
  private final Discrete actions = new Discrete(2);
  private Pcg64 random = Pcg64.seeded(0);
  private long left;

  @Override
  public Discrete observationSpace() {
    return observations;
  }

  @Override
  public Discrete actionSpace() {
    return actions;
  }

  @Override
  public Reset<Long> reset(Start start) {
    random = start.pcg64(random);
    left = 1L + random.nextInt(9);
    return new Reset<>(left, Map.of());
  }

  @Override
  public Step<Long> step(Long action) {
    left--;
    return new Step<>(left, 1, left == 0, false, Map.of());
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
    out.writeLong(left);
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    random = Pcg64.load(in);
    left = in.readLong();
  }
}
