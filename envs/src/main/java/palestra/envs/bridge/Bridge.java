package palestra.envs.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Future;
import palestra.envs.bridge.wire.RowLayout;
import palestra.envs.bridge.wire.SharedMemory;
import palestra.envs.bridge.wire.SpaceJson;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Space;

/**
 * Copies of a Gymnasium environment in worker processes, and the memory shared with them. Copies
 * are dealt out in blocks, so that a worker's rows lie together. What comes of a step does not
 * depend on the number of workers.
 */
final class Bridge implements AutoCloseable {
  /** Making may take long: imports, downloads of roms, compilers. */
  private static final double LEAST_START_SECONDS = 120;

  private static final int LARGEST_MASK = 1 << 16;
  private static final long SPIN_NANOS = 100_000;

  private final BridgeSettings settings;
  private final String interpreter;
  private final ObjectNode making;
  private final Worker[] workers;
  private final int[] firsts;
  private final List<List<String>> names = new ArrayList<>();
  private final boolean[] running;
  private final long spinNanos;
  private final Path directory;
  private RowLayout observationLayout;
  private RowLayout actionLayout;
  private SharedRows rows;
  private JsonNode appearance;
  private JsonNode versions;
  private int respawns;

  /**
   * Starts the workers and has them make the copies.
   *
   * @param maxEpisodeSteps the step limit in place of the registered one; 0 for none
   * @param render whether the copies can draw themselves
   * @throws IllegalArgumentException if there is no such environment, or it cannot be made so
   * @throws BridgeException if a worker cannot be started
   */
  Bridge(
      BridgeSettings settings,
      String interpreter,
      int copies,
      OptionalInt maxEpisodeSteps,
      boolean render) {
    if (copies < 1) {
      throw new IllegalArgumentException(
          "a vector environment has 1 copy or more, but got " + copies);
    }
    this.settings = settings;
    this.interpreter = interpreter;
    making = request();
    making.put("name", settings.name());
    making.set("kwargs", settings.kwargs());
    making.put("restart", settings.restart());
    making.put("render", render);
    making.put("frameStack", settings.frameStack());
    if (maxEpisodeSteps.isPresent()) {
      making.put("maxEpisodeSteps", maxEpisodeSteps.getAsInt());
    } else {
      making.putNull("maxEpisodeSteps");
    }
    int count = settings.workers(copies);
    workers = new Worker[count];
    running = new boolean[count];
    firsts = new int[count + 1];
    for (int i = 0; i <= count; i++) {
      firsts[i] = (int) ((long) i * copies / count);
    }
    for (int i = 0; i < count; i++) {
      names.add(List.of());
    }
    // With a worker on every core, a thread that spins would take one's place.
    spinNanos = count < Runtime.getRuntime().availableProcessors() ? SPIN_NANOS : 0;
    directory = SharedMemory.newDirectory();
    try {
      open(copies);
    } catch (PythonError e) {
      close();
      throw new IllegalArgumentException(settings.id() + ": " + e.refusal(), e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * What Gymnasium's registry knows of an environment.
   *
   * @throws IllegalArgumentException if it knows none of that name
   */
  static JsonNode facts(String id, String name, String interpreter) {
    try (Worker worker = new Worker("worker of " + id, LEAST_START_SECONDS)) {
      Future<JsonNode> start = worker.start(interpreter);
      worker.result(start, LEAST_START_SECONDS);
      return worker.result(worker.call("facts", request().put("name", name)), LEAST_START_SECONDS);
    } catch (PythonError e) {
      throw new IllegalArgumentException(id + ": " + e.refusal(), e);
    }
  }

  static ObjectNode request() {
    return JsonNodeFactory.instance.objectNode();
  }

  private void open(int copies) throws PythonError {
    List<Future<JsonNode>> starts = new ArrayList<>();
    List<Future<JsonNode>> made = new ArrayList<>();
    for (int i = 0; i < workers.length; i++) {
      workers[i] = newWorker(i);
      starts.add(workers[i].start(interpreter));
      made.add(make(i));
    }
    for (int i = 0; i < workers.length; i++) {
      versions = workers[i].result(starts.get(i), startSeconds());
    }
    JsonNode first = null;
    for (int i = 0; i < workers.length; i++) {
      JsonNode one = workers[i].result(made.get(i), startSeconds());
      first = first == null ? one : first;
    }
    observationLayout = layout(first.get("observationSpace"));
    actionLayout = layout(first.get("actionSpace"));
    appearance = first.get("appearance");
    for (int i = 0; i < workers.length; i++) {
      workers[i].result(
          workers[i].call("prepare", request().put("directory", directory.toString())),
          startSeconds());
    }
    rows =
        new SharedRows(
            directory, copies, observationLayout, actionLayout, maskSize(actionLayout.space()));
    List<Future<JsonNode>> attached = new ArrayList<>();
    for (int i = 0; i < workers.length; i++) {
      attached.add(attach(i));
    }
    for (int i = 0; i < workers.length; i++) {
      workers[i].result(attached.get(i), startSeconds());
    }
    rows.hide();
    for (Worker worker : workers) {
      worker.result(worker.call("tie", request()), startSeconds());
    }
  }

  private Worker newWorker(int i) {
    return new Worker("worker %d of %s".formatted(i, settings.id()), settings.deadlineSeconds());
  }

  private Future<JsonNode> make(int i) {
    ObjectNode request = making.deepCopy();
    request.put("count", firsts[i + 1] - firsts[i]);
    return workers[i].call("make", request);
  }

  private Future<JsonNode> attach(int i) {
    ObjectNode request = request();
    request.put("path", rows.path());
    request.put("first", firsts[i]);
    request
        .putObject("limits")
        .put("sequence", settings.limits().sequence())
        .put("nodes", settings.limits().nodes())
        .put("edges", settings.limits().edges());
    request.set("layout", rows.layout());
    return workers[i].call("attach", request);
  }

  private double startSeconds() {
    return Math.max(LEAST_START_SECONDS, settings.deadlineSeconds());
  }

  private RowLayout layout(JsonNode space) {
    return new RowLayout(SpaceJson.read(space), settings.limits());
  }

  private static int maskSize(Space<?> actions) {
    return actions instanceof Discrete discrete && discrete.n() <= LARGEST_MASK
        ? (int) discrete.n()
        : 0;
  }

  BridgeSettings settings() {
    return settings;
  }

  RowLayout observationLayout() {
    return observationLayout;
  }

  RowLayout actionLayout() {
    return actionLayout;
  }

  SharedRows rows() {
    return rows;
  }

  /** What the environment says of how it is shown: see {@code making.appearance}. */
  JsonNode appearance() {
    return appearance;
  }

  int workerOf(int copy) {
    int worker = 0;
    while (copy >= firsts[worker + 1]) {
      worker++;
    }
    return worker;
  }

  /** First copy of a worker; of the number of workers, the number of copies. */
  int first(int worker) {
    return firsts[worker];
  }

  int workers() {
    return workers.length;
  }

  List<ProcessHandle> processes() {
    return java.util.Arrays.stream(workers).map(Worker::process).toList();
  }

  /** A request about one copy. */
  JsonNode ask(int copy, String what, ObjectNode request) {
    int worker = workerOf(copy);
    request.put("copy", copy - firsts[worker]);
    try {
      return workers[worker].result(
          workers[worker].call(what, request), settings.deadlineSeconds());
    } catch (PythonError e) {
      throw e.at(settings.id(), firsts[worker]);
    }
  }

  /** Resets as the commands say, with options that go to every environment that is reset. */
  void reset(ObjectNode options) {
    List<Future<JsonNode>> answers = new ArrayList<>();
    for (Worker worker : workers) {
      ObjectNode request = request();
      request.set("options", options);
      answers.add(worker.call("reset", request));
    }
    RuntimeException failure = null;
    for (int i = 0; i < workers.length; i++) {
      try {
        workers[i].result(answers.get(i), settings.deadlineSeconds());
      } catch (PythonError e) {
        failure = e.at(settings.id(), firsts[i]);
      } catch (BridgeException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Has a worker carry out its copies' commands. */
  void send(int worker) {
    try {
      workers[worker].signalStep();
    } catch (BridgeException e) {
      if (!settings.restart()) {
        throw e;
      }
      // It has ended since its last step: waiting for it will find that out.
    }
    running[worker] = true;
  }

  boolean running(int worker) {
    return running[worker];
  }

  boolean answered(int worker) {
    return workers[worker].answered();
  }

  /**
   * Waits for a worker.
   *
   * @throws BridgeException if an environment failed, or the worker did
   */
  void receive(int worker) {
    running[worker] = false;
    if (workers[worker].await(spinNanos)) {
      return;
    }
    throw new PythonError(ask(worker, "error")).at(settings.id(), firsts[worker]);
  }

  /** Whether a worker's process has gone. */
  boolean lost(int worker) {
    return workers[worker].lost();
  }

  /** A fresh process in place of one that ended; its environments have not been reset. */
  void respawn(int worker) {
    workers[worker].close();
    workers[worker] = newWorker(worker);
    respawns++;
    try {
      Future<JsonNode> start = workers[worker].start(interpreter);
      workers[worker].result(start, startSeconds());
      workers[worker].result(make(worker), startSeconds());
      workers[worker].result(attach(worker), startSeconds());
      workers[worker].result(workers[worker].call("tie", request()), startSeconds());
    } catch (PythonError e) {
      throw e.at(settings.id(), firsts[worker]);
    }
    names.set(worker, List.of());
  }

  /** What a worker calls the places of numbers in infos; asked for where there are more. */
  private List<String> names(int worker, int count) {
    if (count > names.get(worker).size()) {
      List<String> known = new ArrayList<>();
      ask(worker, "names").forEach(name -> known.add(name.asText()));
      names.set(worker, known);
    }
    return names.get(worker);
  }

  private JsonNode ask(int worker, String what) {
    try {
      return workers[worker].result(
          workers[worker].call(what, request()), settings.deadlineSeconds());
    } catch (PythonError e) {
      throw e.at(settings.id(), firsts[worker]);
    }
  }

  /** The numbers of a copy's info, or of the info of the step that ended its last episode. */
  Map<String, Double> numbers(int copy, boolean last) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    List<String> known = names(workerOf(copy), rows.nameCount(copy));
    for (int place = 0; place < known.size(); place++) {
      double value = last ? rows.finalInfo(copy, place) : rows.info(copy, place);
      if (!Double.isNaN(value)) {
        numbers.put(known.get(place), value);
      }
    }
    return numbers;
  }

  /** What a run's record says of this bridge. */
  Map<String, Object> report(long restarts) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("python", versions.path("python").asText());
    report.put("gymnasium", versions.path("gymnasium").asText());
    report.put("workers", workers.length);
    report.put("mode", settings.asynchronous() ? "async" : "sync");
    report.put("onFault", settings.restart() ? "restart" : "fail");
    report.put("restarts", restarts);
    report.put("restartedWorkers", respawns);
    return report;
  }

  @Override
  public void close() {
    for (Worker worker : workers) {
      if (worker != null) {
        worker.hangUp();
      }
    }
    for (Worker worker : workers) {
      if (worker != null) {
        worker.close();
      }
    }
    if (rows != null) {
      rows.close();
    }
  }
}
