package palestra.envs.resources;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import palestra.envs.registry.Baseline;

/**
 * What a building's controls would do in {@link DataCenterCooling}: supply air of a fixed
 * temperature, and for each zone a proportional-integral controller of the fan that holds it a
 * little below the limit.
 */
final class CoolingController implements Baseline {
  /**
   * Supply air below the limit, K; by trial on the default room, a compromise of fan and chiller.
   */
  private static final double SUPPLY_BELOW = 8;

  /** Set point below the limit, K. */
  private static final double TARGET_BELOW = 0.5;

  /** Fan speed per K, and per K of one step. */
  private static final double PROPORTIONAL = 0.1;

  private static final double INTEGRAL = 0.05;

  private final double warmth;
  private final double least;
  private final double[] integrals;

  CoolingController(CoolingSettings settings) {
    double supply = settings.temperatureLimit() - SUPPLY_BELOW;
    double share = (supply - settings.supplyLow()) / (settings.supplyHigh() - settings.supplyLow());
    warmth = Math.max(-1, Math.min(1, 2 * share - 1));
    least = settings.minFlowShare();
    integrals = new double[settings.zones()];
  }

  @Override
  public void reset() {
    Arrays.fill(integrals, least);
  }

  @Override
  public double[] act(double[] observation, byte[] mask) {
    double[] action = new double[2 * integrals.length];
    for (int zone = 0; zone < integrals.length; zone++) {
      double error = observation[2 * zone] * DataCenterCooling.KELVINS + TARGET_BELOW;
      integrals[zone] = clip(integrals[zone] + INTEGRAL * error);
      double flow = clip(integrals[zone] + PROPORTIONAL * error);
      action[2 * zone] = warmth;
      action[2 * zone + 1] = least < 1 ? (float) (2 * (flow - least) / (1 - least) - 1) : 0;
    }
    return action;
  }

  private double clip(double flow) {
    return Math.max(least, Math.min(1, flow));
  }

  @Override
  public void saveState(DataOutput out) throws IOException {
    for (double integral : integrals) {
      out.writeDouble(integral);
    }
  }

  @Override
  public void loadState(DataInput in) throws IOException {
    for (int zone = 0; zone < integrals.length; zone++) {
      integrals[zone] = in.readDouble();
    }
  }
}
