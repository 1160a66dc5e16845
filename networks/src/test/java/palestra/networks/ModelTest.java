package palestra.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;
import palestra.networks.layers.Mlp;
import palestra.networks.losses.Losses;
import palestra.networks.optimizers.Adam;
import palestra.networks.optimizers.Minimizer;

class ModelTest {

  /** Exclusive or, the smallest task that needs a hidden layer. */
  private static final class Xor implements AutoCloseable {
    final Model model;
    final Endpoint learn;
    final Endpoint predict;
    final Minimizer minimizer;

    Xor(long seed) {
      model = new Model(Device.CPU, seed);
      Operand<TFloat32> x = model.input("x", TFloat32.class, 4, 2);
      Operand<TFloat32> t = model.input("t", TFloat32.class, 4, 1);
      Operand<TFloat32> y = network(x);
      Operand<TFloat32> loss = Losses.binaryCrossEntropy(model.scope(), y, t);
      minimizer = new Minimizer(model, "adam", new Adam(1e-8), loss, model.scope().trainable(), 10);
      learn =
          minimizer
              .addTo(model.endpoint("learn").input("x", x).input("t", t).output("loss", loss))
              .build();
      predict = model.endpoint("predict").input("x", x).output("y", y).build();
      learn.feed("x", 0, 0, 0, 1, 1, 0, 1, 1).feed("t", 0, 1, 1, 0);
      predict.feed("x", 0, 0, 0, 1, 1, 0, 1, 1);
    }

    private Operand<TFloat32> network(Operand<TFloat32> x) {
      Scope scope = model.scope();
      Operand<TFloat32> h =
          new Mlp(List.of(8), Activation.TANH, Initializer.glorotUniform())
              .apply(scope.child("body"), x);
      return new Dense(1, Activation.LINEAR, Initializer.orthogonal(1))
          .apply(scope.child("head"), h);
    }

    void train(int steps) {
      for (int i = 0; i < steps; i++) {
        minimizer.run(learn, 0.05);
      }
    }

    @Override
    public void close() {
      model.close();
    }
  }

  @Test
  void learnsExclusiveOr() {
    try (Xor xor = new Xor(1)) {
      xor.train(300);
      xor.predict.run();
      var y = xor.predict.result("y");
      assertThat(y.get(0)).isNegative();
      assertThat(y.get(1)).isPositive();
      assertThat(y.get(2)).isPositive();
      assertThat(y.get(3)).isNegative();
    }
  }

  @Test
  void sameSeedSameBits() {
    try (Xor first = new Xor(3);
        Xor second = new Xor(3);
        Xor other = new Xor(4)) {
      first.train(50);
      second.train(50);
      assertSame(first.model.values(), second.model.values());
      assertThat(other.model.values().get("body/dense0/kernel"))
          .isNotEqualTo(first.model.values().get("body/dense0/kernel"));
    }
  }

  @Test
  void goesOnFromItsCheckpointBitForBit(@TempDir Path directory) throws IOException {
    try (Xor whole = new Xor(5);
        Xor resumed = new Xor(6)) {
      whole.train(20);
      whole.model.save(directory.resolve("weights"));
      whole.train(20);
      resumed.model.load(directory.resolve("weights"));
      assertThat(resumed.minimizer.steps()).isEqualTo(20);
      resumed.train(20);
      assertSame(whole.model.values(), resumed.model.values());
    }
  }

  @Test
  void namesATornCheckpoint(@TempDir Path directory) throws IOException {
    try (Xor xor = new Xor(7)) {
      Path prefix = directory.resolve("weights");
      xor.model.save(prefix);
      Files.write(directory.resolve("weights.index"), new byte[] {1, 2, 3});
      assertThatThrownBy(() -> xor.model.load(prefix))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("cannot read the weights")
          .hasMessageContaining("weights");
    }
  }

  /** One run: read, move, read again, and let another follow what was moved. */
  @Test
  void whatStandsAfterAnUpdateSeesIt() {
    try (Model model = new Model(Device.CPU, 1)) {
      Scope scope = model.scope();
      Ops tf = scope.tf();
      Operand<TFloat32> w = scope.child("fast").variable("w", Shape.of(2), Initializer.constant(1));
      scope.child("slow").variable("w", Shape.of(2), Initializer.constant(0));
      Operand<TFloat32> before = tf.math.mul(w, tf.constant(10f));
      Op move = scope.after(List.of(before)).tf().assignAdd(w, tf.constant(new float[] {1, 2}));
      Scope later = scope.after(List.of(move)).child("deeper");
      Operand<TFloat32> after = later.tf().math.mul(w, later.tf().constant(10f));
      Endpoint endpoint =
          model
              .endpoint("run")
              .output("before", before)
              .output("after", after)
              .target(model.blend("fast", "slow", 0.5, List.of(move)))
              .threads(Endpoint.Threads.POOL)
              .build();
      endpoint.run();
      assertThat(endpoint.result("before").get(1)).isEqualTo(10);
      assertThat(endpoint.result("after").get(1)).isEqualTo(30);
      assertThat(model.values().get("slow/w")).containsExactly(1, 1.5f);
      endpoint.run();
      assertThat(endpoint.result("before").get(1)).isEqualTo(30);
      assertThat(endpoint.result("after").get(1)).isEqualTo(50);
      assertThat(model.values().get("slow/w")).containsExactly(2, 3.25f);
    }
  }

  private static void assertSame(Map<String, float[]> a, Map<String, float[]> b) {
    assertThat(a.keySet()).isEqualTo(b.keySet());
    a.forEach((name, values) -> assertThat(b.get(name)).as(name).isEqualTo(values));
  }
}
