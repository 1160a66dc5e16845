package palestra.generative.data;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import palestra.generative.data.Batches.Batch;

/**
 * Makes chunks of batches ahead. Threads claim chunks in order; one that is ready waits in its
 * place of a ring until all before it have been taken.
 */
final class BatchLoader implements AutoCloseable {
  private static final int AHEAD = 4;
  private static final int MOST_THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());
  private static final int MOST_RECYCLED = 16;

  private final Data data;
  private final int batchSize;
  private final long seed;
  private final long first;
  private final int atATime;
  private final BlockingQueue<Batch> recycled = new ArrayBlockingQueue<>(MOST_RECYCLED);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ready = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Chunk[] ring = new Chunk[AHEAD];
  private final List<Thread> threads = new ArrayList<>();
  private long claimed;
  private long taken;
  private volatile boolean closed;

  /** Some batches in a row, as many as could be made. */
  static final class Chunk {
    private final long first;
    private final Batch[] batches;
    private Throwable failure;
    private long nanosWaited;

    private Chunk(long first, int count) {
      this.first = first;
      batches = new Batch[count];
    }

    /** The index after its last batch; where one failed, it has no end. */
    long end() {
      return failure == null ? first + batches.length : Long.MAX_VALUE;
    }

    long nanosWaited() {
      return nanosWaited;
    }

    Batch batch(long index) {
      int i = (int) (index - first);
      Batch batch = batches[i];
      if (batch == null) {
        if (failure instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) failure;
      }
      batches[i] = null; // the caller's alone from now on
      return batch;
    }
  }

  BatchLoader(Data data, int batchSize, long seed, long first, int atATime) {
    this.data = data;
    this.batchSize = batchSize;
    this.seed = seed;
    this.first = first;
    this.atATime = atATime;
    start();
  }

  private void start() {
    Thread thread = new Thread(this::run, "batches of " + data.name());
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void run() {
    try {
      for (long number = claim(); number >= 0; number = claim()) {
        Chunk chunk = make(number);
        lock.lock();
        try {
          ring[(int) (number % AHEAD)] = chunk;
          ready.signal();
        } finally {
          lock.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The number of the next chunk to make, when there is room for it; -1 to end. */
  private long claim() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed && claimed - taken >= AHEAD) {
        room.await();
      }
      return closed ? -1 : claimed++;
    } finally {
      lock.unlock();
    }
  }

  private Chunk make(long number) {
    Chunk chunk = new Chunk(first + number * atATime, atATime);
    try {
      for (int i = 0; i < atATime && !closed; i++) {
        Batch used = recycled.poll();
        float[] rows = used == null ? new float[batchSize * data.rowSize()] : used.rows();
        int[] labels = used == null ? new int[batchSize] : used.labels();
        data.batch(seed, chunk.first + i, rows, labels);
        chunk.batches[i] = new Batch(chunk.first + i, rows, labels);
      }
    } catch (RuntimeException | Error e) {
      chunk.failure = e;
    }
    return chunk;
  }

  /** The next chunk. */
  Chunk take() {
    lock.lock();
    try {
      int place = (int) (taken % AHEAD);
      long begin = System.nanoTime();
      boolean waited = ring[place] == null;
      while (ring[place] == null) {
        ready.await();
      }
      Chunk chunk = ring[place];
      if (waited) {
        chunk.nanosWaited = System.nanoTime() - begin;
        // the very first cannot but be waited for
        if (taken > 0 && threads.size() < MOST_THREADS) {
          start();
        }
      }
      ring[place] = null;
      taken++;
      room.signal();
      return chunk;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a batch", e);
    } finally {
      lock.unlock();
    }
  }

  void recycle(Batch batch) {
    if (batch.rows().length == batchSize * data.rowSize() && batch.labels().length == batchSize) {
      boolean unusedKept = recycled.offer(batch);
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      room.signalAll();
    } finally {
      lock.unlock();
    }
    threads.forEach(Thread::interrupt);
  }
}
