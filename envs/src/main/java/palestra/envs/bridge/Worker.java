package palestra.envs.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import palestra.envs.bridge.wire.SharedMemory;
import py4j.ClientServer;

/**
 * One Python process that steps some copies. Control goes by py4j, over the loopback address with a
 * token that the process is told on its standard input; a step is signalled by a byte on its
 * standard input and answered by one on its standard output, which nobody else can reach.
 *
 * <p>A thread of its own starts the process, which Linux ends with that thread, and makes the
 * control calls; from time to time it looks whether an answer is overdue. A process that is, is
 * killed, which ends the wait for it.
 */
final class Worker implements AutoCloseable {
  private static final byte STEP = 's';
  private static final byte CALL = 'c';
  private static final byte DONE = 'd';
  private static final long LOOK_MILLIS = 50;
  private static final long CLOSING_MILLIS = 3_000;
  private static final int TOKEN_BYTES = 32;

  private final String name;
  private final long deadlineNanos;
  private final ObjectMapper mapper = new ObjectMapper();
  private final ScheduledExecutorService control;
  private Future<?> looking;
  private Process process;
  private OutputStream toPython;
  private InputStream fromPython;
  private ErrorOutput errors;
  private ClientServer client;
  private PythonControl python;
  private volatile long waitingSince;
  private volatile boolean overdue;
  private volatile boolean lost;
  private boolean closed;

  /**
   * Not yet started.
   *
   * @param name for messages, such as {@code worker 2 of gym:CartPole-v1}
   * @param deadlineSeconds how long an answer may take
   */
  Worker(String name, double deadlineSeconds) {
    this.name = name;
    deadlineNanos = (long) (deadlineSeconds * 1e9);
    control =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "palestra " + name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts the process; the answer tells the versions. */
  Future<JsonNode> start(String interpreter) {
    looking =
        control.scheduleWithFixedDelay(
            this::endIfOverdue, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return control.submit(() -> launch(interpreter));
  }

  private JsonNode launch(String interpreter) throws IOException {
    try {
      return connect(interpreter);
    } catch (IOException e) {
      throw new IOException(interpreter + " cannot run it: " + e.getMessage(), e);
    }
  }

  private JsonNode connect(String interpreter) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(PythonCode.command(interpreter));
    PythonCode.setEnvironment(builder.environment());
    process = builder.start();
    toPython = process.getOutputStream();
    fromPython = process.getInputStream();
    errors = new ErrorOutput(name, process.getErrorStream());
    byte[] secret = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(secret);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    send(
        (mapper.writeValueAsString(Map.of("token", token)) + "\n")
            .getBytes(StandardCharsets.UTF_8));
    JsonNode hello = hello();
    if (hello.path("protocol").asInt() != SharedMemory.VERSION) {
      throw new IOException(
          "its palestra_gym speaks version %d of the bridge's protocol, and Java %d: remove an older"
                  .formatted(hello.path("protocol").asInt(), SharedMemory.VERSION)
              + " palestra_gym from that Python");
    }
    InetAddress loopback = InetAddress.getLoopbackAddress();
    client =
        new ClientServer.ClientServerBuilder(null)
            .javaPort(0)
            .javaAddress(loopback)
            .pythonPort(hello.path("port").asInt())
            .pythonAddress(loopback)
            .autoStartJavaServer(false)
            .enableMemoryManagement(false)
            .authToken(token)
            .build();
    python = (PythonControl) client.getPythonServerEntryPoint(new Class<?>[] {PythonControl.class});
    return hello;
  }

  /** The first line that is an answer; what start-up code printed before is passed over. */
  private JsonNode hello() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int letter = fromPython.read(); letter >= 0; letter = fromPython.read()) {
      if (letter != '\n') {
        line.append((char) letter);
        continue;
      }
      if (line.indexOf("\"protocol\"") >= 0) {
        return mapper.readTree(line.toString());
      }
      line.setLength(0);
    }
    errors.finish();
    throw new IOException(errors.lastLine());
  }

  /** A request of the control plane; its answer, or a {@link PythonError}. */
  Future<JsonNode> call(String what, ObjectNode request) {
    request.put("do", what);
    return control.submit(
        () -> {
          send(new byte[] {CALL});
          JsonNode answer = mapper.readTree(python.call(mapper.writeValueAsString(request)));
          if (answer.has("error")) {
            throw new PythonError(answer.get("error"));
          }
          return answer.path("result");
        });
  }

  /**
   * Waits for what {@link #start} or {@link #call} gave.
   *
   * @param seconds how long it may take; the process is killed when it takes longer
   * @throws PythonError if Python raised
   * @throws BridgeException if the process ended, or was too slow
   */
  JsonNode result(Future<JsonNode> answer, double seconds) throws PythonError {
    try {
      return answer.get((long) (seconds * 1e9), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PythonError error) {
        throw error;
      }
      throw ended(e.getCause());
    } catch (TimeoutException e) {
      overdue = true;
      lost = true;
      kill();
      throw new BridgeException(
          "%s did not answer within %.0f s and was ended".formatted(name, seconds), lastWords(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BridgeException("interrupted while waiting for " + name, "", e);
    }
  }

  /** Has it carry out what stands in shared memory. */
  void signalStep() {
    try {
      waitingSince = System.nanoTime();
      send(new byte[] {STEP});
    } catch (IOException e) {
      throw ended(e);
    }
  }

  private synchronized void send(byte[] bytes) throws IOException {
    toPython.write(bytes);
    toPython.flush();
  }

  /** Whether the answer to {@link #signalStep} is there, or will never be. */
  boolean answered() {
    try {
      return fromPython.available() > 0 || !process.isAlive();
    } catch (IOException e) {
      throw ended(e);
    }
  }

  /**
   * Waits for the answer.
   *
   * @param spinNanos how long to look before sleeping
   * @return whether it went well; else {@code error} asks what went wrong
   * @throws BridgeException if the process ended, or was too slow
   */
  boolean await(long spinNanos) {
    try {
      long end = System.nanoTime() + spinNanos;
      while (spinNanos > 0 && fromPython.available() == 0 && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      int answer = fromPython.read();
      waitingSince = 0;
      if (answer < 0) {
        throw ended(null);
      }
      return answer == DONE;
    } catch (IOException e) {
      throw ended(e);
    }
  }

  private void endIfOverdue() {
    long since = waitingSince;
    if (since != 0 && System.nanoTime() - since > deadlineNanos && waitingSince == since) {
      overdue = true;
      kill();
    }
  }

  private BridgeException ended(Throwable cause) {
    String how;
    if (overdue) {
      how = "did not answer within %.3g s (bridge.deadline)".formatted(deadlineNanos / 1e9);
    } else if (client == null) {
      how = "did not start: " + (cause == null ? "it ended" : cause.getMessage());
    } else if (process.isAlive() && cause != null && !(cause instanceof IOException)) {
      how = "failed: " + cause.getMessage();
    } else {
      how = exit();
    }
    lost = true;
    kill();
    return new BridgeException(name + " " + how, lastWords(), cause);
  }

  /** How the process ended, once it has. */
  private String exit() {
    try {
      if (!process.waitFor(1, TimeUnit.SECONDS)) {
        return "does not talk any more";
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int status = process.exitValue();
    int firstSignal = 128;
    return status > firstSignal
        ? "was killed by signal " + (status - firstSignal)
        : "ended with exit status " + status;
  }

  private String lastWords() {
    return errors == null ? "" : errors.text();
  }

  /** Whether the process has gone, or was given up. */
  boolean lost() {
    return lost;
  }

  /** The process; for tests and diagnosis. */
  ProcessHandle process() {
    return process.toHandle();
  }

  private void kill() {
    if (process != null) {
      process.toHandle().descendants().forEach(ProcessHandle::destroyForcibly);
      process.toHandle().destroyForcibly();
    }
  }

  /** Tells the process to end, without waiting for it. */
  void hangUp() {
    waitingSince = 0;
    try {
      if (process != null) {
        process.getOutputStream().close();
      }
    } catch (IOException e) {
      // It has hung up already.
    }
  }

  /** Ends the process, in good order where it answers, and waits until it has gone. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    hangUp();
    try {
      if (process != null) {
        if (!process.waitFor(CLOSING_MILLIS, TimeUnit.MILLISECONDS)) {
          kill();
          process.waitFor();
        }
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
    if (looking != null) {
      looking.cancel(false);
    }
    control.shutdownNow();
    if (client != null) {
      client.shutdown();
    }
    if (process != null) {
      errors.finish();
      try (InputStream answers = process.getInputStream();
          InputStream last = process.getErrorStream()) {
        answers.transferTo(OutputStream.nullOutputStream());
        last.transferTo(OutputStream.nullOutputStream());
      } catch (IOException e) {
        // It is closed already.
      }
    }
  }
}
