package palestra.agents.buffers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import palestra.envs.seeding.Pcg64;

/** Sums and draws by priority. */
class PrioritiesTest {

  @Test
  void sumTreeFindsWhatCoversANumber() {
    SumTree tree = new SumTree(5);
    double[] weights = {1, 0, 3, 0.5, 2};
    for (int i = 0; i < 5; i++) {
      tree.set(i, weights[i]);
    }
    assertThat(tree.total()).isEqualTo(6.5);
    double[][] table = {
      {0, 0}, {0.99, 0}, {1, 2}, {3.99, 2}, {4, 3}, {4.49, 3}, {4.5, 4}, {6.49, 4},
    };
    for (double[] row : table) {
      assertThat(tree.find(row[0])).as("%s", row[0]).isEqualTo((int) row[1]);
    }
    // Beyond the end by a rounding: still the last one that weighs.
    assertThat(tree.find(6.5)).isEqualTo(4);
    tree.set(4, 0);
    assertThat(tree.find(4.5)).isEqualTo(3);
    assertThat(tree.get(3)).isEqualTo(0.5);
  }

  @Test
  void sumsDoNotDrift() {
    Random random = new Random(1);
    SumTree changed = new SumTree(100);
    double[] weights = new double[100];
    for (int i = 0; i < 20_000; i++) {
      int place = random.nextInt(100);
      weights[place] = Math.exp(20 * random.nextGaussian());
      changed.set(place, weights[place]);
    }
    SumTree fresh = new SumTree(100);
    for (int i = 99; i >= 0; i--) {
      fresh.set(i, weights[i]);
    }
    assertThat(changed.total()).isEqualTo(fresh.total());
  }

  /** Errors 1, 2, 3, 4 at alpha 0.5: probabilities as their roots, weights as their inverses. */
  @Test
  void drawsInProportionAndWeighsTheInverse() {
    Priorities priorities = new Priorities(4, 0.5, 1e-9);
    for (int i = 0; i < 4; i++) {
      priorities.add(i);
    }
    priorities.update(new int[] {0, 1, 2, 3}, FloatBuffer.wrap(new float[] {1, -2, 3, -4}));
    double total = 1 + Math.sqrt(2) + Math.sqrt(3) + 2;
    int[] counts = new int[4];
    int[] places = new int[7];
    Pcg64 random = Pcg64.seeded(3);
    int draws = 20_000;
    for (int i = 0; i < draws; i++) {
      priorities.sample(random, places);
      for (int place : places) {
        counts[place]++;
      }
    }
    for (int i = 0; i < 4; i++) {
      double share = Math.sqrt(i + 1.0) / total;
      assertThat(counts[i] / (7.0 * draws)).isCloseTo(share, within(0.01));
    }
    FloatBuffer weights = FloatBuffer.allocate(3);
    priorities.weights(new int[] {1, 2, 3}, 0.8, weights);
    for (int i = 0; i < 3; i++) {
      // (N P)^-beta over the largest of the batch, that of place 1.
      double expected = Math.pow(Math.sqrt(i + 2.0) / Math.sqrt(2), -0.8);
      assertThat((double) weights.get(i)).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void whatIsNewComesWithTheLargestPriority() {
    Priorities priorities = new Priorities(8, 1, 0.01);
    priorities.add(0);
    priorities.add(1);
    priorities.update(new int[] {0, 1}, FloatBuffer.wrap(new float[] {5, 0}));
    priorities.update(new int[] {0}, FloatBuffer.wrap(new float[] {0.99f}));
    priorities.add(2);
    int[] counts = new int[3];
    int[] places = new int[3];
    Pcg64 random = Pcg64.seeded(3);
    for (int i = 0; i < 20_000; i++) {
      priorities.sample(random, places);
      for (int place : places) {
        counts[place]++;
      }
    }
    // 1, 0.01 and 5.01.
    assertThat(counts[2] / 60_000.0).isCloseTo(5.01 / 6.02, within(0.01));
    assertThat(counts[1] / 60_000.0).isCloseTo(0.01 / 6.02, within(0.001));
  }

  @Test
  void goesOnWithWhatWasSaved() throws IOException {
    Priorities priorities = new Priorities(100, 0.6, 1e-6);
    Random random = new Random(2);
    int[] places = new int[50];
    float[] errors = new float[50];
    for (int i = 0; i < 50; i++) {
      priorities.add(i);
      places[i] = i;
      errors[i] = (float) random.nextGaussian();
    }
    priorities.update(places, FloatBuffer.wrap(errors));
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    priorities.save(new DataOutputStream(saved), 50);
    Priorities loaded = new Priorities(100, 0.6, 1e-6);
    loaded.load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())), 50);
    int[] drawn = new int[500];
    int[] again = new int[500];
    priorities.add(50);
    loaded.add(50);
    priorities.sample(Pcg64.seeded(4), drawn);
    loaded.sample(Pcg64.seeded(4), again);
    assertThat(again).isEqualTo(drawn);
  }
}
