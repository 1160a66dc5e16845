package palestra.generative.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * How well scores tell positives from negatives, whatever the threshold: the receiver operating
 * characteristic (Fawcett 2006). Examples of equal scores pass a threshold together, so that the
 * area under the curve, by trapezoids, is the probability that a positive scores higher than a
 * negative, half of it where they are equal.
 *
 * @param points from nothing found to everything found
 * @param area under the curve: 1 is perfect, 0.5 as good as chance
 */
public record RocCurve(List<Point> points, double area) {

  public RocCurve {
    points = List.copyOf(points);
  }

  /**
   * What is found at one threshold.
   *
   * @param falsePositives share of the negatives that score at least the threshold
   * @param truePositives share of the positives that do
   * @param threshold infinity in the first point
   */
  public record Point(double falsePositives, double truePositives, double threshold) {}

  /**
   * The curve of some scores.
   *
   * @param scores higher means positive; no NaN
   * @param positive which examples are; at least one is and one is not
   * @throws IllegalArgumentException if one of these does not hold
   */
  public static RocCurve of(double[] scores, boolean[] positive) {
    if (scores.length != positive.length) {
      throw new IllegalArgumentException(
          "there are %d scores, but %d labels".formatted(scores.length, positive.length));
    }
    int positives = 0;
    for (int i = 0; i < scores.length; i++) {
      if (Double.isNaN(scores[i])) {
        throw new IllegalArgumentException("score " + i + " is not a number");
      }
      positives += positive[i] ? 1 : 0;
    }
    int negatives = scores.length - positives;
    if (positives == 0 || negatives == 0) {
      throw new IllegalArgumentException(
          "a ROC curve needs positives and negatives, not %d and %d"
              .formatted(positives, negatives));
    }
    List<Point> points = new ArrayList<>();
    points.add(new Point(0, 0, Double.POSITIVE_INFINITY));
    double area = 0;
    int[] found = new int[2];
    Integer[] order = descending(scores);
    for (int i = 0; i < order.length; i++) {
      found[positive[order[i]] ? 1 : 0]++;
      double score = scores[order[i]];
      if (i + 1 == order.length || scores[order[i + 1]] < score) {
        Point before = points.get(points.size() - 1);
        Point point =
            new Point((double) found[0] / negatives, (double) found[1] / positives, score);
        area +=
            (point.falsePositives - before.falsePositives)
                * (point.truePositives + before.truePositives)
                / 2;
        points.add(point);
      }
    }
    return new RocCurve(points, area);
  }

  private static Integer[] descending(double[] scores) {
    Integer[] order = new Integer[scores.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Collections.reverseOrder((a, b) -> Double.compare(scores[a], scores[b])));
    return order;
  }
}
