package palestra.agents.returns;

/**
 * Returns and advantages of a rollout, over arrays in time-major order: the element of step {@code
 * t} and environment copy {@code i} is at {@code t * copies + i}.
 *
 * <p>{@code ended} tells after which steps an episode was over, terminated or truncated: nothing
 * flows back across such an end. What a truncated episode would still have given has to be part of
 * its last reward: {@code reward += gamma * V(final observation)}.
 */
public final class Returns {
  private Returns() {}

  /**
   * Generalised advantage estimation (Schulman et al. 2015, equation 16): {@code delta_t = r_t +
   * gamma V_(t+1) - V_t}, {@code A_t = delta_t + gamma lambda A_(t+1)}.
   *
   * @param values {@code V(s_t)} of every step
   * @param lastValues of what each copy sees after the last step
   * @param advantages where the result goes, of the length of {@code rewards}
   */
  public static void advantages(
      double[] rewards,
      double[] values,
      boolean[] ended,
      double[] lastValues,
      double gamma,
      double lambda,
      double[] advantages) {
    int copies = lastValues.length;
    for (int i = rewards.length - 1; i >= 0; i--) {
      boolean last = i >= rewards.length - copies;
      double nextValue = last ? lastValues[i - (rewards.length - copies)] : values[i + copies];
      double nextAdvantage = last ? 0 : advantages[i + copies];
      double goesOn = ended[i] ? 0 : 1;
      double delta = rewards[i] + gamma * goesOn * nextValue - values[i];
      advantages[i] = delta + gamma * lambda * goesOn * nextAdvantage;
    }
  }

  /**
   * Discounted rewards up to the rollout's end and the value of what comes after it (Mnih et al.
   * 2016, algorithm S3): {@code R_t = r_t + gamma R_(t+1)}, from {@code R = V} of the last
   * observation. The same as {@link #advantages} with lambda 1, plus the values.
   *
   * @param returns where the result goes, of the length of {@code rewards}
   */
  public static void nStep(
      double[] rewards, boolean[] ended, double[] lastValues, double gamma, double[] returns) {
    int copies = lastValues.length;
    for (int i = rewards.length - 1; i >= 0; i--) {
      boolean last = i >= rewards.length - copies;
      double next = last ? lastValues[i - (rewards.length - copies)] : returns[i + copies];
      returns[i] = rewards[i] + (ended[i] ? 0 : gamma * next);
    }
  }

  /**
   * The discounted rewards of one episode from each step to its end: {@code G_t = r_t + gamma
   * G_(t+1)}.
   *
   * @param length the episode's steps; what else the arrays hold is left alone
   * @param after what the step after the last would still have given; 0 where the task ended
   */
  public static void ofEpisode(
      double[] rewards, int length, double after, double gamma, double[] returns) {
    double next = after;
    for (int step = length - 1; step >= 0; step--) {
      next = rewards[step] + gamma * next;
      returns[step] = next;
    }
  }

  /**
   * How much of the returns' variance the values explain: {@code 1 - Var(returns - values) /
   * Var(returns)}. One is perfect, zero no better than a constant; NaN where the returns do not
   * vary.
   */
  public static double explainedVariance(double[] values, double[] returns) {
    double meanReturn = 0;
    double meanError = 0;
    for (int i = 0; i < returns.length; i++) {
      meanReturn += returns[i] / returns.length;
      meanError += (returns[i] - values[i]) / returns.length;
    }
    double ofReturns = 0;
    double ofErrors = 0;
    for (int i = 0; i < returns.length; i++) {
      double fromMean = returns[i] - meanReturn;
      double error = returns[i] - values[i] - meanError;
      ofReturns += fromMean * fromMean;
      ofErrors += error * error;
    }
    return ofReturns == 0 ? Double.NaN : 1 - ofErrors / ofReturns;
  }
}
