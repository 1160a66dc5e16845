package palestra.generative.data.steps;

import java.util.List;
import java.util.random.RandomGenerator;
import palestra.generative.data.Cleaning;
import palestra.generative.data.Data;
import palestra.generative.data.Examples;

/**
 * Data whose training batches are changed at random. The randomness of a batch depends on its seed,
 * its index and the step's place in the chain alone, so that a resumed run sees the same batches.
 */
final class AugmentedData implements Data {
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  private final Data data;
  private final Augmentation step;
  private final String name;
  private final int place;

  AugmentedData(Data data, Augmentation step, String text) {
    this.data = data;
    this.step = step;
    name = data.name() + " | " + text;
    place = data instanceof AugmentedData before ? before.place + 1 : 1;
  }

  @Override
  public void batch(long seed, long index, float[] rows, int[] labels) {
    data.batch(seed, index, rows, labels);
    RandomGenerator random = Data.random(seed + place * GOLDEN_RATIO, index);
    int[] shape = shape();
    int size = rowSize();
    float[] pixels = new float[size];
    for (int i = 0; i + size <= rows.length; i += size) {
      step.change(random, rows, i, shape, pixels);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int[] shape() {
    return data.shape();
  }

  @Override
  public int classes() {
    return data.classes();
  }

  @Override
  public long size(Part part) {
    return data.size(part);
  }

  @Override
  public List<Cleaning> cleanings() {
    return data.cleanings();
  }

  @Override
  public Examples examples(Part part, int count, long seed) {
    return data.examples(part, count, seed);
  }
}
