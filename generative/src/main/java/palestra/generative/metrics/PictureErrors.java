package palestra.generative.metrics;

/**
 * How far rows are from what they should be, elements from 0 to 1, each a mean over all rows:
 * {@link Ssim} has the structural similarity of pictures.
 */
public final class PictureErrors {
  private PictureErrors() {}

  /** The mean of squared differences. */
  public static double meanSquaredError(float[][] rows, float[][] references) {
    FeatureSets.checkPairs("the mean squared error", rows, references);
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      sum += squaredError(rows[i], references[i]);
    }
    return sum / rows.length;
  }

  /** The mean of absolute differences. */
  public static double meanAbsoluteError(float[][] rows, float[][] references) {
    FeatureSets.checkPairs("the mean absolute error", rows, references);
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      double ofRow = 0;
      for (int k = 0; k < rows[i].length; k++) {
        ofRow += Math.abs((double) rows[i][k] - references[i][k]);
      }
      sum += ofRow / rows[i].length;
    }
    return sum / rows.length;
  }

  /**
   * The peak signal-to-noise ratio of each picture in decibels, {@code 10 log10(1 / mse)}, the mean
   * over them; infinite where one is the same as its reference.
   */
  public static double psnr(float[][] pictures, float[][] references) {
    FeatureSets.checkPairs("PSNR", pictures, references);
    double sum = 0;
    for (int i = 0; i < pictures.length; i++) {
      sum += -10 * Math.log10(squaredError(pictures[i], references[i]));
    }
    return sum / pictures.length;
  }

  /** The mean of squared differences of one row. */
  public static double squaredError(float[] row, float[] reference) {
    double sum = 0;
    for (int k = 0; k < row.length; k++) {
      double difference = (double) row[k] - reference[k];
      sum += difference * difference;
    }
    return sum / row.length;
  }
}
