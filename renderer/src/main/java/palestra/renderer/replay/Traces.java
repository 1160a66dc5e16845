package palestra.renderer.replay;

import java.util.List;
import palestra.envs.replay.Replay;

/** What does not change while an episode is shown: curves and ranges over all its steps. */
final class Traces {

  /** Points of a curve; more could not be told apart. */
  private static final int POINTS = 100;

  final float[] values;
  final double valueLow;
  final double valueHigh;
  final double actionValueLow;
  final double actionValueHigh;
  final double actionReach;

  Traces(Replay replay) {
    List<Replay.Entry> entries = replay.entries();
    values = values(entries);
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    valueLow = low;
    valueHigh = high;
    low = Double.POSITIVE_INFINITY;
    high = Double.NEGATIVE_INFINITY;
    double reach = 0;
    for (Replay.Entry entry : entries) {
      for (float q : entry.thought().actionValues()) {
        low = Math.min(low, q);
        high = Math.max(high, q);
      }
      for (double a : entry.action()) {
        reach = Math.max(reach, Math.abs(a));
      }
    }
    actionValueLow = low;
    actionValueHigh = high;
    actionReach = reach;
  }

  /** The state's value step by step: the critic's, or else the best action's; empty if neither. */
  private static float[] values(List<Replay.Entry> entries) {
    float[] values = new float[entries.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(entries.get(i));
      if (!Float.isFinite(values[i])) {
        return new float[0];
      }
    }
    return values;
  }

  static float value(Replay.Entry entry) {
    float value = entry.thought().value();
    if (Float.isNaN(value)) {
      for (float q : entry.thought().actionValues()) {
        value = Float.isNaN(value) ? q : Math.max(value, q);
      }
    }
    return value;
  }

  /**
   * The curve of the values from a step to another, in a box.
   *
   * @return x0, y0, x1, y1, ...
   */
  float[] curve(int first, int last, float x, float y, float w, float h) {
    if (first >= last) {
      return new float[0];
    }
    int stride = Math.max(1, values.length / POINTS);
    // Only multiples of the stride between the ends: else the curve would tremble from frame to
    // frame, each with points of its own.
    int between = (last - 1) / stride - first / stride;
    float[] xy = new float[2 * (between + 2)];
    for (int i = 0; i < between + 2; i++) {
      int step = i == 0 ? first : i > between ? last : (first / stride + i) * stride;
      xy[2 * i] = x + w * step / (values.length - 1);
      xy[2 * i + 1] = height(values[step], y, h);
    }
    return xy;
  }

  float height(double value, float y, float h) {
    double range = valueHigh - valueLow;
    double share = range == 0 ? 0.5 : (value - valueLow) / range;
    return (float) (y + h * (1 - share));
  }
}
