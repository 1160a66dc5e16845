package palestra.generative.data.steps;

import java.util.random.RandomGenerator;
import palestra.generative.data.Data;
import palestra.generative.data.DataStep;

/**
 * A step that changes the examples of training batches at random, each time they come by. Held-out
 * examples, and {@link Data#examples} at all, stay as they are.
 */
interface Augmentation extends DataStep {

  /** Whether it is for pictures alone. */
  default boolean forPictures() {
    return true;
  }

  /**
   * Changes one example.
   *
   * @param example where it begins in {@code rows}
   * @param shape of the example
   * @param pixels of its size, to write on; holds anything before and after
   */
  void change(RandomGenerator random, float[] rows, int example, int[] shape, float[] pixels);

  @Override
  default Data apply(Data data) {
    String text = StepsProvider.text(this);
    if (forPictures() && !data.pictures()) {
      throw new IllegalArgumentException(
          "%s is for pictures, but '%s' are points".formatted(text, data.name()));
    }
    return new AugmentedData(data, this, text);
  }

  /** Checks a setting. */
  static void check(boolean right, String name, String range, Number value) {
    if (!right) {
      throw new IllegalArgumentException(name + " must be " + range + ", but is " + value);
    }
  }
}
