package example;

import java.util.Map;
import java.util.random.RandomGenerator;
import palestra.generative.data.Data;
import palestra.generative.data.DataKind;
import palestra.generative.data.DataProvider;
import palestra.generative.data.DrawnData;

/** Points around (2, -1) with standard deviation 1, and what makes them known as {@code bell}. */
public final class BellData implements DrawnData, DataProvider {
  static final double[] CENTRE = {2, -1};

  @Override
  public String name() {
    return "bell";
  }

  @Override
  public int[] shape() {
    return new int[] {CENTRE.length};
  }

  @Override
  public int classes() {
    return 0;
  }

  @Override
  public void draw(RandomGenerator random, float[] rows, int[] labels) {
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) (CENTRE[i % CENTRE.length] + random.nextGaussian());
    }
  }

  @Override
  public Map<String, DataKind> names() {
    return Map.of("bell", new DataKind("points around (2, -1)", false, false));
  }

  @Override
  public Data open(String text) {
    return this;
  }
}
