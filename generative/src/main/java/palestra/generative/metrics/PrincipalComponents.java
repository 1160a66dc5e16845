package palestra.generative.metrics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Principal component analysis (Pearson 1901): the directions in which rows vary most. Every
 * direction points to where its largest number is positive.
 */
public final class PrincipalComponents {
  /** Numbers in a row from which on only the directions that are asked for are looked for. */
  private static final int LONG = 256;

  private final double[] mean;
  private final double[][] directions;
  private final double[] shares;

  /**
   * Looks at rows.
   *
   * @param rows at least one, of equal length; thousands of numbers a row take seconds
   * @param count how many components; at most the length of a row
   */
  public PrincipalComponents(float[][] rows, int count) {
    int size = rows[0].length;
    if (count < 1 || count > size) {
      throw new IllegalArgumentException(
          "principal components must be 1 to " + size + ", but are " + count);
    }
    mean = new double[size];
    for (float[] row : rows) {
      for (int i = 0; i < size; i++) {
        mean[i] += (double) row[i] / rows.length;
      }
    }
    double[][] covariance = covariance(rows);
    double total = 0;
    for (int i = 0; i < size; i++) {
      total += covariance[i][i];
    }
    double[][] found =
        size > LONG ? LeadingDirections.of(covariance, count) : exact(covariance, count);
    directions = new double[count][];
    shares = new double[count];
    for (int k = 0; k < count; k++) {
      directions[k] = upright(found[k]);
      double variance = LeadingDirections.value(covariance, directions[k]);
      shares[k] = total > 0 ? Math.max(0, variance) / total : 0;
    }
  }

  private static double[][] exact(double[][] covariance, int count) {
    SymmetricEigen eigen = new SymmetricEigen(covariance);
    return IntStream.range(0, covariance.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -eigen.value(i)))
        .limit(count)
        .map(eigen::vector)
        .toArray(double[][]::new);
  }

  private double[][] covariance(float[][] rows) {
    int size = mean.length;
    double[][] covariance = new double[size][size];
    double[] off = new double[size];
    for (float[] row : rows) {
      for (int i = 0; i < size; i++) {
        off[i] = row[i] - mean[i];
      }
      for (int i = 0; i < size; i++) {
        for (int k = i; off[i] != 0 && k < size; k++) {
          covariance[i][k] += off[i] * off[k] / rows.length;
        }
      }
    }
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < i; k++) {
        covariance[i][k] = covariance[k][i];
      }
    }
    return covariance;
  }

  /** An eigenvector's sign means nothing; chosen, so that pictures stay the same way up. */
  private static double[] upright(double[] vector) {
    int largest = 0;
    for (int i = 1; i < vector.length; i++) {
      largest = Math.abs(vector[i]) > Math.abs(vector[largest]) ? i : largest;
    }
    double sign = vector[largest] < 0 ? -1 : 1;
    double[] turned = new double[vector.length];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = sign * vector[i];
    }
    return turned;
  }

  /** The share of all variance along a component, from 0 to 1. */
  public double share(int component) {
    return shares[component];
  }

  /** Rows by their components, {@code [rows, count]}. */
  public float[][] project(float[][] rows) {
    float[][] projected = new float[rows.length][directions.length];
    for (int r = 0; r < rows.length; r++) {
      for (int k = 0; k < directions.length; k++) {
        double sum = 0;
        for (int i = 0; i < mean.length; i++) {
          sum += (rows[r][i] - mean[i]) * directions[k][i];
        }
        projected[r][k] = (float) sum;
      }
    }
    return projected;
  }

  /** Rows from components: the nearest there are to those that were projected. */
  public float[][] restore(float[][] projected) {
    float[][] rows = new float[projected.length][mean.length];
    for (int r = 0; r < rows.length; r++) {
      for (int i = 0; i < mean.length; i++) {
        double sum = mean[i];
        for (int k = 0; k < directions.length; k++) {
          sum += projected[r][k] * directions[k][i];
        }
        rows[r][i] = (float) sum;
      }
    }
    return rows;
  }
}
