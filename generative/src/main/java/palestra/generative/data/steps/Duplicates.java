package palestra.generative.data.steps;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * {@code duplicates}: keeps the first of equal examples. A held-out example that is among the
 * training examples is taken out too: a model could know it by heart.
 */
public record Duplicates() implements Cleaner {

  private record Row(float[] numbers) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Row row && Arrays.equals(numbers, row.numbers);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(numbers);
    }
  }

  @Override
  public Cleaned clean(float[][] training, float[][] heldOut) {
    float[][] rows = Cleaner.both(training, heldOut);
    Set<Row> seen = new HashSet<>();
    for (int i = 0; i < rows.length; i++) {
      if (!seen.add(new Row(rows[i]))) {
        rows[i] = null;
      }
    }
    return new Cleaned(rows, 0);
  }
}
