package palestra.networks.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import palestra.networks.Device;
import palestra.networks.Endpoint;
import palestra.networks.Initializer;
import palestra.networks.Model;
import palestra.networks.losses.Losses;
import palestra.networks.tasks.Learner;

/**
 * Who meets whom in a karate club (Zachary 1977, figure 1 and table 1), which then split: from the
 * faction of the two leaders, those of the 32 others; and message passing, which sees as far as it
 * has rounds.
 */
class KarateClubTest {
  private static final int MEMBERS = 34;

  /** For each member, from 0 on, those of a higher number that he met outside the club. */
  private static final int[][] MEETS = {
    {1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31},
    {2, 3, 7, 13, 17, 19, 21, 30},
    {3, 7, 8, 9, 13, 27, 28, 32},
    {7, 12, 13},
    {6, 10},
    {6, 10, 16},
    {16},
    {},
    {30, 32, 33},
    {33},
    {},
    {},
    {},
    {33},
    {32, 33},
    {32, 33},
    {},
    {},
    {32, 33},
    {33},
    {32, 33},
    {},
    {32, 33},
    {25, 27, 29, 32, 33},
    {25, 27, 31},
    {31},
    {29, 33},
    {33},
    {31, 33},
    {32, 33},
    {32, 33},
    {32, 33},
    {33},
    {}
  };

  /** Those who went with the instructor, member 0; the others stayed with the officer, 33. */
  private static final Set<Integer> INSTRUCTORS =
      Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 16, 17, 19, 21);

  private static Graphs club(Ops tf) {
    long[][] sources = new long[1][78];
    long[][] targets = new long[1][78];
    int edge = 0;
    for (int member = 0; member < MEMBERS; member++) {
      for (int other : MEETS[member]) {
        sources[0][edge] = member;
        targets[0][edge++] = other;
      }
    }
    assertThat(edge).isEqualTo(78);
    float[][][] identity = new float[1][MEMBERS][MEMBERS];
    float[][] nodeMask = new float[1][MEMBERS];
    float[][] edgeMask = new float[1][78];
    for (int member = 0; member < MEMBERS; member++) {
      identity[0][member][member] = 1;
      nodeMask[0][member] = 1;
    }
    Arrays.fill(edgeMask[0], 1);
    return new Graphs(
        tf.constant(identity),
        tf.constant(sources),
        tf.constant(targets),
        tf.constant(nodeMask),
        tf.constant(edgeMask));
  }

  /** Two convolutions with 16 units between, as in the paper's appendix A: 31 of 32 or better. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void factionsFromTheTwoLeaders(long seed) {
    try (Model model = new Model(Device.CPU, seed)) {
      Ops tf = model.scope().tf();
      Graphs club = club(tf);
      Operand<TFloat32> adjacency = club.normalisedAdjacency(model.scope());
      Operand<TFloat32> h =
          new GraphConvolution(16, Activation.RELU)
              .apply(model.scope().child("convolution0"), club.nodes(), adjacency);
      Operand<TFloat32> logits =
          tf.reshape(
              new GraphConvolution(2, Activation.LINEAR)
                  .apply(model.scope().child("convolution1"), h, adjacency),
              tf.constant(new int[] {MEMBERS, 2}));
      Operand<TFloat32> leaders = tf.gather(logits, tf.constant(new int[] {0, 33}), tf.constant(0));
      Operand<TInt64> factions = tf.constant(new long[] {0, 1});
      Operand<TFloat32> loss = Losses.categoricalCrossEntropy(model.scope(), leaders, factions);
      Learner learner = new Learner(model, loss, model.endpoint("learn"));
      learner.train(200, 0.01, () -> {});
      Endpoint tell = model.endpoint("tell").output("logits", logits).build();
      tell.run();
      int right = 0;
      for (int member = 1; member < MEMBERS - 1; member++) {
        int told = Learner.largest(tell.result("logits"), member, 2);
        right += told == (INSTRUCTORS.contains(member) ? 0 : 1) ? 1 : 0;
      }
      assertThat(right).isGreaterThanOrEqualTo(30);
    }
  }

  /** Along a line of 8 with one marked node: who stands 1 to 3 places behind it? */
  @Test
  void messagesTravelOneEdgeARound() {
    int batch = 16;
    int n = 8;
    Random random = new Random(1);
    try (Model model = new Model(Device.CPU, 1)) {
      Ops tf = model.scope().tf();
      Operand<TFloat32> marks = model.input("marks", TFloat32.class, batch, n, 1);
      Operand<TInt64> behind = model.input("behind", TInt64.class, (long) batch * n);
      long[][] sources = new long[batch][n - 1];
      long[][] targets = new long[batch][n - 1];
      float[][] nodeMask = new float[batch][n];
      float[][] edgeMask = new float[batch][n - 1];
      for (int b = 0; b < batch; b++) {
        for (int i = 0; i < n - 1; i++) {
          sources[b][i] = i;
          targets[b][i] = i + 1L;
          edgeMask[b][i] = 1;
        }
        Arrays.fill(nodeMask[b], 1);
      }
      Graphs line =
          new Graphs(
              marks,
              tf.constant(sources),
              tf.constant(targets),
              tf.constant(nodeMask),
              tf.constant(edgeMask));
      Operand<TFloat32> h =
          new MessagePassing(16, 3).apply(model.scope().child("line"), line, Optional.empty());
      Operand<TFloat32> logits =
          new Dense(2, Activation.LINEAR, Initializer.glorotUniform())
              .apply(
                  model.scope().child("head"),
                  tf.reshape(h, tf.constant(new int[] {batch * n, 16})));
      Operand<TFloat32> loss = Losses.categoricalCrossEntropy(model.scope(), logits, behind);
      Learner learner =
          new Learner(
              model,
              loss,
              model
                  .endpoint("learn")
                  .input("marks", marks)
                  .input("behind", behind)
                  .output("logits", logits));
      Endpoint learn = learner.endpoint();
      Runnable fill =
          () -> {
            for (int b = 0; b < batch; b++) {
              int marked = random.nextInt(n);
              for (int i = 0; i < n; i++) {
                learn.floats("marks").put(b * n + i, i == marked ? 1 : 0);
                learn.longs("behind").put(b * n + i, i > marked && i <= marked + 3 ? 1 : 0);
              }
            }
          };
      learner.train(400, 0.01, fill);
      learner.train(1, 0.001, fill);
      for (int row = 0; row < batch * n; row++) {
        assertThat((long) Learner.largest(learn.result("logits"), row, 2))
            .isEqualTo(learn.longs("behind").get(row));
      }
    }
  }
}
