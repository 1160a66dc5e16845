package palestra.experiments.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/** {@code bench envs}: how fast CartPole-v1 steps on one core. */
public final class CartPoleStepping implements Benchmark {
  private static final String ENV = "CartPole-v1";
  private static final int MANY = 1024;
  private static final int ROUNDS = 5;
  private static final int ROUNDS_OF_ACTIONS = 64;
  private static final double SECONDS = 1;
  private static final String GYMNASIUM = "bench-gymnasium";
  private static final String ENVPOOL = "bench-envpool";

  /** Whom to hold how many of our copies against. */
  private record Contest(int copies, String peer, String environment) {}

  private static final List<Contest> CONTESTS =
      List.of(
          new Contest(8, "gymnasium-vector", GYMNASIUM),
          new Contest(MANY, "gymnasium-vector", GYMNASIUM),
          new Contest(8 * MANY, "gymnasium-vector", GYMNASIUM),
          new Contest(MANY, "envpool", ENVPOOL),
          new Contest(1, "gymnasium", GYMNASIUM));

  @Override
  public String name() {
    return "envs";
  }

  @Override
  public String description() {
    return "CartPole-v1 stepping on one core, against Gymnasium and EnvPool";
  }

  @Override
  public List<BenchRow> run(Consumer<String> log) {
    int rounds = Rounds.count(ROUNDS);
    Map<Contest, PythonPeer> peers = peers(log);
    Map<Contest, double[]> ours = new LinkedHashMap<>();
    Map<Contest, double[]> theirs = new LinkedHashMap<>();
    Map<Contest, String> names = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      log.accept("round " + (round + 1) + " of " + rounds);
      for (Contest contest : peers.keySet()) {
        ours.computeIfAbsent(contest, c -> new double[rounds])[round] =
            stepsPerSecond(contest.copies, SECONDS);
        JsonNode json =
            peers
                .get(contest)
                .run(
                    "cartpole_stepping.py",
                    contest.peer,
                    Integer.toString(contest.copies),
                    Double.toString(SECONDS));
        theirs.computeIfAbsent(contest, c -> new double[rounds])[round] =
            json.path("stepsPerSecond").asDouble();
        names.put(contest, json.path("peer").asText());
      }
    }
    List<BenchRow> rows = new ArrayList<>();
    for (Contest contest : peers.keySet()) {
      rows.add(
          BenchRow.of(
              ENV + " stepping, copies: " + contest.copies,
              names.get(contest),
              ours.get(contest),
              theirs.get(contest),
              "steps/s",
              true));
    }
    return rows;
  }

  /** EnvPool cannot be installed everywhere; without it the benchmark goes on. */
  private static Map<Contest, PythonPeer> peers(Consumer<String> log) {
    PythonPeer gymnasium = PythonPeer.in(GYMNASIUM, log);
    Optional<PythonPeer> envPool = envPool(log);
    Map<Contest, PythonPeer> peers = new LinkedHashMap<>();
    for (Contest contest : CONTESTS) {
      if (contest.environment.equals(GYMNASIUM)) {
        peers.put(contest, gymnasium);
      } else {
        envPool.ifPresent(peer -> peers.put(contest, peer));
      }
    }
    return peers;
  }

  private static Optional<PythonPeer> envPool(Consumer<String> log) {
    try {
      return Optional.of(PythonPeer.in(ENVPOOL, log));
    } catch (IllegalStateException e) {
      log.accept("without EnvPool: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** Steps copies with random actions that were drawn before. */
  static double stepsPerSecond(int copies, double seconds) {
    try (VectorEnvironment env =
        EnvironmentRegistry.load().makeVector(ENV, copies, AutoresetMode.NEXT_STEP, Map.of())) {
      SplittableRandom random = new SplittableRandom(1);
      Batch[] actions = new Batch[ROUNDS_OF_ACTIONS];
      for (int i = 0; i < actions.length; i++) {
        actions[i] = env.newActions();
        for (int copy = 0; copy < copies; copy++) {
          actions[i].set(copy, random.nextInt(2));
        }
      }
      env.reset(1);
      run(env, actions, seconds / 4);
      return run(env, actions, seconds);
    }
  }

  private static double run(VectorEnvironment env, Batch[] actions, double seconds) {
    long steps = 0;
    long start = System.nanoTime();
    long elapsed;
    do {
      for (Batch batch : actions) {
        env.step(batch);
      }
      steps += (long) actions.length * env.count();
      elapsed = System.nanoTime() - start;
    } while (elapsed < seconds * 1e9);
    return steps / (elapsed / 1e9);
  }
}
