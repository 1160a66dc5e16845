package palestra.envs.bridge.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import palestra.envs.bridge.wire.SharedMemory;
import palestra.envs.registry.EnvironmentRegistry;
import py4j.GatewayServer;

/**
 * Environments for the Python package {@code palestra_gym}, which starts this process and talks to
 * it over its standard input and output; {@code jvm.py} is the other half.
 *
 * <p>Python says hello in one line of JSON ({@code token}, {@code protocol}, {@code package}) and
 * gets one back ({@code port}, {@code protocol}, {@code version}, {@code pid}, or {@code error}).
 * At the port, on the loopback interface alone, {@link Desk} answers those who know the token. A
 * step does not go that way, since a call of py4j takes 100 microseconds: actions and observations
 * lie in shared memory, and Python asks with {@value #REQUEST_BYTES} bytes on standard input (what,
 * which session, which copy; ints of native order). Every answer is counted in the session's
 * memory, and then a byte goes to standard output, for those who sleep until it comes. The end of
 * standard input is the end.
 */
public final class GymServer {
  private static final int REQUEST_BYTES = 12;
  private static final int STEP = 1;
  private static final int RESET = 2;
  private static final int RENDER = 3;
  private static final int CLOSE = 4;

  /** How long to look for the next request before sleeping: more than waking up would take. */
  private static final long SPIN_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  private static final int MOST_REST = 512;

  /** Closed mappings that the collector is to be reminded of. */
  private static final long FORGOTTEN_BYTES = 64L << 20;

  private final ObjectMapper mapper = new ObjectMapper();
  private final InputStream in;
  private final OutputStream out;
  private final byte[] request = new byte[REQUEST_BYTES];
  private final ByteBuffer words = ByteBuffer.wrap(request).order(ByteOrder.nativeOrder());
  private int rest;
  private int nextRest = 1;
  private long forgotten;

  /**
   * A server, not yet serving.
   *
   * @param in unbuffered, so that its {@code available()} is the pipe's
   * @param out where nothing else is written
   */
  public GymServer(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /**
   * Serves until Python ends, or closes standard input.
   *
   * @param version of this Palestra
   * @return whether Python was understood
   * @throws IOException if it cannot be talked to
   */
  public boolean serve(EnvironmentRegistry registry, Painter painter, String version)
      throws IOException {
    String token = hello(version);
    if (token.isEmpty()) {
      return false;
    }
    Desk desk = new Desk(new Sessions(registry, painter));
    GatewayServer gateway =
        new GatewayServer.GatewayServerBuilder(desk)
            .javaPort(0)
            .javaAddress(InetAddress.getLoopbackAddress())
            .authToken(token)
            .build();
    gateway.start(true);
    try {
      ObjectNode answer = mapper.createObjectNode();
      answer.put("port", gateway.getListeningPort()).put("protocol", SharedMemory.VERSION);
      answer.put("version", version).put("pid", ProcessHandle.current().pid());
      say(answer);
      while (next()) {
        answer(desk, words.getInt(0), words.getInt(4), words.getInt(8));
      }
    } finally {
      gateway.shutdown();
      desk.closeAll();
      painter.close();
    }
    return true;
  }

  /** Reads the greeting; gives the token, or nothing where this is not the partner for it. */
  private String hello(String version) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
      line.write(c);
    }
    JsonNode hello = line.size() == 0 ? null : read(line.toString(StandardCharsets.UTF_8));
    if (hello == null || !hello.path("token").isTextual()) {
      say(mapper.createObjectNode().put("error", "this is not palestra_gym's greeting"));
      return "";
    }
    int protocol = hello.path("protocol").asInt();
    if (protocol != SharedMemory.VERSION) {
      String message =
          "Palestra %s speaks version %d of the bridge's protocol and palestra_gym %s version %d:"
                  .formatted(
                      version, SharedMemory.VERSION, hello.path("package").asText(), protocol)
              + " install the package that comes with this Palestra, in envs/src/main/python";
      say(mapper.createObjectNode().put("error", message));
      return "";
    }
    return hello.get("token").asText();
  }

  private JsonNode read(String line) {
    try {
      return mapper.readTree(line);
    } catch (IOException e) {
      return null;
    }
  }

  private void say(JsonNode json) throws IOException {
    out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /**
   * Waits for a request; false at the end. Looks for it for a moment first, since waking up takes
   * as long as many a step. Where that was in vain, Python being slow or waiting for this very
   * processor, so many requests are slept for at once before it is tried again: 1, 2, 4, and so on.
   */
  private boolean next() throws IOException {
    if (rest > 0) {
      rest--;
    } else if (comesSoon()) {
      nextRest = 1;
    } else {
      rest = nextRest;
      nextRest = Math.min(2 * nextRest, MOST_REST);
    }
    return in.readNBytes(request, 0, REQUEST_BYTES) == REQUEST_BYTES;
  }

  private boolean comesSoon() throws IOException {
    long start = System.nanoTime();
    while (in.available() == 0) {
      if (System.nanoTime() - start > SPIN_NANOS) {
        return false;
      }
      Thread.onSpinWait();
    }
    return true;
  }

  private void answer(Desk desk, int what, int number, int copy) throws IOException {
    Session session = desk.session(number);
    SessionMemory memory = session.memory();
    try {
      switch (what) {
        case STEP -> session.step();
        case RESET -> session.reset();
        case RENDER -> session.render(copy);
        case CLOSE -> close(desk, number, memory.bytes());
        default -> throw new IllegalStateException("unknown request " + what);
      }
      memory.answer();
    } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
      memory.fail(Failure.status(e), Failure.line(e));
    }
    out.write('.');
    out.flush();
  }

  /** A mapping is freed when it is collected, and its pages do not press on the heap. */
  private void close(Desk desk, int number, long bytes) {
    desk.close(number);
    forgotten += bytes;
    if (forgotten > FORGOTTEN_BYTES) {
      forgotten = 0;
      System.gc();
    }
  }
}
