package palestra.envs.classic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalInt;
import palestra.envs.seeding.Pcg64;
import palestra.envs.vector.ActionRows;
import palestra.envs.vector.ArrayVectorEnvironment;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;

/** Many {@link CartPole}s at once; copy for copy the same episodes as the single one gives. */
public final class CartPoleVector extends ArrayVectorEnvironment<Pcg64> {
  private static final int NUMBERS = 4;

  private final CartPole.Settings settings;
  private final CartPoleDynamics dynamics;
  private final double[] x;
  private final double[] xDot;
  private final double[] theta;
  private final double[] thetaDot;
  private final double[] sin;
  private final double[] cos;
  private final double[] force;
  private final long[] actions;
  private final float[] rows;

  /**
   * Copies, not yet started.
   *
   * @param maxEpisodeSteps steps after which an episode is truncated
   */
  public CartPoleVector(
      int copies, AutoresetMode mode, OptionalInt maxEpisodeSteps, CartPole.Settings settings) {
    super(settings.observations(), CartPole.ACTIONS, copies, mode, maxEpisodeSteps, Pcg64::seeded);
    this.settings = settings;
    dynamics = new CartPoleDynamics(settings, copies);
    x = new double[copies];
    xDot = new double[copies];
    theta = new double[copies];
    thetaDot = new double[copies];
    sin = new double[copies];
    cos = new double[copies];
    force = new double[copies];
    actions = new long[copies];
    rows = new float[NUMBERS * copies];
  }

  @Override
  protected void takeActions(Batch batch) {
    batch.longs().get(0, actions);
    long union = 0;
    for (int i = 0; i < actions.length; i++) {
      union |= actions[i];
    }
    if ((union & ~1L) != 0) {
      ActionRows.require("CartPole", CartPole.ACTIONS, batch);
    }
    double strength = settings.forceMag();
    for (int i = 0; i < actions.length; i++) {
      force[i] = (2 * actions[i] - 1) * strength;
    }
  }

  @Override
  protected void advance(double[] rewards, boolean[] terminated) {
    dynamics.trigonometry(theta, sin, cos);
    dynamics.advance(x, xDot, theta, thetaDot, sin, cos, force);
    double going = settings.reward(false);
    double ending = settings.reward(true);
    for (int i = 0; i < x.length; i++) {
      boolean failed = settings.failed(x[i], theta[i]);
      terminated[i] = failed;
      rewards[i] = failed ? ending : going;
    }
  }

  @Override
  protected void startEpisode(int copy, Pcg64 random) {
    double low = settings.startLow();
    double high = settings.startHigh();
    x[copy] = random.uniform(low, high);
    xDot[copy] = random.uniform(low, high);
    theta[copy] = random.uniform(low, high);
    thetaDot[copy] = random.uniform(low, high);
  }

  @Override
  protected void observe(Batch observations) {
    for (int i = 0; i < x.length; i++) {
      rows[NUMBERS * i] = (float) x[i];
      rows[NUMBERS * i + 1] = (float) xDot[i];
      rows[NUMBERS * i + 2] = (float) theta[i];
      rows[NUMBERS * i + 3] = (float) thetaDot[i];
    }
    observations.floats().put(0, rows);
  }

  @Override
  protected void observe(int copy, Batch observations) {
    observations
        .floats()
        .put(NUMBERS * copy, (float) x[copy])
        .put(NUMBERS * copy + 1, (float) xDot[copy])
        .put(NUMBERS * copy + 2, (float) theta[copy])
        .put(NUMBERS * copy + 3, (float) thetaDot[copy]);
  }

  @Override
  protected void saveCopies(DataOutput out) throws IOException {
    for (int i = 0; i < x.length; i++) {
      out.writeDouble(x[i]);
      out.writeDouble(xDot[i]);
      out.writeDouble(theta[i]);
      out.writeDouble(thetaDot[i]);
    }
  }

  @Override
  protected void loadCopies(DataInput in) throws IOException {
    for (int i = 0; i < x.length; i++) {
      x[i] = in.readDouble();
      xDot[i] = in.readDouble();
      theta[i] = in.readDouble();
      thetaDot[i] = in.readDouble();
    }
  }
}
