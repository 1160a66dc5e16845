package palestra.networks.bodies;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;
import palestra.networks.losses.Losses;
import palestra.networks.optimizers.Adam;
import palestra.networks.optimizers.Minimizer;

/**
 * Exclusive or: no line parts its four points (Minsky and Papert 1969), so that a perceptron is
 * right about three of them at most, and one hidden layer is enough.
 */
class XorTest {
  private static final float[] TARGETS = {0, 1, 1, 0};

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mlp widths= | 0 | 3
          mlp widths=8 | 4 | 4
          mlp widths=4,4 activation=elu | 4 | 4
          """)
  void rightOf4(String body, int least, int most) {
    for (long seed = 1; seed <= 5; seed++) {
      assertThat(right(Body.valueOf(body), seed)).as("seed " + seed).isBetween(least, most);
    }
  }

  private static int right(Body body, long seed) {
    try (Model model = new Model(Device.CPU, seed)) {
      Operand<TFloat32> x = model.input("x", TFloat32.class, 4, 2);
      Operand<TFloat32> t = model.input("t", TFloat32.class, 4, 1);
      Operand<TFloat32> h = body.apply(model.scope().child("body"), x);
      Operand<TFloat32> y =
          new Dense(1, Activation.LINEAR, Initializer.glorotUniform())
              .apply(model.scope().child("head"), h);
      Operand<TFloat32> loss = Losses.binaryCrossEntropy(model.scope(), y, t);
      Minimizer minimizer =
          new Minimizer(model, "adam", new Adam(), loss, model.scope().trainable(), 10);
      Endpoint learn =
          minimizer
              .addTo(model.endpoint("learn").input("x", x).input("t", t).output("y", y))
              .build();
      learn.feed("x", 0, 0, 0, 1, 1, 0, 1, 1).feed("t", TARGETS);
      for (int update = 0; update < 1000; update++) {
        minimizer.run(learn, 0.03);
      }
      FloatBuffer logits = learn.result("y");
      int right = 0;
      for (int i = 0; i < TARGETS.length; i++) {
        right += (logits.get(i) > 0 ? 1 : 0) == TARGETS[i] ? 1 : 0;
      }
      return right;
    }
  }
}
