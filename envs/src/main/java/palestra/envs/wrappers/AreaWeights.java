package palestra.envs.wrappers;

import java.util.ArrayList;
import java.util.List;

/** Which old pixels a new one is made of along one axis, and their weights, which add up to 1. */
final class AreaWeights {
  /** What is thinner, in old pixels, does not count, as in OpenCV. */
  private static final double THIN = 1e-3;

  private final int[] firsts;
  private final int[] sources;
  private final float[] weights;

  /**
   * For an axis.
   *
   * @param average whether the whole picture becomes smaller: pixels are averaged over the area
   *     that the new one covers; otherwise each new one lies between two old ones
   */
  AreaWeights(int oldLength, int newLength, boolean average) {
    List<Integer> source = new ArrayList<>();
    List<Float> weight = new ArrayList<>();
    firsts = new int[newLength + 1];
    double scale = (double) oldLength / newLength;
    for (int i = 0; i < newLength; i++) {
      firsts[i] = source.size();
      if (average) {
        cover(i * scale, scale, oldLength, source, weight);
      } else {
        between(i, scale, oldLength, source, weight);
      }
    }
    firsts[newLength] = source.size();
    sources = source.stream().mapToInt(Integer::intValue).toArray();
    weights = new float[weight.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = weight.get(i);
    }
  }

  private static void cover(
      double from, double scale, int oldLength, List<Integer> source, List<Float> weight) {
    double to = from + scale;
    double width = Math.min(scale, oldLength - from);
    int last = Math.min((int) Math.floor(to), oldLength - 1);
    int first = Math.min((int) Math.ceil(from), last);
    if (first - from > THIN) {
      source.add(first - 1);
      weight.add((float) ((first - from) / width));
    }
    for (int i = first; i < last; i++) {
      source.add(i);
      weight.add((float) (1 / width));
    }
    if (to - last > THIN) {
      source.add(last);
      weight.add((float) (Math.min(Math.min(to - last, 1), width) / width));
    }
  }

  private static void between(
      int i, double scale, int oldLength, List<Integer> source, List<Float> weight) {
    int at = (int) Math.floor(i * scale);
    double share = (i + 1) - (at + 1) / scale;
    share = share <= 0 ? 0 : share - Math.floor(share);
    if (at >= oldLength - 1) {
      at = oldLength - 1;
      share = 0;
    }
    source.add(at);
    weight.add((float) (1 - share));
    if (share > 0) {
      source.add(at + 1);
      weight.add((float) share);
    }
  }

  /** Where the parts of a new pixel begin. */
  int first(int newPixel) {
    return firsts[newPixel];
  }

  int source(int part) {
    return sources[part];
  }

  float weight(int part) {
    return weights[part];
  }
}
