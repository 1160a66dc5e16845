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
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.seeding.Generator;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Space;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.SyncVectorEnvironment;
import palestra.envs.vector.VectorEnvironment;

/**
 * A probe of two choices for agents with continuous actions: one number from -2 to 6, of which the
 * lower half is choice 0 and the upper half choice 1.
 */
final class ContinuousProbe implements Environment<Long, double[]> {
  static final double LOW = -2;
  static final double HIGH = 6;

  private final Environment<Long, Long> probe;
  private final Box<double[]> actions = Box.float64(LOW, HIGH, 1);

  private ContinuousProbe(Environment<Long, Long> probe) {
    this.probe = probe;
  }

  @SuppressWarnings("unchecked") // the probes that are asked for are of numbers
  static VectorEnvironment vector(String id, int copies) {
    EnvironmentRegistry registry = EnvironmentRegistry.load();
    return new SyncVectorEnvironment(
        id,
        () -> new ContinuousProbe((Environment<Long, Long>) registry.spec(id).make(Map.of())),
        copies,
        AutoresetMode.SAME_STEP);
  }

  @Override
  public Space<Long> observationSpace() {
    return probe.observationSpace();
  }

  @Override
  public Space<double[]> actionSpace() {
    return actions;
  }

  @Override
  public Reset<Long> reset(Start start) {
    return probe.reset(start);
  }

  @Override
  public Step<Long> step(double[] action) {
    return probe.step(action[0] < (LOW + HIGH) / 2 ? 0L : 1L);
  }

  @Override
  public Generator random() {
    return probe.random();
  }

  @Override
  public void draw(Canvas canvas) {
    probe.draw(canvas);
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    probe.saveState(out);
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    probe.loadState(in);
  }

  @Override
  public void close() {
    probe.close();
  }
}
