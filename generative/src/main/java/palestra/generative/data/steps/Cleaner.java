package palestra.generative.data.steps;

import palestra.generative.data.Data;
import palestra.generative.data.DataStep;
import palestra.generative.data.StoredData;

/**
 * A step that takes out or mends examples of finite data, once, when they are opened. What it needs
 * to know it learns from the training part and applies to both; {@link Data#cleanings} counts what
 * it did.
 */
interface Cleaner extends DataStep {

  /**
   * What becomes of the examples.
   *
   * @param training the rows of the training part; not to be changed
   * @param heldOut the rows of the held-out part; not to be changed
   */
  Cleaned clean(float[][] training, float[][] heldOut);

  /**
   * The examples after a step.
   *
   * @param rows training, then held out; null for one that is dropped
   * @param filled numbers filled in
   */
  record Cleaned(float[][] rows, int filled) {}

  @Override
  default Data apply(Data data) {
    String text = StepsProvider.text(this);
    if (data instanceof AugmentedData) {
      throw new IllegalArgumentException(
          "%s: cleaning must stand before augmentation, not behind '%s'"
              .formatted(text, data.name()));
    }
    if (!(data instanceof StoredData stored)) {
      throw new IllegalArgumentException(
          "%s: cleaning is for data that are kept, but '%s' are drawn without end"
              .formatted(text, data.name()));
    }
    Cleaned cleaned =
        clean(stored.part(Data.Part.TRAINING).rows(), stored.part(Data.Part.HELD_OUT).rows());
    StoredData left = stored.cleaned(text, cleaned.rows(), cleaned.filled());
    if (left.size(Data.Part.TRAINING) == 0) {
      throw new IllegalArgumentException(
          "%s leaves none of the %d training examples of '%s'"
              .formatted(text, stored.size(Data.Part.TRAINING), data.name()));
    }
    return left;
  }

  /** Both parts in one array of the caller's own. */
  static float[][] both(float[][] training, float[][] heldOut) {
    float[][] rows = new float[training.length + heldOut.length][];
    System.arraycopy(training, 0, rows, 0, training.length);
    System.arraycopy(heldOut, 0, rows, training.length, heldOut.length);
    return rows;
  }
}
