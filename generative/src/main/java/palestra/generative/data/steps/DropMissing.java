package palestra.generative.data.steps;

/** {@code drop-missing}: takes out examples that lack a number. */
public record DropMissing() implements Cleaner {

  @Override
  public Cleaned clean(float[][] training, float[][] heldOut) {
    float[][] rows = Cleaner.both(training, heldOut);
    for (int i = 0; i < rows.length; i++) {
      for (float number : rows[i]) {
        if (Float.isNaN(number)) {
          rows[i] = null;
          break;
        }
      }
    }
    return new Cleaned(rows, 0);
  }
}
