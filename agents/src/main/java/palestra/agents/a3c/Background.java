package palestra.agents.a3c;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A thread of its own that does one task at a time. All but the tasks is for one other thread.
 *
 * @param <T> what a task gives
 */
final class Background<T> implements AutoCloseable {
  private final String name;
  private final ExecutorService executor;
  // Made with the first task, by whoever begins it.
  private Thread thread;
  private Future<T> task;

  Background(String name) {
    this.name = name;
    executor =
        Executors.newSingleThreadExecutor(
            work -> {
              thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Begins a task; the one before it has to be {@linkplain #await taken}. */
  void begin(Callable<T> work) {
    if (task != null) {
      throw new IllegalStateException(name + " is still at work");
    }
    task = executor.submit(work);
  }

  /** Whether a task is done that has not been taken yet. */
  boolean done() {
    return task != null && task.isDone();
  }

  /**
   * Takes what the last task gave, once it is done; empty if there is none, or it was taken.
   *
   * @throws IllegalStateException if the task failed; says whose and why
   */
  Optional<T> await() {
    if (task == null) {
      return Optional.empty();
    }
    Future<T> waitedFor = task;
    task = null;
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return Optional.of(waitedFor.get());
        } catch (InterruptedException e) {
          // A task is short; whoever interrupted finds out after it.
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(name + " failed: " + e.getCause().getMessage(), e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends the thread, after the task that it is at. */
  @Override
  public void close() {
    executor.shutdown();
    boolean interrupted = false;
    // An executor has terminated a moment before its thread has.
    while (thread != null && thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
