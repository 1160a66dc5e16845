package palestra.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import palestra.networks.layers.Activation;
import palestra.networks.layers.BatchNorm;
import palestra.networks.layers.Dense;
import palestra.networks.layers.Dropout;
import palestra.networks.layers.Layer;
import palestra.networks.layers.Sequential;
import palestra.networks.losses.Losses;
import palestra.networks.optimizers.Adam;
import palestra.networks.optimizers.Minimizer;

/** What differs between training and use: noise and states that move. */
class TrainingPassTest {
  private static final Shape SIX = Shape.of(6);

  private static float[] copy(Endpoint endpoint, String output) {
    endpoint.run();
    float[] copy = new float[endpoint.result(output).capacity()];
    endpoint.result(output).get(0, copy);
    return copy;
  }

  private static Endpoint noisy(Model model) {
    Scope scope = model.scope().child("a");
    return model
        .endpoint("noisy")
        .output("a", scope.normal("first", SIX))
        .output("b", scope.normal("second", SIX))
        .output("c", model.scope().child("b").normal("first", SIX))
        .output("u", scope.uniform("even", SIX))
        .build();
  }

  @Test
  void noiseDependsOnSeedScopeNameAndRun() {
    try (Model one = new Model(Device.CPU, 1);
        Model same = new Model(Device.CPU, 1);
        Model other = new Model(Device.CPU, 2)) {
      Endpoint first = noisy(one);
      Endpoint second = noisy(same);
      float[] a = copy(first, "a");
      assertThat(copy(second, "a")).isEqualTo(a);
      assertThat(copy(noisy(other), "a")).isNotEqualTo(a);
      float[] b = copy(first, "b");
      assertThat(copy(second, "b")).isEqualTo(b);
      assertThat(copy(first, "a")).isNotEqualTo(a);
      copy(second, "a");
      List<float[]> draws = List.of(copy(first, "u"), new float[6], new float[6], new float[6]);
      first.result("a").get(0, draws.get(1));
      first.result("b").get(0, draws.get(2));
      first.result("c").get(0, draws.get(3));
      assertThat(draws.get(1)).isNotEqualTo(draws.get(2)).isNotEqualTo(draws.get(3));
      assertThat(draws.get(2)).isNotEqualTo(draws.get(3));
      for (float u : draws.get(0)) {
        assertThat(u).isBetween(0f, Math.nextDown(1f));
      }
    }
  }

  @Test
  void noiseGoesOnWhereItWasSaved(@TempDir Path directory) throws IOException {
    try (Model one = new Model(Device.CPU, 1);
        Model resumed = new Model(Device.CPU, 1)) {
      one.scope().variable("w", SIX, Initializer.zeros());
      resumed.scope().variable("w", SIX, Initializer.zeros());
      Endpoint first = noisy(one);
      Endpoint second = noisy(resumed);
      copy(first, "a");
      copy(first, "a");
      one.save(directory.resolve("weights"));
      resumed.load(directory.resolve("weights"));
      assertThat(copy(second, "a")).isEqualTo(copy(first, "a"));
    }
  }

  @Test
  void anEndpointWithoutNoiseCountsNoRunAndUseDrawsNothing() {
    try (Model model = new Model(Device.CPU, 1)) {
      Operand<TFloat32> x = model.input("x", TFloat32.class, 2, 3);
      Layer layer = new Dropout(0.5);
      Operand<TFloat32> same = layer.apply(model.scope(), model.scope().tf().identity(x));
      Endpoint use = model.endpoint("use").input("x", x).output("y", same).build();
      Endpoint train =
          model
              .endpoint("train")
              .input("x", x)
              .output("y", layer.apply(model.scope().forTraining(), x))
              .build();
      use.feed("x", 1, 2, 3, 4, 5, 6);
      assertThat(copy(use, "y")).containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(model.counter("noise")).containsExactly(0);
      train.run();
      assertThat(model.counter("noise")).containsExactly(1);
      use.run();
      assertThat(model.counter("noise")).containsExactly(1);
      assertThatThrownBy(() -> use.longs("noise")).hasMessageContaining("has no input noise");
    }
  }

  @Test
  void modesAreInherited() {
    try (Model model = new Model(Device.CPU, 1)) {
      Scope scope = model.scope();
      assertThat(scope.child("a").training()).isFalse();
      assertThat(scope.forTraining().child("a").training()).isTrue();
      assertThat(scope.forTraining().child("a").forInference().training()).isFalse();
      assertThat(scope.forTraining().child("a").path()).isEqualTo("a");
    }
  }

  /** Applied to two batches in one pass, the running mean takes the second one last. */
  @Test
  void settingsOfOnePassTakePlaceInTheirOrder() {
    BatchNorm layer = new BatchNorm(0.5, 1e-5);
    try (Model model = new Model(Device.CPU, 1)) {
      Scope pass = model.scope().forTraining();
      Operand<TFloat32> first = layer.apply(pass, pass.tf().constant(new float[][] {{8}, {8}}));
      Operand<TFloat32> second = layer.apply(pass, pass.tf().constant(new float[][] {{-4}, {-4}}));
      Endpoint both = model.endpoint("both").output("a", first).output("b", second).build();
      for (int i = 0; i < 200; i++) {
        float before = model.values().get("mean")[0];
        both.run();
        assertThat(model.values().get("mean")[0])
            .isCloseTo((before / 2 + 8f / 2) / 2 - 4f / 2, within(1e-5f));
      }
    }
  }

  /** As a generator's and a critic's update do: each pass needs its own inputs only. */
  @Test
  void passesOfTwoEndpointsDoNotNeedEachOther() {
    BatchNorm layer = new BatchNorm(0.5, 1e-5);
    try (Model model = new Model(Device.CPU, 1)) {
      Operand<TFloat32> a = model.input("a", TFloat32.class, 2, 1);
      Operand<TFloat32> b = model.input("b", TFloat32.class, 2, 1);
      Operand<TFloat32> first = layer.apply(model.scope().forTraining(), a);
      Operand<TFloat32> second = layer.apply(model.scope().forTraining(), b);
      model.endpoint("first").input("x", a).output("y", first).build().feed("x", 8, 8).run();
      assertThat(model.values().get("mean")).containsExactly(4);
      model.endpoint("second").input("x", b).output("y", second).build().feed("x", -4, -4).run();
      assertThat(model.values().get("mean")).containsExactly(0);
      Endpoint.Builder both =
          model.endpoint("both").input("a", a).input("b", b).output("y", first).output("z", second);
      assertThatThrownBy(both::build)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "endpoint both: two training passes set mean, in no order; apply both in the scope"
                  + " that one forTraining() gave");
    }
  }

  private record Trained(Model model, Minimizer minimizer, Endpoint learn, Endpoint use)
      implements AutoCloseable {

    static Trained of(long seed) {
      Model model = new Model(Device.CPU, seed);
      Layer network =
          Sequential.of(
              new Dense(8, Activation.TANH, Initializer.glorotUniform()),
              new BatchNorm(),
              new Dropout(0.3),
              new Dense(1, Activation.LINEAR, Initializer.glorotUniform()));
      Operand<TFloat32> x = model.input("x", TFloat32.class, 4, 2);
      Operand<TFloat32> t = model.input("t", TFloat32.class, 4, 1);
      Operand<TFloat32> y = network.apply(model.scope().forTraining(), x);
      Operand<TFloat32> loss = Losses.meanSquaredError(model.scope(), y, t);
      Minimizer minimizer =
          new Minimizer(model, "adam", new Adam(), loss, model.scope().trainable(), 10);
      Endpoint learn =
          minimizer
              .addTo(model.endpoint("learn").input("x", x).input("t", t).output("loss", loss))
              .build();
      Endpoint use =
          model.endpoint("use").input("x", x).output("y", network.apply(model.scope(), x)).build();
      learn.feed("x", 0, 0, 0, 1, 1, 0, 1, 1).feed("t", 0, 1, 1, 0);
      use.feed("x", 0, 0, 0, 1, 1, 0, 1, 1);
      return new Trained(model, minimizer, learn, use);
    }

    void train(int updates) {
      for (int i = 0; i < updates; i++) {
        minimizer.run(learn, 0.01);
      }
    }

    @Override
    public void close() {
      model.close();
    }
  }

  @Test
  void dropoutAndBatchNormGoOnFromACheckpointBitForBit(@TempDir Path directory) throws IOException {
    try (Trained whole = Trained.of(5);
        Trained saved = Trained.of(5);
        Trained resumed = Trained.of(5)) {
      whole.train(40);
      saved.train(20);
      saved.model().save(directory.resolve("weights"));
      resumed.model().load(directory.resolve("weights"));
      resumed.train(20);
      var expected = whole.model().values();
      assertThat(resumed.model().values().keySet()).isEqualTo(expected.keySet());
      resumed.model().values().forEach((n, v) -> assertThat(v).as(n).isEqualTo(expected.get(n)));
      assertThat(copy(resumed.use(), "y")).isEqualTo(copy(whole.use(), "y"));
      assertThat(copy(whole.use(), "y")).isEqualTo(copy(whole.use(), "y"));
    }
  }
}
