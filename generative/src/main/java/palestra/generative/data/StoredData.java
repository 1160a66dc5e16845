package palestra.generative.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import palestra.networks.random.SplitMix64;

/**
 * A finite number of examples in memory, a part of them held out. Batches go through the training
 * part epoch by epoch, each epoch in an order that depends on the seed and the epoch alone; a batch
 * may end one epoch and begin the next.
 *
 * <p>A NaN is a missing value: such data can be cleaned by steps, but nothing can be learned from
 * them before. Infinite values are refused at once.
 */
public final class StoredData implements Data {
  private final String name;
  private final int[] shape;
  private final int classes;
  private final Examples all;
  private final int[] training;
  private final int[] heldOut;
  private final Places places;
  private final List<Cleaning> cleanings;
  private final String missing;
  private final AtomicReference<Order> order = new AtomicReference<>();

  /** Says where a number comes from, such as a file with its row and column. */
  @FunctionalInterface
  public interface Places {
    /**
     * The place of a number.
     *
     * @param example its index among all examples, as they were read
     * @param number the number's index in its row
     */
    String of(int example, int number);
  }

  private record Order(long seed, long epoch, int[] permutation) {}

  /**
   * Keeps examples; the arrays are not copied and must not be changed.
   *
   * @param name the text that opens them
   * @param shape of one example
   * @param classes how many there are; 0 for none
   * @param all both parts
   * @param training which of them are for training
   * @param heldOut which are held out
   * @param places where numbers come from, for refusals
   * @throws IllegalArgumentException if an example has another size, a label is out of range or a
   *     number is infinite
   */
  public StoredData(
      String name,
      int[] shape,
      int classes,
      Examples all,
      int[] training,
      int[] heldOut,
      Places places) {
    this(name, shape, classes, all, training, heldOut, places, List.of());
  }

  private StoredData(
      String name,
      int[] shape,
      int classes,
      Examples all,
      int[] training,
      int[] heldOut,
      Places places,
      List<Cleaning> cleanings) {
    this.name = name;
    this.shape = shape.clone();
    this.classes = classes;
    this.all = all;
    this.training = training.clone();
    this.heldOut = heldOut.clone();
    this.places = places;
    this.cleanings = List.copyOf(cleanings);
    if (all.labels().length != all.size()) {
      throw new IllegalArgumentException(
          "%s: %d examples have %d labels".formatted(name, all.size(), all.labels().length));
    }
    missing = check();
  }

  /** Keeps examples of which a part is held out already. */
  public static StoredData of(
      String name, int[] shape, int classes, Examples training, Examples heldOut) {
    int n = training.size();
    float[][] rows = Arrays.copyOf(training.rows(), n + heldOut.size());
    int[] labels = Arrays.copyOf(training.labels(), n + heldOut.size());
    System.arraycopy(heldOut.rows(), 0, rows, n, heldOut.size());
    System.arraycopy(heldOut.labels(), 0, labels, n, heldOut.size());
    return new StoredData(
        name,
        shape,
        classes,
        new Examples(rows, labels),
        IntStream.range(0, n).toArray(),
        IntStream.range(n, rows.length).toArray(),
        (example, number) ->
            "%s example %d, number %d"
                .formatted(
                    example < n ? "training" : "held-out",
                    example < n ? example : example - n,
                    number));
  }

  /**
   * Keeps examples and holds a share of them out, drawn by a seed.
   *
   * @param share of the examples, from 0 to below 1; rounded, at least one example if above 0
   */
  public static StoredData split(
      String name, int[] shape, int classes, Examples all, double share, long seed, Places places) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(
          name + ": heldOut must be from 0 to below 1, but is " + share);
    }
    int held = share == 0 ? 0 : Math.max(1, (int) Math.round(share * all.size()));
    int[] drawn = permutation(all.size(), new SplitMix64(seed));
    int[] heldOut = Arrays.copyOf(drawn, Math.min(held, drawn.length));
    int[] training = Arrays.copyOfRange(drawn, heldOut.length, drawn.length);
    Arrays.sort(heldOut);
    Arrays.sort(training);
    return new StoredData(name, shape, classes, all, training, heldOut, places);
  }

  /** Refuses what nothing can be learned from; gives the place of the first missing value. */
  private String check() {
    int size = rowSize();
    String first = null;
    for (int[] part : List.of(training, heldOut)) {
      for (int example : part) {
        float[] row = all.rows()[example];
        if (row.length != size) {
          throw new IllegalArgumentException(
              "%s: example %d has %d numbers, not %d".formatted(name, example, row.length, size));
        }
        int label = all.labels()[example];
        if (label < 0 || label >= Math.max(1, classes)) {
          throw new IllegalArgumentException(
              "%s: label %d is out of range; there are %d classes, from 0"
                  .formatted(places.of(example, 0), label, classes));
        }
        for (int i = 0; i < size; i++) {
          if (Float.isInfinite(row[i])) {
            throw new IllegalArgumentException(places.of(example, i) + " is infinite");
          }
          if (first == null && Float.isNaN(row[i])) {
            first = places.of(example, i);
          }
        }
      }
    }
    return first;
  }

  /**
   * Refuses missing values.
   *
   * @throws IllegalArgumentException if there are any; names the place of the first
   */
  public void requireComplete() {
    if (missing != null) {
      throw new IllegalArgumentException(
          missing
              + " is NaN or missing; a cleaning step, as in '... | fill value=median' or"
              + " '... | drop-missing', takes care of it");
    }
  }

  @Override
  public List<Cleaning> cleanings() {
    return cleanings;
  }

  /** All examples of a part as they are kept; not copied. */
  public Examples part(Part part) {
    int[] indices = part == Part.TRAINING ? training : heldOut;
    return new Examples(
        Arrays.stream(indices).mapToObj(i -> all.rows()[i]).toArray(float[][]::new),
        Arrays.stream(indices).map(i -> all.labels()[i]).toArray());
  }

  /**
   * What is left after a cleaning step.
   *
   * @param step its text, which the name goes on with
   * @param rows of the training part, then of the held-out part; null in the place of an example
   *     that is dropped
   * @param filled numbers that were filled in
   */
  public StoredData cleaned(String step, float[][] rows, int filled) {
    float[][] changed = all.rows().clone();
    int[] keptTraining = keep(training, rows, 0, changed);
    int[] keptHeldOut = keep(heldOut, rows, training.length, changed);
    int dropped = rows.length - keptTraining.length - keptHeldOut.length;
    List<Cleaning> done = new ArrayList<>(cleanings);
    done.add(new Cleaning(step, dropped, filled));
    return new StoredData(
        name + " | " + step,
        shape,
        classes,
        new Examples(changed, all.labels()),
        keptTraining,
        keptHeldOut,
        places,
        done);
  }

  private static int[] keep(int[] part, float[][] rows, int offset, float[][] changed) {
    int[] kept = new int[part.length];
    int count = 0;
    for (int i = 0; i < part.length; i++) {
      if (rows[offset + i] != null) {
        changed[part[i]] = rows[offset + i];
        kept[count++] = part[i];
      }
    }
    return Arrays.copyOf(kept, count);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int[] shape() {
    return shape.clone();
  }

  @Override
  public int classes() {
    return classes;
  }

  @Override
  public long size(Part part) {
    return part == Part.TRAINING ? training.length : heldOut.length;
  }

  @Override
  public void batch(long seed, long index, float[] rows, int[] labels) {
    requireComplete();
    int size = rowSize();
    int count = rows.length / size;
    if (training.length == 0) {
      throw new IllegalArgumentException(name + " has no training examples");
    }
    long first = Math.multiplyExact(index, (long) count);
    for (int i = 0; i < count; i++) {
      long place = first + i;
      int[] permutation = order(seed, place / training.length);
      int example = training[permutation[(int) (place % training.length)]];
      System.arraycopy(all.rows()[example], 0, rows, i * size, size);
      if (labels != null) {
        labels[i] = all.labels()[example];
      }
    }
  }

  /** Kept for the next batch, which nearly always goes on in the same epoch. */
  private int[] order(long seed, long epoch) {
    Order last = order.get();
    if (last == null || last.seed() != seed || last.epoch() != epoch) {
      last = new Order(seed, epoch, permutation(training.length, Data.random(seed, epoch)));
      order.set(last);
    }
    return last.permutation();
  }

  @Override
  public Examples examples(Part part, int count, long seed) {
    requireComplete();
    int[] indices = part == Part.TRAINING ? training : heldOut;
    int[] drawn = permutation(indices.length, new SplitMix64(part == Part.TRAINING ? seed : ~seed));
    int n = Math.min(count, drawn.length);
    float[][] rows = new float[n][];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      rows[i] = all.rows()[indices[drawn[i]]].clone();
      labels[i] = all.labels()[indices[drawn[i]]];
    }
    return new Examples(rows, labels);
  }

  private static int[] permutation(int count, RandomGenerator random) {
    int[] drawn = IntStream.range(0, count).toArray();
    for (int i = count - 1; i > 0; i--) {
      int k = random.nextInt(i + 1);
      int swapped = drawn[i];
      drawn[i] = drawn[k];
      drawn[k] = swapped;
    }
    return drawn;
  }
}
