package palestra.envs.vector;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Threads that share out numbered pieces of work: the caller's and some of its own. Whoever is free
 * takes the next few numbers, so that one dear piece holds nobody up. A round of work allocates
 * nothing; between rounds the threads spin for a moment and then park.
 *
 * <p>One round at a time, from one thread at a time.
 */
final class Crew implements AutoCloseable {
  /** Looks for the next round before a thread parks: about 20 microseconds. */
  private static final int SPINS = 400;

  /** Portions a thread takes in a round where all are equally dear. */
  private static final int PORTIONS = 4;

  private final String name;
  private final int pieces;
  private final int portion;
  private final Helper[] helpers;
  private final AtomicInteger round = new AtomicInteger();
  private final AtomicInteger next = new AtomicInteger(Integer.MAX_VALUE / 2);
  private final AtomicInteger done = new AtomicInteger();
  private IntConsumer work;
  private volatile Thread waiting;
  private volatile boolean closed;
  private boolean started;
  private int failedPiece;
  private Throwable failure;

  /**
   * A crew for rounds of so many pieces; its threads start with the first round.
   *
   * @param threads how many work at once, the caller's included, 1 or more
   */
  Crew(String name, int pieces, int threads) {
    this.name = name;
    this.pieces = pieces;
    helpers = new Helper[threads - 1];
    portion = Math.max(1, pieces / (threads * PORTIONS));
  }

  /**
   * Does all pieces of a round.
   *
   * @throws IllegalStateException if a piece failed; names the first that did, with its cause
   */
  void run(IntConsumer round) {
    if (closed) {
      throw new IllegalStateException(name + ": it is closed");
    }
    work = round;
    failure = null;
    done.set(0);
    next.set(0);
    if (helpers.length > 0) {
      call();
    }
    takePortions();
    awaitOthers();
    if (failure != null) {
      throw new IllegalStateException(
          "%s: copy %d failed: %s".formatted(name, failedPiece, failure), failure);
    }
  }

  private void call() {
    if (!started) {
      for (int i = 0; i < helpers.length; i++) {
        helpers[i] = new Helper("palestra-pool-" + name + "-" + (i + 1));
        helpers[i].start();
      }
      started = true;
    }
    round.incrementAndGet();
    for (Helper helper : helpers) {
      if (helper.parked) {
        LockSupport.unpark(helper);
      }
    }
  }

  /** Works until every piece of the round is taken. */
  private void takePortions() {
    for (int from = next.getAndAdd(portion); from < pieces; from = next.getAndAdd(portion)) {
      int to = Math.min(pieces, from + portion);
      for (int piece = from; piece < to; piece++) {
        try {
          work.accept(piece);
        } catch (Throwable e) { // reaches the caller, from whichever thread
          failed(piece, e);
        }
      }
      if (done.addAndGet(to - from) == pieces) {
        LockSupport.unpark(waiting);
      }
    }
  }

  private synchronized void failed(int piece, Throwable e) {
    if (failure == null || piece < failedPiece) {
      failure = e;
      failedPiece = piece;
    }
  }

  private void awaitOthers() {
    for (int spins = 0; done.get() < pieces; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        waiting = Thread.currentThread();
        if (done.get() < pieces) {
          LockSupport.park(this);
        }
        waiting = null;
      }
    }
  }

  /** Ends the threads; only between rounds. */
  @Override
  public void close() {
    closed = true;
    boolean interrupted = false;
    for (Helper helper : helpers) {
      while (helper != null && helper.isAlive()) {
        LockSupport.unpark(helper);
        try {
          helper.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Helper extends Thread {
    private volatile boolean parked;

    Helper(String name) {
      super(name);
      setDaemon(true);
    }

    @Override
    public void run() {
      int seen = 0;
      while (true) {
        seen = nextRound(seen);
        if (closed) {
          return;
        }
        takePortions();
      }
    }

    /** Waits for a round other than the one seen last, or for the end. */
    private int nextRound(int seen) {
      for (int spins = 0; spins < SPINS; spins++) {
        int present = round.get();
        if (present != seen || closed) {
          return present;
        }
        Thread.onSpinWait();
      }
      // Whoever calls looks at this flag after it has counted the round, so none is missed.
      parked = true;
      while (round.get() == seen && !closed) {
        LockSupport.park(Crew.this);
      }
      parked = false;
      return round.get();
    }
  }
}
