package palestra.experiments.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * {@code bench bridge}: Gymnasium's environments stepped from Java across the bridge, against its
 * own vector environments in plain Python; and ours stepped from Python.
 */
public final class BridgeStepping implements Benchmark {
  private static final int ROUNDS = 5;
  private static final double SECONDS = 1;
  private static final int COPIES = 8;
  private static final int MANY = 64;
  private static final String UNIT = "steps/s";
  private static final String PYTHON = "bench-gymnasium";
  private static final String CHEAPEST = "CartPole-v1";
  private static final List<String> ENVIRONMENTS =
      List.of(CHEAPEST, "LunarLander-v3", "ALE/Pong-v5", "Hopper-v5");

  /** Figures of one thing, a figure a round. */
  private static final class Figures {
    private final Map<String, double[]> values = new LinkedHashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final int rounds;

    Figures(int rounds) {
      this.rounds = rounds;
    }

    double[] of(String who) {
      return values.computeIfAbsent(who, key -> new double[rounds]);
    }
  }

  @Override
  public String name() {
    return "bridge";
  }

  @Override
  public String description() {
    return "Gymnasium's environments across the bridge, against its own vector environments";
  }

  @Override
  public List<BenchRow> run(Consumer<String> log) {
    return run(log, "");
  }

  @Override
  public List<BenchRow> run(Consumer<String> log, String only) {
    List<String> ids = ENVIRONMENTS.stream().filter(id -> id.contains(only)).toList();
    if (ids.isEmpty()) {
      throw new IllegalArgumentException(
          "no environment of this benchmark has '" + only + "' in it");
    }
    int rounds = Rounds.count(ROUNDS);
    PythonPeer python = PythonPeer.in(PYTHON, log);
    List<BenchRow> rows = new ArrayList<>();
    for (String id : ids) {
      stepAcross(id, rounds, python, rows, log);
    }
    if (ids.contains(CHEAPEST)) {
      stepBack(rounds, python, rows, log);
    }
    return rows;
  }

  /** Copies of a Gymnasium environment: both of its own ways to step them against the bridge. */
  private static void stepAcross(
      String id, int rounds, PythonPeer python, List<BenchRow> rows, Consumer<String> log) {
    Figures figures = new Figures(rounds);
    boolean cheapest = id.equals(CHEAPEST);
    try (Steppers ours = new Steppers();
        Steppers alone = new Steppers(Map.of("bridge.workers", "1"));
        PeerSession sync = python.open("environment_stepping.py", "gymnasium-sync");
        PeerSession async = python.open("environment_stepping.py", "gymnasium-async");
        PeerSession loop = python.open("environment_stepping.py", "gymnasium-loop")) {
      for (int round = 0; round < rounds; round++) {
        log.accept("%s, round %d of %d".formatted(id, round + 1, rounds));
        figures.of("ours")[round] = ours.stepsPerSecond("gym:" + id, COPIES, SECONDS);
        ask(sync, "sync", id, COPIES, round, figures);
        ask(async, "async", id, COPIES, round, figures);
        if (cheapest) {
          ask(loop, "loop", id, COPIES, round, figures);
          figures.of("alone")[round] = alone.stepsPerSecond("gym:" + id, COPIES, SECONDS);
        }
      }
    }
    String what = "%s, copies: %d".formatted(id, COPIES);
    for (String peer : List.of("sync", "async")) {
      rows.add(
          BenchRow.of(
              what, figures.names.get(peer), figures.of("ours"), figures.of(peer), UNIT, true));
    }
    if (cheapest) {
      for (String who : List.of("ours", "alone")) {
        double[] added = new double[rounds];
        for (int round = 0; round < rounds; round++) {
          added[round] = micros(figures.of(who)[round]) - micros(figures.of("loop")[round]);
        }
        String workers = who.equals("ours") ? "" : ", one worker";
        rows.add(
            BenchRow.alone(
                "added to a plain loop's step of %d copies%s".formatted(COPIES, workers),
                added,
                "us"));
      }
    }
  }

  /** Microseconds that a step of all copies takes. */
  private static double micros(double stepsPerSecond) {
    return 1e6 * COPIES / stepsPerSecond;
  }

  /** Ours in Gymnasium, against its own copies of the same environment. */
  private static void stepBack(
      int rounds, PythonPeer python, List<BenchRow> rows, Consumer<String> log) {
    Figures figures = new Figures(rounds);
    try (PeerSession ours = python.open("environment_stepping.py", "palestra-vector");
        PeerSession sync = python.open("environment_stepping.py", "gymnasium-sync")) {
      for (int round = 0; round < rounds; round++) {
        log.accept("palestra/%s, round %d of %d".formatted(CHEAPEST, round + 1, rounds));
        ask(ours, "ours", CHEAPEST, MANY, round, figures);
        ask(sync, "sync", CHEAPEST, MANY, round, figures);
      }
    }
    rows.add(
        BenchRow.of(
            "palestra/%s from Python, copies: %d".formatted(CHEAPEST, MANY),
            figures.names.get("sync"),
            figures.of("ours"),
            figures.of("sync"),
            UNIT,
            true));
  }

  private static void ask(
      PeerSession peer, String key, String id, int copies, int round, Figures figures) {
    JsonNode answer = peer.ask(id + " " + copies + " " + SECONDS);
    if (answer.has("error")) {
      throw new IllegalStateException(id + " in plain Python: " + answer.path("error").asText());
    }
    figures.of(key)[round] = answer.path("stepsPerSecond").asDouble();
    figures.names.put(key, answer.path("peer").asText());
  }
}
