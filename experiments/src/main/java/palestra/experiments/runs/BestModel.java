package palestra.experiments.runs;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import palestra.generative.Headline;

/** Remembers when a model's samples measured best. */
final class BestModel {
  private final List<Headline> headlines;
  private double[] best;
  private long steps = -1;

  BestModel(List<Headline> headlines) {
    this.headlines = headlines;
  }

  /** Whether these figures are better than any before: by the first headline, then the next. */
  boolean offer(long at, Map<String, Double> figures) {
    double[] values = new double[headlines.size()];
    for (int i = 0; i < values.length; i++) {
      double value = figures.getOrDefault(headlines.get(i).metric(), Double.NaN);
      double upwards = headlines.get(i).higherIsBetter() ? value : -value;
      values[i] = Double.isNaN(upwards) ? Double.NEGATIVE_INFINITY : upwards;
    }
    if (best != null && Arrays.compare(values, best) <= 0) {
      return false;
    }
    best = values;
    steps = at;
    return true;
  }

  /** After how many steps that was; -1 if nothing was measured yet. */
  long steps() {
    return steps;
  }

  void save(DataOutput out) throws IOException {
    out.writeLong(steps);
    out.writeInt(best == null ? -1 : best.length);
    if (best != null) {
      for (double value : best) {
        out.writeDouble(value);
      }
    }
  }

  void load(DataInput in) throws IOException {
    steps = in.readLong();
    int length = in.readInt();
    best = length < 0 ? null : new double[length];
    for (int i = 0; i < length; i++) {
      best[i] = in.readDouble();
    }
  }
}
