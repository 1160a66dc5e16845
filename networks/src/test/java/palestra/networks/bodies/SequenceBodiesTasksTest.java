package palestra.networks.bodies;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.layers.Activation;
import palestra.networks.layers.Dense;
import palestra.networks.losses.Losses;
import palestra.networks.tasks.Learner;

/** Bodies over sequences and graphs that learn to tell what they see. */
class SequenceBodiesTasksTest {
  private static final int BATCH = 32;

  /** Fills input and labels. */
  private interface Batch {
    void fill(FloatBuffer x, LongBuffer labels);
  }

  /** Trains a body with a dense layer on top; the share of fresh batches' rows told rightly. */
  private static double accuracy(
      Body body, int classes, int updates, double learningRate, Batch batch, long... shape) {
    body.check(shape);
    long[] all = new long[shape.length + 1];
    all[0] = BATCH;
    System.arraycopy(shape, 0, all, 1, shape.length);
    try (Model model = new Model(Device.CPU, 1)) {
      Operand<TFloat32> x = model.input("x", TFloat32.class, all);
      Operand<TInt64> labels = model.input("labels", TInt64.class, BATCH);
      Operand<TFloat32> logits =
          new Dense(classes, Activation.LINEAR, Initializer.glorotUniform())
              .apply(model.scope().child("head"), body.apply(model.scope().child("body"), x));
      Operand<TFloat32> loss = Losses.categoricalCrossEntropy(model.scope(), logits, labels);
      Learner learner =
          new Learner(model, loss, model.endpoint("learn").input("x", x).input("labels", labels));
      Endpoint learn = learner.endpoint();
      learner.train(
          updates, learningRate, () -> batch.fill(learn.floats("x"), learn.longs("labels")));
      Endpoint test = model.endpoint("test").input("x", x).output("logits", logits).build();
      int right = 0;
      for (int i = 0; i < 20; i++) {
        batch.fill(test.floats("x"), learn.longs("labels"));
        test.run();
        for (int row = 0; row < BATCH; row++) {
          int told = Learner.largest(test.result("logits"), row, classes);
          right += told == learn.longs("labels").get(row) ? 1 : 0;
        }
      }
      return right / (20.0 * BATCH);
    }
  }

  /** Six steps, each with one of four symbols, one of them marked: which? Guessing has 1/4. */
  @ParameterizedTest
  @ValueSource(
      strings = {"rnn units=32", "lstm units=32", "gru units=32", "transformer width=32 layers=1"})
  void namesTheMarkedSymbol(String text) {
    Random random = new Random(1);
    boolean plain = text.startsWith("rnn");
    double learningRate = text.startsWith("transformer") ? 0.003 : plain ? 0.005 : 0.01;
    double accuracy =
        accuracy(
            Body.valueOf(text),
            4,
            plain ? 2000 : 400,
            learningRate,
            (x, labels) -> markedSymbols(x, labels, random),
            6,
            5);
    assertThat(accuracy).isGreaterThan(0.97);
  }

  private static void markedSymbols(FloatBuffer x, LongBuffer labels, Random random) {
    for (int b = 0; b < BATCH; b++) {
      int marked = random.nextInt(6);
      for (int t = 0; t < 6; t++) {
        int symbol = random.nextInt(4);
        for (int k = 0; k < 5; k++) {
          boolean set = k == symbol || (k == 4 && t == marked);
          x.put((b * 6 + t) * 5 + k, set ? 1 : 0);
        }
        if (t == marked) {
          labels.put(b, symbol);
        }
      }
    }
  }

  /**
   * A ring of 5 to 8 nodes in any order, two of them red: do these two touch? Only the edges tell.
   * Guessing has 1/2.
   */
  @Test
  void tellsWhetherRedNodesTouch() {
    GcnBody body =
        (GcnBody) Body.valueOf("gcn nodes=8 features=2 edges=8 widths=16,16 pooling=max");
    Random random = new Random(1);
    double accuracy =
        accuracy(
            body,
            2,
            400,
            0.01,
            (x, labels) -> rings(body.rows(), x.duplicate(), labels, random),
            body.rows().size());
    assertThat(accuracy).isGreaterThan(0.97);
  }

  private static void rings(GraphRows rows, FloatBuffer x, LongBuffer labels, Random random) {
    x.clear();
    for (int b = 0; b < BATCH; b++) {
      int n = 5 + random.nextInt(4);
      boolean touch = random.nextBoolean();
      int apart = touch ? 1 : 2 + random.nextInt(n - 3);
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        order.add(i);
      }
      Collections.shuffle(order, random);
      float[][] nodes = new float[n][2];
      int[][] edges = new int[n][];
      for (int i = 0; i < n; i++) {
        nodes[order.get(i)][i == 0 || i == apart ? 0 : 1] = 1;
        edges[i] = new int[] {order.get(i), order.get((i + 1) % n)};
      }
      rows.write(x, nodes, edges);
      labels.put(b, touch ? 1 : 0);
    }
  }
}
