package palestra.experiments.runs;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Turns Ctrl-C and SIGTERM into a wish to stop, which runs look at between steps, so that they can
 * write a checkpoint first. The process then ends with status 130.
 */
public final class Interruption {
  /** The exit status of an interrupted process. */
  public static final int STATUS = 130;

  private final CountDownLatch done = new CountDownLatch(1);
  private final AtomicInteger working = new AtomicInteger();
  private volatile boolean requested;

  /** Listens for signals from now on; call once, from the program's start. */
  public void listen() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "interruption"));
  }

  /** Whether the work should stop at the next good moment. */
  public boolean requested() {
    return requested;
  }

  /** Asks the work to stop. */
  public void request() {
    requested = true;
  }

  /** Says that work which can write a checkpoint begins; a signal waits for the program's end. */
  void enter() {
    working.incrementAndGet();
  }

  /** Says that such work has stopped. */
  void leave() {
    working.decrementAndGet();
  }

  /** Says that all work has stopped and everything is written. */
  public void finished() {
    done.countDown();
  }

  private void stop() {
    if (done.getCount() == 0) {
      return;
    }
    requested = true;
    try {
      if (working.get() > 0) {
        done.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // The JVM would end with the signal's own status; halting here gives the promised one.
    Runtime.getRuntime().halt(STATUS);
  }
}
