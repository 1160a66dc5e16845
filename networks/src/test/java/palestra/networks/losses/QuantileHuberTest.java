package palestra.networks.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Evaluate;
import palestra.networks.Model;
import palestra.networks.gradients.Gradients;

/** The quantile Huber loss by hand and by differences. */
class QuantileHuberTest {
  private static final float[] SHARES = {0.25f, 0.75f};

  /**
   * Quantiles 0 and 2, targets 0.5 and 4. Differences 0.5, 4 | -1.5, 2; Huber's loss at 1: 0.125,
   * 3.5 | 1, 1.5; weighed 0.25, 0.25 | 0.25, 0.75: 0.03125, 0.875 | 0.25, 1.125.
   */
  @Test
  void byHand() {
    float[] loss =
        Evaluate.floats(
            s ->
                Losses.quantileHuber(
                    s,
                    s.tf().constant(new float[][] {{0, 2}}),
                    SHARES,
                    s.tf().constant(new float[][] {{0.5f, 4}}),
                    1));
    assertThat((double) loss[0]).isCloseTo((0.03125 + 0.875 + 0.25 + 1.125) / 2, within(1e-6));
  }

  /** At 2, Huber's loss of 4 is 6, of 1.5 is 1.125, and all is halved. */
  @Test
  void kappaScales() {
    float[] loss =
        Evaluate.floats(
            s ->
                Losses.quantileHuber(
                    s,
                    s.tf().constant(new float[][] {{0, 2}}),
                    SHARES,
                    s.tf().constant(new float[][] {{0.5f, 4}}),
                    2));
    double sum = 0.25 * 0.125 + 0.25 * 6 + 0.25 * 1.125 + 0.75 * 2;
    assertThat((double) loss[0]).isCloseTo(sum / 2 / 2, within(1e-6));
  }

  @Test
  void slopesAgainstDifferences() {
    int batch = 3;
    int n = 4;
    float[] shares = {0.125f, 0.375f, 0.625f, 0.875f};
    Random random = new Random(3);
    float[] at = new float[batch * n];
    for (int i = 0; i < at.length; i++) {
      at[i] = (float) random.nextGaussian();
    }
    float[][] targets = new float[batch][5];
    for (float[] row : targets) {
      for (int j = 0; j < row.length; j++) {
        row[j] = (float) (2 * random.nextGaussian());
      }
    }
    try (Model model = new Model(Device.CPU, 1)) {
      Operand<TFloat32> quantiles = model.input("quantiles", TFloat32.class, batch, n);
      Operand<TFloat32> loss =
          Losses.mean(
              model.scope(),
              Losses.quantileHuber(
                  model.scope(), quantiles, shares, model.scope().tf().constant(targets), 1));
      Endpoint endpoint =
          model
              .endpoint("loss")
              .input("quantiles", quantiles)
              .output("loss", loss)
              .output("slope", Gradients.of(model.scope(), loss, List.of(quantiles)).get(0))
              .build();
      endpoint.feed("quantiles", at).run();
      float[] slope = new float[at.length];
      endpoint.result("slope").get(0, slope);
      float step = 1e-2f;
      for (int i = 0; i < at.length; i++) {
        float[] moved = at.clone();
        moved[i] = at[i] + step;
        endpoint.feed("quantiles", moved).run();
        double above = endpoint.result("loss").get(0);
        moved[i] = at[i] - step;
        endpoint.feed("quantiles", moved).run();
        double below = endpoint.result("loss").get(0);
        assertThat((double) slope[i])
            .as("slope %s", i)
            .isCloseTo((above - below) / (2 * step), within(1e-3));
      }
    }
  }

  /** Descending on it brings each quantile to its share of the samples. */
  @Test
  void findsTheQuantiles() {
    try (Model model = new Model(Device.CPU, 1)) {
      Operand<TFloat32> quantiles = model.input("quantiles", TFloat32.class, 1, 2);
      float[][] samples = new float[1][101];
      for (int j = 0; j < 101; j++) {
        samples[0][j] = j;
      }
      Operand<TFloat32> loss =
          Losses.mean(
              model.scope(),
              Losses.quantileHuber(
                  model.scope(), quantiles, SHARES, model.scope().tf().constant(samples), 1));
      Endpoint endpoint =
          model
              .endpoint("slope")
              .input("quantiles", quantiles)
              .output("slope", Gradients.of(model.scope(), loss, List.of(quantiles)).get(0))
              .build();
      float[] at = {0, 0};
      for (int step = 0; step < 2000; step++) {
        endpoint.feed("quantiles", at).run();
        for (int i = 0; i < 2; i++) {
          at[i] -= 2 * endpoint.result("slope").get(i);
        }
      }
      assertThat(at[0]).isCloseTo(25, within(1f));
      assertThat(at[1]).isCloseTo(75, within(1f));
    }
  }
}
