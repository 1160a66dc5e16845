package palestra.envs.bridge.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import palestra.envs.bridge.wire.SpaceJson;

/**
 * What Python calls through py4j: making a session, and the rare things. Everything is JSON, errors
 * too: {@code {"error": {"type", "message"}}}. py4j calls it from threads of its own.
 */
public final class Desk {
  private final ObjectMapper mapper = new ObjectMapper();
  private final Map<Integer, Session> sessions = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();
  private final Sessions maker;

  Desk(Sessions maker) {
    this.maker = maker;
  }

  /**
   * Makes an environment or copies of one.
   *
   * @param order as {@code session.py} writes it
   * @return number, spaces, places in shared memory, and what Gymnasium's metadata hold
   */
  public String make(String order) {
    return answer(
        () -> {
          Order wanted = Order.read(mapper.readTree(order));
          Sessions.Made made = maker.make(wanted);
          int number = numbers.incrementAndGet();
          sessions.put(number, made.session());
          return describe(number, made);
        });
  }

  private ObjectNode describe(int number, Sessions.Made made) {
    SessionMemory memory = made.session().memory();
    ObjectNode json = mapper.createObjectNode();
    json.put("session", number).put("path", memory.path());
    json.set("offsets", mapper.valueToTree(memory.offsets()));
    json.set("observationSpace", SpaceJson.write(made.observationRows().space()));
    json.set("actionSpace", SpaceJson.write(made.actionRows().space()));
    json.put("observationBytes", made.observationRows().bytes());
    json.put("actionBytes", made.actionRows().bytes());
    json.put("infoBytes", made.session() instanceof CopiesSession ? InfoWriter.BYTES : 0);
    json.put("maskSize", made.maskSize());
    json.put("renderFps", made.model().stepsPerSecond());
    json.putArray("picture").add(made.pixels().height()).add(made.pixels().width());
    ArrayNode names = json.putArray("actionNames");
    made.model().actionNames().forEach(names::add);
    return json;
  }

  /** Gives options for a session's next reset. */
  public String options(int number, String options) {
    return answer(
        () -> {
          Map<String, Object> values = mapper.readValue(options, new TypeReference<>() {});
          session(number).setOptions(values);
          return mapper.createObjectNode();
        });
  }

  /** All environments there are, those of other projects included. */
  public String environments() {
    return answer(() -> mapper.valueToTree(Map.of("environments", maker.environments())));
  }

  /** A session by its number. */
  Session session(int number) {
    Session session = sessions.get(number);
    if (session == null) {
      throw new IllegalStateException("there is no environment " + number + ", or not any more");
    }
    return session;
  }

  /** Frees what a session holds. */
  void close(int number) {
    Session session = sessions.remove(number);
    if (session != null) {
      session.close();
    }
  }

  void closeAll() {
    sessions.keySet().forEach(this::close);
  }

  /** Work that answers with JSON. */
  @FunctionalInterface
  private interface Work {
    JsonNode run() throws JsonProcessingException;
  }

  private String answer(Work work) {
    try {
      return work.run().toString();
    } catch (JsonProcessingException | RuntimeException | LinkageError | OutOfMemoryError e) {
      ObjectNode json = mapper.createObjectNode();
      json.putObject("error").put("status", Failure.status(e)).put("message", Failure.line(e));
      return json.toString();
    }
  }
}
