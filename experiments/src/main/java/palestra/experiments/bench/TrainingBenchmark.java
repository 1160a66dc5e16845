package palestra.experiments.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Trains an agent on CartPole-v1 with its tuned settings, ours and Stable-Baselines3's in turns,
 * each in a process of its own, round {@code i} with seed {@code i}. Neither evaluates while it
 * trains, nor saves before the end; both play 20 episodes then. Ours writes its run directory and
 * metrics as always.
 */
final class TrainingBenchmark {
  private static final String ENV = "CartPole-v1";
  private static final int EVALUATION_EPISODES = 20;
  private static final int ROUNDS = 3;
  private static final int AS_IT_COMES = 0;

  private final String agent;

  TrainingBenchmark(String agent) {
    this.agent = agent;
  }

  /** One side's figures in one round. */
  private record Outcome(double seconds, double processSeconds, double meanReturn, long envSteps) {}

  List<BenchRow> run(Consumer<String> log) {
    int rounds = Rounds.count(ROUNDS);
    PythonPeer python = PythonPeer.in("bench-sb3", log);
    List<Outcome> ours = new ArrayList<>();
    List<Peer> peers = List.of(new Peer(1), new Peer(AS_IT_COMES));
    for (int seed = 1; seed <= rounds; seed++) {
      ours.add(ours(seed));
      log.accept(line("ours", seed, rounds, ours.get(seed - 1)));
      for (Peer peer : peers) {
        long start = System.nanoTime();
        JsonNode json =
            python.run("sb3_cartpole.py", agent, "" + seed, Integer.toString(peer.threads));
        peer.name = json.path("peer").asText();
        peer.outcomes.add(outcome(json, json.path("mean").asDouble(), start));
        log.accept(line(peer.name, seed, rounds, peer.outcomes.get(seed - 1)));
      }
    }
    String what = String.format(Locale.ROOT, "%s on %s, %,d steps", agent, ENV, steps(ours));
    List<BenchRow> rows = new ArrayList<>();
    for (Peer peer : peers) {
      List<Outcome> theirs = peer.outcomes;
      String name = peer.name;
      rows.add(BenchRow.of(what + ": training", name, seconds(ours), seconds(theirs), "s", false));
      rows.add(BenchRow.of(what + ": process", name, process(ours), process(theirs), "s", false));
      rows.add(
          BenchRow.of(
              what + ": return afterwards", name, returns(ours), returns(theirs), "", true));
    }
    return rows;
  }

  /** Stable-Baselines3 with so many threads of PyTorch. */
  private static final class Peer {
    final int threads;
    final List<Outcome> outcomes = new ArrayList<>();
    String name = "";

    Peer(int threads) {
      this.threads = threads;
    }
  }

  private Outcome ours(int seed) {
    Path directory = temporary();
    try {
      long start = System.nanoTime();
      String json = Subprocess.output(command(seed, directory), "our training");
      JsonNode report = new ObjectMapper().readTree(json);
      return outcome(report, report.path("finalEval").path("mean").asDouble(), start);
    } catch (IOException e) {
      throw new IllegalStateException("our training printed no JSON: " + e.getMessage(), e);
    } finally {
      delete(directory);
    }
  }

  /** This very JVM's options and class path. */
  private List<String> command(int seed, Path directory) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("palestra.experiments.cli.Main");
    command.addAll(List.of("train", "--agent", agent, "--env", ENV, "--format", "json"));
    command.addAll(List.of("--seed", Integer.toString(seed)));
    command.addAll(List.of("--run", directory.resolve("run").toString()));
    command.addAll(List.of("--db", directory.resolve("palestra.db").toString()));
    command.addAll(List.of("--set", "evalEveryEnvSteps=" + Integer.MAX_VALUE));
    command.addAll(List.of("--set", "checkpointEveryEnvSteps=" + Integer.MAX_VALUE));
    command.addAll(List.of("--set", "finalEvalEpisodes=" + EVALUATION_EPISODES));
    command.addAll(List.of("--set", "recordEpisodes=0"));
    if (agent.equals("dqn")) {
      command.addAll(List.of("--set", "doubleQ=false")); // Stable-Baselines3 has the plain target.
    }
    return command;
  }

  private static Outcome outcome(JsonNode json, double meanReturn, long start) {
    return new Outcome(
        json.path("seconds").asDouble(),
        (System.nanoTime() - start) / 1e9,
        meanReturn,
        json.path("envSteps").asLong());
  }

  private static String line(String who, int round, int rounds, Outcome outcome) {
    return String.format(
        Locale.ROOT,
        "round %d of %d, %s: %.1f s of training, %.1f s in all, return %.1f",
        round,
        rounds,
        who,
        outcome.seconds,
        outcome.processSeconds,
        outcome.meanReturn);
  }

  private static long steps(List<Outcome> outcomes) {
    return outcomes.get(0).envSteps;
  }

  private static double[] seconds(List<Outcome> outcomes) {
    return outcomes.stream().mapToDouble(Outcome::seconds).toArray();
  }

  private static double[] process(List<Outcome> outcomes) {
    return outcomes.stream().mapToDouble(Outcome::processSeconds).toArray();
  }

  private static double[] returns(List<Outcome> outcomes) {
    return outcomes.stream().mapToDouble(Outcome::meanReturn).toArray();
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("palestra-bench");
    } catch (IOException e) {
      throw new UncheckedIOException("no place for the benchmark's run", e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear away " + directory, e);
    }
  }
}
