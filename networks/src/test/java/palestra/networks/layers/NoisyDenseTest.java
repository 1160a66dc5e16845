package palestra.networks.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Evaluate;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.gradients.Gradients;

class NoisyDenseTest {
  private static final NoisyDense LAYER = new NoisyDense(3, Activation.LINEAR, 0.5, "noise");

  private static Operand<TFloat32> x(Scope scope) {
    return scope.tf().constant(new float[][] {{1, 2}, {0, 0}});
  }

  @Test
  void withoutNoiseItIsDense() {
    try (Model model = new Model(Device.CPU, 4)) {
      Initializer even = Initializer.uniform((float) Math.sqrt(0.5));
      Dense dense = new Dense(3, Activation.LINEAR, even, even);
      Operand<TFloat32> x = x(model.scope());
      float[] noisy = Evaluate.floats(model, LAYER.apply(model.scope(), x));
      assertThat(noisy).isEqualTo(Evaluate.floats(model, dense.apply(model.scope(), x)));
      assertThat(Evaluate.floats(model, LAYER.apply(model.scope(), x))).isEqualTo(noisy);
    }
  }

  /** Disturbed anew at every run, alike for the same seed, and differently under another name. */
  @Test
  void everyRunDrawsAnew() {
    float[][] runs = new float[4][];
    for (int seed = 0; seed < 2; seed++) {
      try (Model model = new Model(Device.CPU, 4)) {
        Scope scope = model.scope().forTraining();
        Endpoint endpoint =
            model.endpoint("noisy").output("y", LAYER.apply(scope, x(scope))).build();
        for (int run = 0; run < 2; run++) {
          endpoint.run();
          runs[2 * seed + run] = new float[6];
          endpoint.result("y").get(0, runs[2 * seed + run]);
        }
      }
    }
    assertThat(runs[0]).isNotEqualTo(runs[1]);
    assertThat(runs[2]).isEqualTo(runs[0]);
    assertThat(runs[3]).isEqualTo(runs[1]);
    try (Model model = new Model(Device.CPU, 4)) {
      Scope scope = model.scope().forTraining();
      NoisyDense other = new NoisyDense(3, Activation.LINEAR, 0.5, "choice");
      Endpoint both =
          model
              .endpoint("both")
              .output("y", LAYER.apply(scope, x(scope)))
              .output("z", other.apply(scope, x(scope)))
              .build();
      both.run();
      assertThat(both.result("y").get(0))
          .isEqualTo(runs[0][0])
          .isNotEqualTo(both.result("z").get(0));
    }
  }

  /** The noise of a kernel has rank one: what it adds to two inputs is in proportion. */
  @Test
  void noiseIsFactorised() {
    try (Model model = new Model(Device.CPU, 4)) {
      Scope noisy = model.scope().forTraining();
      Ops tf = noisy.tf();
      Operand<TFloat32> x = tf.constant(new float[][] {{1, 0}, {0, 1}, {0, 0}});
      Operand<TFloat32> difference =
          tf.math.sub(LAYER.apply(noisy, x), LAYER.apply(model.scope(), x));
      float[] d = Evaluate.floats(model, difference);
      double strength = 0.5 * Math.sqrt(0.5);
      for (int i = 0; i < 3; i++) {
        // Row 2 is the bias's noise: strength f(eout). The kernel's is that times f(ein).
        double first = (d[i] - d[6 + i]) / d[6 + i];
        assertThat(first).isCloseTo((d[0] - d[6]) / d[6], within(1e-4));
        assertThat(Math.abs(d[6 + i] / strength)).isLessThan(2.5);
      }
    }
  }

  /** By the strengths: noise times what is by the weights; against differences. */
  @Test
  void slopes() {
    try (Model model = new Model(Device.CPU, 4)) {
      Scope scope = model.scope().forTraining();
      Ops tf = scope.tf();
      NoisyDense layer = new NoisyDense(3, Activation.TANH, 0.5, "noise");
      Operand<TFloat32> y = layer.apply(scope, x(scope));
      Operand<TFloat32> loss = tf.sum(tf.math.square(y), tf.constant(new int[] {0, 1}));
      List<Operand<TFloat32>> weights = model.scope().trainable();
      assertThat(weights).hasSize(4);
      Operand<TFloat32> by = model.input("by", TFloat32.class);
      List<Operand<TFloat32>> slopes = Gradients.of(scope, loss, weights);
      Endpoint figure = model.endpoint("figure").output("loss", loss).build();
      for (int i = 0; i < 4; i++) {
        int[] axes = i % 2 == 0 ? new int[] {0, 1} : new int[] {0};
        Endpoint slope =
            model
                .endpoint("slope" + i)
                .output("loss", loss)
                .output("slope", tf.sum(slopes.get(i), tf.constant(axes)))
                .build();
        Endpoint move =
            model
                .endpoint("move" + i)
                .input("by", by)
                .target(tf.assign(weights.get(i), tf.math.add(weights.get(i), by)))
                .build();
        long[] draws = model.counter("noise");
        draws[0] = 7;
        slope.run();
        double along = slope.result("slope").get(0);
        move.feed("by", 1e-3f).run();
        draws[0] = 7;
        figure.run();
        double above = figure.result("loss").get(0);
        move.feed("by", -2e-3f).run();
        draws[0] = 7;
        figure.run();
        double below = figure.result("loss").get(0);
        move.feed("by", 1e-3f).run();
        assertThat(along).as("variable %s", i).isCloseTo((above - below) / 2e-3, within(5e-3));
        assertThat(Math.abs(along)).isGreaterThan(1e-2);
      }
    }
  }

  @Test
  void startsAsThePaperSays() {
    try (Model model = new Model(Device.CPU, 4)) {
      LAYER.apply(model.scope().child("layer"), x(model.scope()));
      var values = model.values();
      float strength = (float) (0.5 / Math.sqrt(2));
      float[] kernelNoise = values.get("layer/kernelNoise");
      float[] expected = new float[6];
      Arrays.fill(expected, strength);
      assertThat(kernelNoise).containsExactly(expected, within(1e-6f));
      assertThat(values.get("layer/biasNoise")).containsOnly(strength);
    }
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> new NoisyDense(0, Activation.RELU, 0.5, "noise"))
        .hasMessage("a noisy layer needs at least 1 unit, not 0");
    assertThatThrownBy(() -> new NoisyDense(1, Activation.RELU, 0, "noise"))
        .hasMessage("a noisy layer's sigma must be above 0, not 0.0");
  }
}
