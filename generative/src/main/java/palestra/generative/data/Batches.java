package palestra.generative.data;

/**
 * Batches of training in their order, made ahead in threads of their own. The next batch depends on
 * the data, the seed and its index alone, so that the index is all that has to be saved, and that
 * it makes no difference how many threads there are: one at first, one more each time that a batch
 * had to be waited for, up to four. Small batches are handed over many at a time.
 *
 * <p>Not thread safe: one thread takes the batches.
 */
public final class Batches implements AutoCloseable {
  private static final int NUMBERS_AT_A_TIME = 16_384;
  private static final int MOST_AT_A_TIME = 64;

  private final Data data;
  private final int batchSize;
  private final long seed;
  private final int atATime;
  private long index;
  private long nanosWaited;
  private BatchLoader loader;
  private BatchLoader.Chunk chunk;

  /**
   * One batch.
   *
   * @param index its place, from 0
   * @param rows all its rows, one after the other
   * @param labels their classes
   */
  public record Batch(long index, float[] rows, int[] labels) {}

  /**
   * Begins with batch 0.
   *
   * @throws IllegalArgumentException if the data have fewer examples than a batch
   */
  public Batches(Data data, int batchSize, long seed) {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize must be at least 1, but is " + batchSize);
    }
    if (data.size(Data.Part.TRAINING) < batchSize) {
      throw new IllegalArgumentException(
          "batchSize must be at most the %d training examples of '%s', but is %d"
              .formatted(data.size(Data.Part.TRAINING), data.name(), batchSize));
    }
    this.data = data;
    this.batchSize = batchSize;
    this.seed = seed;
    int numbers = Math.max(1, batchSize * data.rowSize());
    atATime = Math.max(1, Math.min(MOST_AT_A_TIME, NUMBERS_AT_A_TIME / numbers));
  }

  /**
   * The next batch. Its arrays are the caller's for good, unless he gives them back by {@link
   * #recycle}.
   *
   * @throws RuntimeException what the data threw, when their turn comes; again with every call
   */
  public Batch next() {
    if (loader == null) {
      loader = new BatchLoader(data, batchSize, seed, index, atATime);
    }
    if (chunk == null || index >= chunk.end()) {
      chunk = loader.take();
      nanosWaited += chunk.nanosWaited();
    }
    Batch batch = chunk.batch(index);
    index++;
    return batch;
  }

  /**
   * Gives the arrays of a batch back, which are then filled with a later one. Never necessary;
   * saves the garbage collector work where batches are large.
   *
   * @param batch one of this object's that nobody looks at any more
   */
  public void recycle(Batch batch) {
    if (loader != null) {
      loader.recycle(batch);
    }
  }

  /** The index of the next batch. */
  public long index() {
    return index;
  }

  /** Goes on with another batch. */
  public void moveTo(long next) {
    if (next < 0) {
      throw new IllegalArgumentException("batches begin with 0, not " + next);
    }
    close();
    index = next;
  }

  /** How long {@link #next} had to wait for a batch, in seconds. */
  public double secondsWaited() {
    return nanosWaited / 1e9;
  }

  /** Stops the threads; the next call of {@link #next} starts them again. */
  @Override
  public void close() {
    if (loader != null) {
      loader.close();
      loader = null;
      chunk = null;
    }
  }
}
