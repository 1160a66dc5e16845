package palestra.generative.data;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Batches of training in their order, made ahead in a thread of their own. The next batch depends
 * on the data, the seed and its index alone, so that the index is all that has to be saved.
 */
public final class Batches implements AutoCloseable {
  private static final int AHEAD = 4;

  private final Data data;
  private final int batchSize;
  private final long seed;
  private long index;
  private long nanosWaited;
  private Loader loader;

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
    if (data.size(Data.Part.TRAINING) < batchSize) {
      throw new IllegalArgumentException(
          "batchSize must be at most the %d training examples of '%s', but is %d"
              .formatted(data.size(Data.Part.TRAINING), data.name(), batchSize));
    }
    this.data = data;
    this.batchSize = batchSize;
    this.seed = seed;
  }

  /** The next batch. */
  public Batch next() {
    if (loader == null) {
      loader = new Loader(index);
    }
    Batch batch = loader.take();
    index = batch.index() + 1;
    return batch;
  }

  /** The index of the next batch. */
  public long index() {
    return index;
  }

  /** Goes on with another batch. */
  public void moveTo(long next) {
    close();
    index = next;
  }

  /** How long {@link #next} had to wait for a batch, in seconds. */
  public double secondsWaited() {
    return nanosWaited / 1e9;
  }

  @Override
  public void close() {
    if (loader != null) {
      loader.close();
      loader = null;
    }
  }

  /** Makes batches until it is closed. */
  private final class Loader implements Runnable, AutoCloseable {
    private final BlockingQueue<Object> ready = new ArrayBlockingQueue<>(AHEAD);
    private final Thread thread = new Thread(this, "batches of " + data.name());
    private final long first;

    Loader(long first) {
      this.first = first;
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public void run() {
      try {
        for (long i = first; !Thread.currentThread().isInterrupted(); i++) {
          ready.put(make(i));
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private Object make(long i) {
      try {
        float[] rows = new float[batchSize * data.rowSize()];
        int[] labels = new int[batchSize];
        data.batch(seed, i, rows, labels);
        return new Batch(i, rows, labels);
      } catch (RuntimeException e) {
        return e;
      }
    }

    Batch take() {
      try {
        Object next = ready.poll();
        if (next == null) {
          long begin = System.nanoTime();
          while (next == null) {
            next = ready.poll(1, TimeUnit.HOURS);
          }
          nanosWaited += System.nanoTime() - begin;
        }
        if (next instanceof RuntimeException failure) {
          throw failure;
        }
        return (Batch) next;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for a batch", e);
      }
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }
}
