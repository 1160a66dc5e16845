package palestra.envs.resources;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import palestra.envs.registry.Baseline;

/** Changes all greens of {@link TrafficLights} together, after a fixed number of steps each. */
public final class FixedCycle implements Baseline {
  private final int crossings;
  private final int[] steps;
  private int elapsed;

  /**
   * A cycle.
   *
   * @param northSouth steps of green for north and south, the change to it included
   * @param eastWest steps of green for east and west, the change to it included
   */
  public FixedCycle(TrafficSettings settings, int northSouth, int eastWest) {
    crossings = settings.crossings();
    steps = new int[] {northSouth, eastWest};
  }

  @Override
  public void reset() {
    elapsed = 0;
  }

  @Override
  public double[] act(double[] observation, byte[] mask) {
    double[] greens = new double[crossings];
    Arrays.fill(greens, elapsed % (steps[0] + steps[1]) < steps[0] ? 0 : 1);
    elapsed++;
    return greens;
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    out.writeInt(elapsed);
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    elapsed = in.readInt();
  }
}
