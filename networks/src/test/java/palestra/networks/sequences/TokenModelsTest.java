package palestra.networks.sequences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.networks.Device;
import palestra.networks.DirectionalGradients;
import palestra.networks.Endpoint;
import palestra.networks.Evaluate;
import palestra.networks.Model;
import palestra.networks.Scope;
import palestra.networks.bodies.Bodies;
import palestra.networks.tasks.Learner;

/** BERT, GPT and T5 in small: parameters, gradients, what each place may see, what they learn. */
class TokenModelsTest {
  private static final int BATCH = 32;
  private static final int MASK = 1;

  /** Embedding, positions, blocks of 12 w^2 + 13 w, the last normalisation. */
  @Test
  void parametersAndShapes() {
    Bodies.Summary bert = new Bert(10, 8, 2, 2, 0).summary(6);
    assertThat(bert.parameters()).isEqualTo(10 * 8 + 6 * 8 + 2 * (12 * 64 + 13 * 8) + 16);
    Bodies.Summary gpt = new Gpt(10, 8, 2, 2, 0).summary(6);
    assertThat(gpt.parameters()).isEqualTo(bert.parameters());
    assertThat(gpt.stages())
        .extracting(Model.Stage::path)
        .containsExactly("in", "block0", "block1", "norm", "logits");
    assertThat(gpt.stages().get(4).shape()).isEqualTo(Shape.of(1, 6, 10));
    // A decoder's block has one attention of 4 w^2 + 4 w and one normalisation more.
    Bodies.Summary t5 = new T5(10, 8, 2, 2, 0).summary(6);
    int encoder = 12 * 64 + 13 * 8;
    int decoder = encoder + 4 * 64 + 4 * 8 + 16;
    assertThat(t5.parameters()).isEqualTo(10 * 8 + 2 * (65 * 2 + 16) + 2 * (encoder + decoder));
    assertThat(t5.stages())
        .extracting(Model.Stage::path)
        .containsExactly(
            "encoder/block0",
            "encoder/block1",
            "encoder",
            "decoder/block0",
            "decoder/block1",
            "decoder",
            "logits");
  }

  @Test
  void gradients() {
    long[][] ids = {{3, 2, 4, 0}, {1, 1, 2, 3}};
    List<BiFunction<Scope, Operand<TInt64>, Operand<TFloat32>>> models =
        List.of(
            new Bert(5, 4, 1, 2, 0)::logits,
            new Gpt(5, 4, 1, 2, 0)::logits,
            (s, x) -> new T5(5, 4, 1, 2, 0).logits(s, x, x));
    for (var logits : models) {
      DirectionalGradients.hold(
          DirectionalGradients.SMALL_STEP,
          List.of(),
          (scope, xs) -> {
            Operand<TInt64> tokens = scope.tf().constant(ids);
            Operand<TFloat32> each =
                Tokens.crossEntropy(
                    scope,
                    logits.apply(scope, tokens),
                    tokens,
                    scope.tf().constant(new float[][] {{1, 1, 2, 0}, {1, 0, 1, 1}}));
            return scope.tf().reshape(each, scope.tf().constant(new int[] {1}));
          });
    }
  }

  /** Two rows, one target each that counts: the mean of -log softmax there. */
  @Test
  void crossEntropyByHand() {
    float[] loss =
        Evaluate.floats(
            s ->
                Tokens.crossEntropy(
                    s,
                    s.tf().constant(new float[][][] {{{0, 0}, {5, 5}}, {{1, 0}, {9, 1}}}),
                    s.tf().constant(new long[][] {{1, 0}, {0, 1}}),
                    s.tf().constant(new float[][] {{1, 0}, {1, 0}})));
    double expected = (Math.log(2) + Math.log(1 + Math.exp(-1))) / 2;
    assertThat((double) loss[0]).isCloseTo(expected, within(1e-6));
  }

  /** Logits of one sequence under changed tokens. */
  private static float[] logits(
      BiFunction<Scope, Operand<TInt64>, Operand<TFloat32>> model, long... ids) {
    return Evaluate.floats(s -> model.apply(s, s.tf().constant(new long[][] {ids})));
  }

  private static float[] at(float[] logits, int place) {
    return Arrays.copyOfRange(logits, place * 6, place * 6 + 6);
  }

  @Test
  void gptSeesNoFuture() {
    Gpt gpt = new Gpt(6, 8, 2, 2, 0);
    float[] first = logits(gpt::logits, 3, 4, 5, 2);
    float[] second = logits(gpt::logits, 3, 4, 1, 1);
    assertThat(at(second, 0)).isEqualTo(at(first, 0));
    assertThat(at(second, 1)).isEqualTo(at(first, 1));
    assertThat(at(second, 2)).isNotEqualTo(at(first, 2));
  }

  @Test
  void bertSeesBothSidesButNoPadding() {
    Bert bert = new Bert(6, 8, 2, 2, 0);
    float[] first = logits(bert::logits, 3, 4, 5, 0);
    assertThat(at(logits(bert::logits, 3, 4, 2, 0), 0)).isNotEqualTo(at(first, 0));
    float[] longer = logits(bert::logits, 3, 4, 5, 0, 0, 0);
    for (int place = 0; place < 3; place++) {
      assertThat(at(longer, place)).isNotEqualTo(new float[6]);
    }
    try (Model model = new Model(Device.CPU, 1)) {
      Operand<TInt64> ids = model.input("ids", TInt64.class, 1, 4);
      Operand<TFloat32> y = bert.logits(model.scope(), ids);
      Endpoint run = model.endpoint("run").input("ids", ids).output("y", y).build();
      run.longs("ids").put(0, new long[] {3, 4, 5, 0});
      run.run();
      assertThat(run.result("y").get(0)).isEqualTo(first[0]);
    }
  }

  @Test
  void t5WritesFromWhatItReadAndWroteBefore() {
    T5 t5 = new T5(6, 8, 1, 2, 0);
    long[] written = {0, 3, 4, 5};
    float[] first = t5(t5, new long[] {2, 3, 4, 0}, written);
    float[] future = t5(t5, new long[] {2, 3, 4, 0}, new long[] {0, 3, 1, 1});
    assertThat(at(future, 1)).isEqualTo(at(first, 1));
    assertThat(at(future, 2)).isNotEqualTo(at(first, 2));
    assertThat(at(t5(t5, new long[] {2, 5, 4, 0}, written), 0)).isNotEqualTo(at(first, 0));
  }

  private static float[] t5(T5 t5, long[] read, long[] written) {
    return Evaluate.floats(
        s ->
            t5.logits(
                s, s.tf().constant(new long[][] {read}), s.tf().constant(new long[][] {written})));
  }

  /** Tokens in and out, what counts, and a model between. */
  private static final class Trained implements AutoCloseable {
    final Model model = new Model(Device.CPU, 1);
    final Learner learner;
    final int classes;

    Trained(
        int read,
        int answered,
        int classes,
        BiFunction<Model, Operand<TInt64>, Operand<TFloat32>> f) {
      this.classes = classes;
      Operand<TInt64> ids = model.input("ids", TInt64.class, BATCH, read);
      Operand<TInt64> targets = model.input("targets", TInt64.class, BATCH, answered);
      Operand<TFloat32> weights = model.input("weights", TFloat32.class, BATCH, answered);
      Operand<TFloat32> logits = f.apply(model, ids);
      Operand<TFloat32> loss = Tokens.crossEntropy(model.scope(), logits, targets, weights);
      learner =
          new Learner(
              model,
              loss,
              model
                  .endpoint("learn")
                  .input("ids", ids)
                  .input("targets", targets)
                  .input("weights", weights)
                  .output("logits", logits));
    }

    Endpoint endpoint() {
      return learner.endpoint();
    }

    /** The share of tokens that count in ten fresh batches and are named rightly. */
    double accuracy(Runnable fill) {
      double right = 0;
      double all = 0;
      for (int i = 0; i < 10; i++) {
        learner.train(1, 0.0001, fill);
        for (int row = 0; row < endpoint().longs("targets").capacity(); row++) {
          float weight = endpoint().floats("weights").get(row);
          int told = Learner.largest(endpoint().result("logits"), row, classes);
          right += told == endpoint().longs("targets").get(row) ? weight : 0;
          all += weight;
        }
      }
      return right / all;
    }

    @Override
    public void close() {
      model.close();
    }
  }

  /** Four tokens of eight, a stop, the same four again: those are told, guessing has 1/8. */
  @Test
  void gptCopies() {
    int said = 4;
    int time = 2 * said;
    Random random = new Random(1);
    try (Trained gpt =
        new Trained(time, time, 9, (m, ids) -> new Gpt(9, 32, 2, 4, 0).logits(m.scope(), ids))) {
      Endpoint e = gpt.endpoint();
      Runnable fill =
          () -> {
            for (int b = 0; b < BATCH; b++) {
              long[] all = new long[2 * said + 1];
              for (int t = 0; t < said; t++) {
                all[t] = 1L + random.nextInt(8);
                all[said + 1 + t] = all[t];
              }
              for (int t = 0; t < time; t++) {
                e.longs("ids").put(b * time + t, all[t]);
                e.longs("targets").put(b * time + t, all[t + 1]);
                e.floats("weights").put(b * time + t, t >= said ? 1 : 0);
              }
            }
          };
      gpt.learner.train(500, 0.004, fill);
      assertThat(gpt.accuracy(fill)).isGreaterThan(0.98);
    }
  }

  /**
   * A language of ten words that go up by 1, 2 or 3, and after the last begin again: two of eight
   * are hidden. Guessing has 1/10.
   */
  @Test
  void bertFindsHiddenWords() {
    int time = 8;
    Random random = new Random(1);
    try (Trained bert =
        new Trained(time, time, 12, (m, ids) -> new Bert(12, 32, 2, 4, 0).logits(m.scope(), ids))) {
      Endpoint e = bert.endpoint();
      Runnable fill =
          () -> {
            for (int b = 0; b < BATCH; b++) {
              int start = random.nextInt(10);
              int step = 1 + random.nextInt(3);
              int first = random.nextInt(time);
              int second = random.nextInt(time);
              for (int t = 0; t < time; t++) {
                long word = 2L + (start + step * t) % 10;
                boolean hidden = t == first || t == second;
                e.longs("ids").put(b * time + t, hidden ? MASK : word);
                e.longs("targets").put(b * time + t, word);
                e.floats("weights").put(b * time + t, hidden ? 1 : 0);
              }
            }
          };
      bert.learner.train(600, 0.004, fill);
      assertThat(bert.accuracy(fill)).isGreaterThan(0.97);
    }
  }

  /** Reads two to five tokens of six, writes them from the last to the first, and a stop. */
  @Test
  void t5Reverses() {
    int room = 5;
    int answered = room + 1;
    Random random = new Random(1);
    T5 t5 = new T5(8, 32, 1, 4, 0);
    try (Trained trained =
        new Trained(
            room + answered,
            answered,
            8,
            (m, ids) -> {
              var tf = m.scope().tf();
              int[] sizes = {room, answered};
              var parts = tf.splitV(ids, tf.constant(sizes), tf.constant(1), 2L).output();
              return t5.logits(m.scope(), parts.get(0), parts.get(1));
            })) {
      Endpoint e = trained.endpoint();
      Runnable fill =
          () -> {
            for (int b = 0; b < BATCH; b++) {
              reversal(e, b, room, random);
            }
          };
      trained.learner.train(800, 0.005, fill);
      assertThat(trained.accuracy(fill)).isGreaterThan(0.97);
    }
  }

  private static void reversal(Endpoint e, int b, int room, Random random) {
    int answered = room + 1;
    int n = 2 + random.nextInt(room - 1);
    long[] said = random.longs(n, 2, 8).toArray();
    LongBuffer ids = e.longs("ids");
    for (int t = 0; t < room; t++) {
      ids.put(b * (room + answered) + t, t < n ? said[t] : 0);
    }
    for (int t = 0; t < answered; t++) {
      long target = t < n ? said[n - 1 - t] : 1;
      long before = t == 0 ? 0 : t <= n ? said[n - t] : 1;
      ids.put(b * (room + answered) + room + t, before);
      e.longs("targets").put(b * answered + t, target);
      e.floats("weights").put(b * answered + t, t <= n ? 1 : 0);
    }
  }

  @Test
  void refusals() {
    assertThatThrownBy(() -> new Gpt(5, 10, 1, 4, 0))
        .hasMessage("gpt: width must be a multiple of heads, but is 10 with 4 heads");
    assertThatThrownBy(() -> new Bert(0, 8, 1, 4, 0))
        .hasMessageStartingWith("bert: vocabulary, width, layers and heads must be at least 1");
    assertThatThrownBy(() -> new T5(5, 8, 1, 4, 1))
        .hasMessage("t5: dropout must be in [0, 1), but is 1.0");
  }
}
