package palestra.generative.applications;

import palestra.generative.metrics.PictureErrors;

/** How strange an example is, from what was made of it. */
public enum AnomalyScore {
  /** The mean squared error. Pictures with more ink have more to get wrong. */
  ERROR,
  /** The squared error by the example's own squares: which share of it was not understood. */
  RELATIVE;

  /** Keeps a blank example's score finite. */
  private static final double BLANK = 1e-6;

  /** The score of each example. */
  double[] of(float[][] reconstructed, float[][] rows) {
    double[] scores = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      scores[i] = PictureErrors.squaredError(reconstructed[i], rows[i]);
      if (this == RELATIVE) {
        double power = 0;
        for (float number : rows[i]) {
          power += (double) number * number;
        }
        scores[i] /= power / rows[i].length + BLANK;
      }
    }
    return scores;
  }
}
