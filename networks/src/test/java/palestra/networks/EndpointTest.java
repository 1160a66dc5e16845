package palestra.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;

class EndpointTest {

  /** Row sums of {@code x} plus {@code n}. */
  private static Endpoint rowSums(Model model) {
    var tf = model.scope().tf();
    Operand<TFloat32> x = model.input("x", TFloat32.class, 2, 3);
    Operand<TInt64> n = model.input("n", TInt64.class, 2);
    Operand<TFloat32> sums =
        tf.math.add(tf.sum(x, tf.constant(1)), tf.dtypes.cast(n, TFloat32.class));
    return model.endpoint("sums").input("x", x).input("n", n).output("sums", sums).build();
  }

  @Test
  void takesArraysAndBuffers() {
    try (Model model = new Model(Device.CPU, 1)) {
      Endpoint endpoint = rowSums(model);
      endpoint.feed("x", 1, 2, 3, 4, 5, 6);
      endpoint.longs("n").put(0, 10).put(1, 20);
      endpoint.run();
      assertThat(endpoint.result("sums").get(0)).isEqualTo(16);
      assertThat(endpoint.result("sums").get(1)).isEqualTo(35);

      ByteBuffer bytes = ByteBuffer.allocateDirect(24).order(ByteOrder.nativeOrder());
      for (int i = 0; i < 6; i++) {
        bytes.putFloat(i);
      }
      endpoint.feed("x", bytes).run();
      assertThat(endpoint.result("sums").get(0)).isEqualTo(13);
      assertThat(endpoint.result("sums").get(1)).isEqualTo(32);
    }
  }

  @Test
  void takesPixels() {
    try (Model model = new Model(Device.CPU, 1)) {
      var tf = model.scope().tf();
      Operand<TUint8> x = model.input("x", TUint8.class, 2, 2);
      Operand<TFloat32> sums = tf.sum(tf.dtypes.cast(x, TFloat32.class), tf.constant(1));
      Endpoint endpoint = model.endpoint("sums").input("x", x).output("sums", sums).build();
      ByteBuffer pixels = endpoint.input("x");
      assertThat(pixels.capacity()).isEqualTo(4);
      pixels.put(0, new byte[] {(byte) 255, 1, (byte) 128, (byte) 200});
      endpoint.run();
      assertThat(endpoint.result("sums").get(0)).isEqualTo(256);
      assertThat(endpoint.result("sums").get(1)).isEqualTo(328);
      assertThatThrownBy(() -> endpoint.floats("x"))
          .hasMessage("x of endpoint sums holds DT_UINT8, not float32");
    }
  }

  @Test
  void inputsStartAtZero() {
    try (Model model = new Model(Device.CPU, 1)) {
      Endpoint endpoint = rowSums(model);
      endpoint.run();
      assertThat(endpoint.result("sums").get(0)).isZero();
      assertThat(endpoint.result("sums").get(1)).isZero();
    }
  }

  @Test
  void saysWhatIsWrong() {
    try (Model model = new Model(Device.CPU, 1)) {
      Endpoint endpoint = rowSums(model);
      assertThatThrownBy(() -> endpoint.feed("y", 1))
          .hasMessage("endpoint sums has no input y; it has [x, n]");
      assertThatThrownBy(() -> endpoint.result("x"))
          .hasMessage("endpoint sums has no output x; it has [sums]");
      assertThatThrownBy(() -> endpoint.feed("x", 1, 2))
          .hasMessage("input x of endpoint sums takes 6 numbers, not 2");
      assertThatThrownBy(() -> endpoint.feed("x", ByteBuffer.allocate(8)))
          .hasMessage("input x of endpoint sums takes 24 bytes, not 8");
      assertThatThrownBy(() -> endpoint.floats("n"))
          .hasMessage("n of endpoint sums holds DT_INT64, not float32");
      assertThatThrownBy(() -> endpoint.longs("x"))
          .hasMessage("x of endpoint sums holds DT_FLOAT, not int64");
      Operand<TFloat32> open = model.input("open", TFloat32.class, -1, 2);
      assertThatThrownBy(() -> model.endpoint("open").input("x", open).build())
          .hasMessage("an endpoint needs fixed shapes, but open has [-1, 2]");
      assertThatThrownBy(() -> model.endpoint("twice").input("x", open).output("x", open))
          .hasMessage("endpoint twice has x already");
    }
  }

  @Test
  void refusesToRunAfterTheModelIsClosed() {
    Model model = new Model(Device.CPU, 1);
    Endpoint endpoint = rowSums(model);
    model.close();
    model.close();
    assertThatThrownBy(endpoint::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(endpoint::requireOpen).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> endpoint.floats("x")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> endpoint.result("sums")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void readsAVariableItself() {
    try (Model model = new Model(Device.CPU, 1)) {
      Operand<TFloat32> w = model.scope().variable("w", Shape.of(2), Initializer.constant(7));
      assertThat(Evaluate.floats(model, w)).containsExactly(7, 7);
    }
  }

  @Test
  void layersInTheSameScopeShareAndElsewhereDoNot() {
    try (Model model = new Model(Device.CPU, 1)) {
      Operand<TFloat32> x = model.scope().tf().constant(new float[][] {{1, 2, 3}});
      Dense dense = new Dense(2, Activation.TANH, Initializer.glorotUniform());
      Operand<TFloat32> a = dense.apply(model.scope().child("a"), x);
      Operand<TFloat32> again = dense.apply(model.scope().child("a"), x);
      Operand<TFloat32> b = dense.apply(model.scope().child("b"), x);
      assertThat(Evaluate.floats(model, again)).isEqualTo(Evaluate.floats(model, a));
      assertThat(Evaluate.floats(model, b)).isNotEqualTo(Evaluate.floats(model, a));
      assertThat(model.parameterCount()).isEqualTo(2 * (3 * 2 + 2));
      Dense wider = new Dense(5, Activation.TANH, Initializer.glorotUniform());
      assertThatThrownBy(() -> wider.apply(model.scope().child("a"), x))
          .hasMessage("variable a/kernel has shape [3, 2], but [3, 5] is asked");
    }
  }

  @Test
  void blendsTowardsAnotherPath() {
    try (Model model = new Model(Device.CPU, 1)) {
      Scope scope = model.scope();
      scope.child("online").variable("w", Shape.of(1), Initializer.constant(10));
      scope.child("target").variable("w", Shape.of(1), Initializer.constant(2));
      scope.child("onlineNot").variable("w", Shape.of(1), Initializer.constant(99));
      Endpoint quarter =
          model.endpoint("quarter").target(model.blend("online", "target", 0.25)).build();
      Endpoint copy = model.endpoint("copy").target(model.blend("online", "target", 1)).build();
      quarter.run();
      assertThat(model.values().get("target/w")).containsExactly(4);
      copy.run();
      assertThat(model.values().get("target/w")).containsExactly(10);
      assertThat(model.values().get("online/w")).containsExactly(10);
      assertThatThrownBy(() -> model.blend("online", "nowhere", 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("nothing under online has a namesake under nowhere");
    }
  }

  /**
   * An input that a model leaves behind would be 200 MB after 200 models, an output that a run
   * leaves behind 1.2 GB after 20,000 runs; the bound leaves room for the Java heap.
   */
  @Test
  void nativeMemoryStaysFlat() {
    openAndClose(20);
    run(1_000);
    long before = Pointer.physicalBytes();
    openAndClose(200);
    run(20_000);
    assertThat(Pointer.physicalBytes() - before).isLessThan(64L << 20);
  }

  private static void openAndClose(int models) {
    for (int i = 0; i < models; i++) {
      try (Model model = new Model(Device.CPU, i)) {
        Operand<TFloat32> x = model.input("x", TFloat32.class, 1024, 256);
        Operand<TFloat32> y =
            new Dense(1, Activation.TANH, Initializer.glorotUniform())
                .apply(model.scope().child("dense"), x);
        model.endpoint("act").input("x", x).output("y", y).build().run();
      }
    }
  }

  private static void run(int times) {
    try (Model model = new Model(Device.CPU, 1)) {
      Operand<TFloat32> x = model.input("x", TFloat32.class, 64, 256);
      Operand<TFloat32> y = model.scope().tf().math.neg(x);
      Endpoint endpoint = model.endpoint("neg").input("x", x).output("y", y).build();
      for (int i = 0; i < times; i++) {
        endpoint.run();
      }
    }
  }
}
