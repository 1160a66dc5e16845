package palestra.generative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BatchesTest {

  /** Rows tell which batch they are of; thinks a while where it is told to. */
  private static final class Numbered implements DrawnData {
    final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final int width;
    private final int work;
    private final long fails;

    Numbered(int width, int work, long fails) {
      this.width = width;
      this.work = work;
      this.fails = fails;
    }

    @Override
    public String name() {
      return "numbered";
    }

    @Override
    public int[] shape() {
      return new int[] {width};
    }

    @Override
    public int classes() {
      return 0;
    }

    @Override
    public void draw(RandomGenerator random, float[] rows, int[] labels) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void batch(long seed, long index, float[] rows, int[] labels) {
      threads.add(Thread.currentThread());
      if (index == fails) {
        throw new IllegalArgumentException("batch " + index + " is broken");
      }
      double sum = 0;
      for (int i = 0; i < work * (1 + index % 3); i++) {
        sum += Math.sin(i);
      }
      rows[0] = index;
      rows[rows.length - 1] = (float) sum;
      labels[0] = (int) (seed + index);
    }
  }

  /** Small batches come many at a time, large ones one by one; by several threads if need be. */
  @ParameterizedTest
  @ValueSource(ints = {2, 200, 40_000})
  void orderIsKept(int width) {
    Numbered data = new Numbered(width, width > 1000 ? 30_000 : 500, -1);
    try (Batches batches = new Batches(data, 3, 5)) {
      for (int i = 0; i < 300; i++) {
        Batches.Batch batch = batches.next();
        assertThat(batch.index()).isEqualTo(i);
        assertThat(batch.rows()).hasSize(3 * width);
        assertThat(batch.rows()[0]).isEqualTo(i);
        assertThat(batch.labels()[0]).isEqualTo(5 + i);
        assertThat(batches.index()).isEqualTo(i + 1);
        if (i % 2 == 0) {
          batches.recycle(batch);
        }
      }
      assertThat(batches.secondsWaited()).isPositive();
      assertThat(data.threads).hasSizeBetween(1, 4);
    }
  }

  @Test
  void goesOnWithAnyBatch() {
    Numbered data = new Numbered(2, 1, -1);
    try (Batches batches = new Batches(data, 3, 5)) {
      batches.moveTo(1000);
      assertThat(batches.index()).isEqualTo(1000);
      assertThat(batches.next().index()).isEqualTo(1000);
      assertThat(batches.next().rows()[0]).isEqualTo(1001);
      batches.moveTo(7);
      assertThat(batches.next().rows()[0]).isEqualTo(7);
      batches.moveTo(batches.index());
      assertThat(batches.next().rows()[0]).isEqualTo(8);
    }
  }

  @Test
  void failurePassesToTheCallerInItsTurn() {
    for (int width : new int[] {2, 40_000}) {
      try (Batches batches = new Batches(new Numbered(width, 1, 70), 3, 5)) {
        for (int i = 0; i < 70; i++) {
          assertThat(batches.next().index()).isEqualTo(i);
        }
        for (int i = 0; i < 2; i++) {
          assertThatExceptionOfType(IllegalArgumentException.class)
              .isThrownBy(batches::next)
              .withMessage("batch 70 is broken");
        }
        assertThat(batches.index()).isEqualTo(70);
      }
    }
  }

  @Test
  void closingEndsAllThreads() throws InterruptedException {
    Numbered data = new Numbered(40_000, 20_000, -1);
    try (Batches batches = new Batches(data, 3, 5)) {
      for (int i = 0; i < 50; i++) {
        batches.next();
      }
    }
    assertThat(data.threads).isNotEmpty();
    for (Thread thread : data.threads) {
      thread.join();
    }
  }

  @Test
  void dataSmallerThanABatchAreRefused() {
    Examples three = new Examples(new float[3][2], new int[3]);
    StoredData data =
        StoredData.of("three", new int[] {2}, 0, three, new Examples(new float[9][2], new int[9]));
    assertThatThrownBy(() -> new Batches(data, 4, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("batchSize must be at most the 3 training examples of 'three', but is 4");
    assertThatThrownBy(() -> new Batches(data, 0, 1))
        .hasMessage("batchSize must be at least 1, but is 0");
    try (Batches batches = new Batches(data, 3, 1)) {
      assertThat(batches.next().rows()).hasSize(6);
    }
  }
}
