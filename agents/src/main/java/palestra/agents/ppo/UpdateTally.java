package palestra.agents.ppo;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import palestra.agents.internal.Minibatch;
import palestra.networks.Endpoint;

/** Sums up the figures of one update's minibatches, on the host and cheaply. */
final class UpdateTally {
  private final Minibatch minibatch;
  private final double clipRange;
  private final FloatBuffer policyLoss;
  private final FloatBuffer valueLoss;
  private final FloatBuffer gradientNorm;
  private final FloatBuffer parameters;
  private double policyLosses;
  private double valueLosses;
  private double gradientNorms;
  private int minibatches;
  private double divergences;
  private double entropies;
  private int clipped;
  private int compared;

  UpdateTally(Minibatch minibatch, Endpoint learn, double clipRange) {
    this.minibatch = minibatch;
    this.clipRange = clipRange;
    this.policyLoss = learn.result("policyLoss");
    this.valueLoss = learn.result("valueLoss");
    this.gradientNorm = learn.result("gradientNorm");
    this.parameters = learn.result("parameters");
  }

  /**
   * Takes in the minibatch that was just run.
   *
   * @param compare whether also to compare the policy with the one that gathered the rollout
   */
  void add(boolean compare) {
    policyLosses += policyLoss.get(0);
    valueLosses += valueLoss.get(0);
    gradientNorms += gradientNorm.get(0);
    minibatches++;
    if (compare) {
      for (int i = 0; i < minibatch.size(); i++) {
        double now = minibatch.logProbability(parameters, i);
        double logRatio = now - minibatch.logProbability(i);
        double ratio = Math.exp(logRatio);
        divergences += Divergence.k3(logRatio);
        clipped += Math.abs(ratio - 1) > clipRange ? 1 : 0;
        entropies += minibatch.entropy(parameters, i);
        compared++;
      }
    }
  }

  Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("policyLoss", policyLosses / minibatches);
    metrics.put("valueLoss", valueLosses / minibatches);
    metrics.put("gradientNorm", gradientNorms / minibatches);
    metrics.put("approxKl", divergences / compared);
    metrics.put("clipFraction", (double) clipped / compared);
    metrics.put("entropy", entropies / compared);
    return metrics;
  }
}
