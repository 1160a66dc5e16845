package palestra.networks.distributions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Evaluate;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.gradients.Gradients;

class SquashedGaussianTest {

  private static SquashedGaussian row(Scope scope, float[] mean, float[] logStd) {
    Ops tf = scope.tf();
    return new SquashedGaussian(
        tf.constant(new float[][] {mean}), tf.constant(new float[][] {logStd}));
  }

  /** The textbook's form, in double precision. */
  private static double density(double action, double mean, double std) {
    double u = Math.log((1 + action) / (1 - action)) / 2;
    double z = (u - mean) / std;
    return Math.exp(-z * z / 2) / (std * Math.sqrt(2 * Math.PI)) / (1 - action * action);
  }

  /** By hand: u = 0.5 - 0.25 = 0.25 and -1 + 2 = 1, with deviations 0.5 and 2. */
  @Test
  void samplesAndTheirDensity() {
    float[] noise = {-0.5f, 1};
    float[] values =
        Evaluate.floats(
            s -> {
              SquashedGaussian p =
                  row(s, new float[] {0.5f, -1}, new float[] {(float) Math.log(0.5), 0.6931472f});
              Operand<TFloat32> e = s.tf().constant(new float[][] {noise});
              Operand<TFloat32> u = p.unsquashed(s, e);
              Operand<TFloat32> flat =
                  s.tf().reshape(p.squashed(s, u), s.tf().constant(new int[] {2}));
              return s.tf()
                  .concat(
                      List.of(flat, p.logProbability(s, e, u), p.logProbability(s, u)),
                      s.tf().constant(0));
            });
    assertThat(values[0]).isCloseTo(0.2449187f, within(1e-6f));
    assertThat(values[1]).isCloseTo(0.7615942f, within(1e-6f));
    double expected =
        Math.log(density(Math.tanh(0.25), 0.5, 0.5)) + Math.log(density(Math.tanh(1), -1, 2));
    assertThat((double) values[2]).isCloseTo(expected, within(1e-5));
    assertThat((double) values[3]).isCloseTo(expected, within(1e-5));
  }

  /** The density of one dimension adds up to 1 over (-1, 1). */
  @ParameterizedTest
  @CsvSource({"0, 0", "0.7, -1", "-1.5, 0.5"})
  void isADensity(float mean, float logStd) {
    int cells = 20_000;
    float[][] u = new float[cells][1];
    for (int i = 0; i < cells; i++) {
      double action = -1 + (2 * i + 1.0) / cells;
      u[i][0] = (float) (Math.log((1 + action) / (1 - action)) / 2);
    }
    float[] logs =
        Evaluate.floats(
            s ->
                row(s, new float[] {mean}, new float[] {logStd})
                    .logProbability(s, s.tf().constant(u)));
    double sum = 0;
    for (float log : logs) {
      sum += Math.exp(log) * 2 / cells;
    }
    assertThat(sum).isCloseTo(1, within(2e-3));
  }

  /** Where tanh is 1 to the last bit, log(1 - tanh^2) would be minus infinity. */
  @ParameterizedTest
  @CsvSource({"40", "-40"})
  void staysFiniteFarOut(float far) {
    float[] log =
        Evaluate.floats(
            s ->
                row(s, new float[] {far}, new float[] {0})
                    .logProbability(s, s.tf().constant(new float[][] {{far}})));
    // log N = -log(2 pi) / 2; log(1 - tanh(u)^2) = 2 log 2 - 2 |u| for large |u|.
    double expected = -0.5 * Math.log(2 * Math.PI) - (2 * Math.log(2) - 80);
    assertThat((double) log[0]).isCloseTo(expected, within(1e-4));
  }

  /** By mean and deviation, through the draw, against central differences. */
  @Test
  void gradients() {
    double[] at = {0.4, -0.8, -0.3, 0.2};
    try (Model model = new Model(Device.CPU, 1)) {
      Scope scope = model.scope();
      Ops tf = scope.tf();
      Operand<TFloat32> mean = model.input("mean", TFloat32.class, 1, 2);
      Operand<TFloat32> logStd = model.input("logStd", TFloat32.class, 1, 2);
      SquashedGaussian p = new SquashedGaussian(mean, logStd);
      Operand<TFloat32> noise = tf.constant(new float[][] {{0.9f, -1.3f}});
      Operand<TFloat32> u = p.unsquashed(scope, noise);
      Operand<TFloat32> both =
          tf.math.add(
              p.logProbability(scope, noise, u),
              tf.sum(tf.math.square(p.squashed(scope, u)), tf.constant(-1)));
      Operand<TFloat32> value = tf.sum(both, tf.constant(0));
      List<Operand<TFloat32>> gradients = Gradients.of(scope, value, List.of(mean, logStd));
      Endpoint endpoint =
          model
              .endpoint("check")
              .input("mean", mean)
              .input("logStd", logStd)
              .output("value", value)
              .output("byMean", gradients.get(0))
              .output("byLogStd", gradients.get(1))
              .build();
      value(endpoint, at);
      float[] analytic = new float[4];
      endpoint.result("byMean").get(0, analytic, 0, 2);
      endpoint.result("byLogStd").get(0, analytic, 2, 2);
      for (int i = 0; i < 4; i++) {
        double step = 1e-2;
        at[i] += step;
        double above = value(endpoint, at);
        at[i] -= 2 * step;
        double below = value(endpoint, at);
        at[i] += step;
        assertThat((double) analytic[i])
            .as("element " + i)
            .isCloseTo((above - below) / (2 * step), within(2e-3));
      }
    }
  }

  private static double value(Endpoint endpoint, double[] at) {
    endpoint.feed("mean", (float) at[0], (float) at[1]);
    endpoint.feed("logStd", (float) at[2], (float) at[3]);
    endpoint.run();
    return endpoint.result("value").get(0);
  }
}
