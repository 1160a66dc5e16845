package palestra.agents.internal;

/**
 * How actions of a Box are explored.
 *
 * @param useSde whether noise depends on the state (gSDE, Raffin et al. 2021) rather than being
 *     drawn anew at each step
 * @param sdeSampleFreq after how many steps the noise's matrix is drawn anew within a rollout; -1
 *     for only at its start
 * @param logStdInit logarithm of the first standard deviation
 */
public record GaussianNoise(boolean useSde, int sdeSampleFreq, double logStdInit) {
  /** Stable-Baselines3's. */
  public static final GaussianNoise DEFAULT = new GaussianNoise(false, -1, 0);

  public GaussianNoise {
    if (sdeSampleFreq != -1) {
      Checks.atLeast("sdeSampleFreq", sdeSampleFreq, 1);
    }
    Checks.finite("logStdInit", logStdInit);
  }
}
