package palestra.generative.applications;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import palestra.generative.data.Data;
import palestra.generative.data.Examples;
import palestra.generative.data.StoredData;

/** Some of the examples of some data. */
final class LabelledSample {
  private LabelledSample() {}

  /** Those with these labels. */
  static Examples only(Examples examples, IntPredicate label) {
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      if (label.test(examples.labels()[i])) {
        kept.add(i);
      }
    }
    return at(examples, kept);
  }

  /**
   * The first so many of each class, in their order.
   *
   * @throws IllegalArgumentException if there are fewer of one
   */
  static Examples perClass(Examples examples, int classes, int count) {
    int[] found = new int[classes];
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      if (found[examples.labels()[i]]++ < count) {
        kept.add(i);
      }
    }
    if (kept.size() < classes * count) {
      throw new IllegalArgumentException(
          "there are fewer than %d examples of one of the %d classes".formatted(count, classes));
    }
    return at(examples, kept);
  }

  /** Some examples so many times over, then others. */
  static Examples joined(Examples some, int times, Examples others) {
    float[][] rows = new float[times * some.size() + others.size()][];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      boolean first = i < times * some.size();
      Examples from = first ? some : others;
      int index = first ? i % some.size() : i - times * some.size();
      rows[i] = from.rows()[index];
      labels[i] = from.labels()[index];
    }
    return new Examples(rows, labels);
  }

  private static Examples at(Examples examples, List<Integer> indices) {
    float[][] rows = new float[indices.size()][];
    int[] labels = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = examples.rows()[indices.get(i)];
      labels[i] = examples.labels()[indices.get(i)];
    }
    return new Examples(rows, labels);
  }

  /** Data of these examples, which keep the shape and the classes of others. */
  static Data data(Data like, String name, Examples training, Examples heldOut) {
    return StoredData.of(like.name() + " " + name, like.shape(), like.classes(), training, heldOut);
  }
}
