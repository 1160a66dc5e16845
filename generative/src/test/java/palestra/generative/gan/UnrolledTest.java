package palestra.generative.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.generative.data.GaussianMixture;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.gradients.Gradients;
import palestra.networks.optimizers.Minimizer;

/**
 * A game so small that everything can be told by finite differences: the generator is one point
 * that moves, {@code fake = z + theta}.
 */
class UnrolledTest {
  private static final int BATCH = 4;
  private static final float RATE = 0.05f;
  private static final float STEP = 4e-3f;

  @ParameterizedTest
  @EnumSource(
      value = GanOptimizer.class,
      names = {"ADAM", "SGD"})
  void slopesContainTheDiscriminatorsAnswer(GanOptimizer optimizer) {
    GanConfig.Draft draft = new GanConfig.Draft();
    draft.unrolledSteps = 3;
    draft.optimizer = optimizer;
    draft.adamEpsilon = 0.05;
    draft.discriminator = "mlp widths=3 activation=tanh";
    GanConfig config = draft.build();
    try (Model model = new Model(Device.CPU, 3)) {
      Players players = new Players(config, GaussianMixture.ring8());
      Scope scope = model.scope();
      Ops tf = scope.tf();
      Operand<TFloat32> theta = model.input("theta", TFloat32.class, 2);
      Operand<TFloat32> real = model.input("real", TFloat32.class, BATCH, 2);
      Operand<TFloat32> z = model.input("z", TFloat32.class, BATCH, 2);
      Operand<TFloat32> fake = tf.math.add(z, theta);
      Operand<TFloat32> signs = tf.constant(signs());
      Operand<TFloat32> both = tf.concat(List.of(real, fake), tf.constant(0));
      // Makes the discriminator and, with Adam, its slots.
      Operand<TFloat32> plain =
          config.loss().discriminator(scope, players.judge(scope, both, null).real(), signs);
      Minimizer minimizer =
          new Minimizer(
              model,
              "d",
              optimizer.of(config),
              plain,
              scope.child(Players.DISCRIMINATOR).trainable(),
              Double.POSITIVE_INFINITY);
      Operand<TFloat32> stepSize = tf.constant(RATE);
      Map<String, Operand<TFloat32>> later =
          new Unrolled(model, config, "d")
              .weights(
                  scope,
                  weights -> {
                    Operand<TFloat32> judged =
                        players.judge(scope.instead(weights), both, null).real();
                    return config.loss().discriminator(scope, judged, signs);
                  },
                  stepSize);
      Operand<TFloat32> loss =
          config.loss().generator(scope, players.judge(scope.instead(later), fake, null).real());
      Operand<TFloat32> myopic =
          config.loss().generator(scope, players.judge(scope, fake, null).real());
      Endpoint train =
          minimizer
              .addTo(model.endpoint("train").input("theta", theta).input("real", real))
              .input("z", z)
              .build();
      Endpoint look =
          model
              .endpoint("look")
              .input("theta", theta)
              .input("real", real)
              .input("z", z)
              .output("loss", loss)
              .output("myopic", myopic)
              .output("slope", Gradients.of(scope, loss, List.of(theta)).get(0))
              .output("myopicSlope", Gradients.of(scope, myopic, List.of(theta)).get(0))
              .build();
      for (Endpoint endpoint : List.of(train, look)) {
        endpoint
            .feed("real", 1, 0, 0, 1, 0.7f, 0.7f, -0.2f, 1)
            .feed("z", 0.1f, -0.3f, 0.5f, 0.2f, -0.4f, 0.1f, 0, 0.6f)
            .feed("theta", 0.3f, -0.2f);
      }
      // Moments that are not zero, so that their part shows.
      minimizer.run(train, 0.01);
      minimizer.run(train, 0.01);

      look.run();
      float[] slope = {look.result("slope").get(0), look.result("slope").get(1)};
      assertThat((double) look.result("loss").get(0))
          .isGreaterThan(look.result("myopic").get(0) + 0.01);
      assertThat((double) Math.abs(slope[0] - look.result("myopicSlope").get(0)))
          .isGreaterThan(0.01);
      for (int i = 0; i < 2; i++) {
        float at = look.floats("theta").get(i);
        look.floats("theta").put(i, at + STEP);
        look.run();
        double above = look.result("loss").get(0);
        look.floats("theta").put(i, at - STEP);
        look.run();
        double below = look.result("loss").get(0);
        look.floats("theta").put(i, at);
        assertThat((double) slope[i]).isCloseTo((above - below) / (2 * STEP), within(3e-3));
      }
    }
  }

  private static float[][] signs() {
    return new float[][] {{1}, {1}, {1}, {1}, {-1}, {-1}, {-1}, {-1}};
  }
}
