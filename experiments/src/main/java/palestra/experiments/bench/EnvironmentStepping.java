package palestra.experiments.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import palestra.experiments.bench.Contest.Peer;

/** {@code bench envs}: how fast the built-in environments step, held against their peers. */
public final class EnvironmentStepping implements Benchmark {
  private static final int ROUNDS = 3;
  private static final double SECONDS = 0.3;
  private static final String UNIT = "steps/s";

  /** A contest's figures so far, a figure a round. */
  private static final class Figures {
    private final Contest contest;
    private final double[] ours;
    private final double[] theirs;
    private String peer = "";
    private boolean failed;

    Figures(Contest contest, int rounds) {
      this.contest = contest;
      ours = new double[rounds];
      theirs = new double[rounds];
    }

    BenchRow row() {
      return contest.peer() == Peer.NOBODY
          ? BenchRow.alone(contest.what(), ours, UNIT)
          : BenchRow.of(contest.what(), peer, ours, theirs, UNIT, true);
    }
  }

  @Override
  public String name() {
    return "envs";
  }

  @Override
  public String description() {
    return "environments stepping with random actions, against Gymnasium, EnvPool, gymnax, MinAtar";
  }

  @Override
  public List<BenchRow> run(Consumer<String> log) {
    return run(log, "");
  }

  @Override
  public List<BenchRow> run(Consumer<String> log, String only) {
    List<Contest> contests =
        Contest.all().stream().filter(contest -> contest.environment().contains(only)).toList();
    if (contests.isEmpty()) {
      throw new IllegalArgumentException(
          "no environment of this benchmark has '" + only + "' in it");
    }
    Map<Peer, PeerSession> peers = new EnumMap<>(Peer.class);
    try (Steppers steppers = new Steppers()) {
      open(contests, peers, log);
      List<Figures> all =
          contests.stream()
              .filter(c -> c.peer() == Peer.NOBODY || peers.containsKey(c.peer()))
              .map(c -> new Figures(c, Rounds.count(ROUNDS)))
              .toList();
      for (int round = 0; round < Rounds.count(ROUNDS); round++) {
        log.accept("round " + (round + 1) + " of " + Rounds.count(ROUNDS));
        for (Figures figures : all) {
          measure(figures, round, steppers, peers, log);
        }
      }
      List<BenchRow> rows = new ArrayList<>();
      all.stream().filter(figures -> !figures.failed).map(Figures::row).forEach(rows::add);
      solverShares(contests, steppers, rows);
      return rows;
    } finally {
      peers.values().forEach(PeerSession::close);
    }
  }

  /** How much of a step of the Box2D tasks is the solver's, on one core. */
  private static void solverShares(List<Contest> contests, Steppers steppers, List<BenchRow> rows) {
    contests.stream()
        .map(Contest::environment)
        .filter(id -> id.matches("(LunarLander|BipedalWalker).*"))
        .distinct()
        .forEach(
            id -> {
              Steppers.Share share = steppers.solverShare(id, SECONDS);
              double[] step = {share.stepMicros()};
              double[] solver = {share.solverMicros()};
              rows.add(BenchRow.alone(id + ", a step on one core", step, "us"));
              rows.add(BenchRow.alone(id + ", of that in the solver", solver, "us"));
            });
  }

  /** A peer that cannot be installed here is left out; the benchmark goes on. */
  private static void open(
      List<Contest> contests, Map<Peer, PeerSession> peers, Consumer<String> log) {
    Map<Peer, Boolean> seen = new EnumMap<>(Peer.class);
    for (Contest contest : contests) {
      Peer peer = contest.peer();
      if (peer == Peer.NOBODY || seen.put(peer, true) != null) {
        continue;
      }
      try {
        peers.put(
            peer, PythonPeer.in(peer.python(), log).open("environment_stepping.py", peer.script()));
      } catch (IllegalStateException e) {
        log.accept("without " + peer.script() + ": " + e.getMessage());
      }
    }
  }

  private static void measure(
      Figures figures,
      int round,
      Steppers steppers,
      Map<Peer, PeerSession> peers,
      Consumer<String> log) {
    Contest contest = figures.contest;
    if (figures.failed) {
      return;
    }
    if (contest.peer() != Peer.NOBODY) {
      JsonNode answer =
          peers
              .get(contest.peer())
              .ask(contest.theirEnvironment() + " " + contest.theirCopies() + " " + SECONDS);
      if (answer.has("error")) {
        log.accept(
            "without %s of %s: %s"
                .formatted(
                    contest.theirEnvironment(),
                    answer.path("peer").asText(),
                    answer.path("error").asText()));
        figures.failed = true;
        return;
      }
      figures.theirs[round] = answer.path("stepsPerSecond").asDouble();
      figures.peer = answer.path("peer").asText() + ", copies: " + contest.theirCopies();
    }
    figures.ours[round] = steppers.stepsPerSecond(contest.environment(), contest.copies(), SECONDS);
  }
}
