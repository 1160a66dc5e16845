package palestra.experiments.bench;

import java.util.List;
import java.util.function.Consumer;
import palestra.networks.bench.GraphBenchmark;

/** {@code bench networks}: updates and acting, against TensorFlow Java's usual way. */
public final class NetworkCalls implements Benchmark {
  private static final int ROUNDS = 5;

  @Override
  public String name() {
    return "networks";
  }

  @Override
  public String description() {
    return "an update and acting of small networks, against TensorFlow's gradients and runner";
  }

  @Override
  public List<BenchRow> run(Consumer<String> log) {
    return GraphBenchmark.run(Rounds.count(ROUNDS)).stream()
        .map(pair -> BenchRow.of(pair.what(), pair.peer(), pair.ours(), pair.theirs(), "us", false))
        .toList();
  }
}
