package palestra.agents.internal;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import palestra.envs.seeding.Pcg64;

/**
 * Noise on actions in [-1, 1], so that a policy without chance explores; every copy has its own.
 *
 * <p>{@code NORMAL} is independent from step to step. {@code ORNSTEIN_UHLENBECK} (Uhlenbeck and
 * Ornstein 1930; Lillicrap et al. 2016) drifts: {@code x += theta (0 - x) dt + std sqrt(dt) n},
 * with Stable-Baselines3's theta of 0.15 and dt of 0.01, from 0 in every episode.
 */
public final class ActionNoise {

  /** Kinds of noise. */
  public enum Type {
    /** None. */
    NONE,
    /** Independent normal numbers. */
    NORMAL,
    /** A drift that comes back to 0. */
    ORNSTEIN_UHLENBECK
  }

  private static final double THETA = 0.15;
  private static final double DT = 1e-2;

  private final Type type;
  private final double std;
  private final int size;
  private final double[] drift;

  /**
   * Noise at rest.
   *
   * @param std deviation of the normal numbers in it
   * @param size numbers of one action
   */
  public ActionNoise(Type type, double std, int copies, int size) {
    this.type = type;
    this.std = std;
    this.size = size;
    this.drift = new double[copies * size];
  }

  /** Adds noise to one copy's action and holds it within [-1, 1]. */
  public void disturb(float[] actions, int copy, Pcg64 random) {
    if (type == Type.NONE) {
      return;
    }
    for (int i = copy * size; i < (copy + 1) * size; i++) {
      double noise = std * random.standardNormal();
      if (type == Type.ORNSTEIN_UHLENBECK) {
        drift[i] += -THETA * drift[i] * DT + Math.sqrt(DT) * noise;
        noise = drift[i];
      }
      actions[i] = (float) Math.max(-1, Math.min(1, actions[i] + noise));
    }
  }

  /** A copy's next episode starts. */
  public void reset(int copy) {
    for (int i = copy * size; i < (copy + 1) * size; i++) {
      drift[i] = 0;
    }
  }

  /** Writes how far it has drifted. */
  public void save(DataOutput out) throws IOException {
    for (double x : drift) {
      out.writeDouble(x);
    }
  }

  /** Reads what {@link #save} wrote. */
  public void load(DataInput in) throws IOException {
    for (int i = 0; i < drift.length; i++) {
      drift[i] = in.readDouble();
    }
  }
}
