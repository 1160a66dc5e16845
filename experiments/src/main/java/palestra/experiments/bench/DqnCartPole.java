package palestra.experiments.bench;

import java.util.List;
import java.util.function.Consumer;

/** {@code bench dqn-cartpole}. */
public final class DqnCartPole implements Benchmark {
  @Override
  public String name() {
    return "dqn-cartpole";
  }

  @Override
  public String description() {
    return "DQN on CartPole-v1 with tuned settings, against Stable-Baselines3";
  }

  @Override
  public List<BenchRow> run(Consumer<String> log) {
    return new TrainingBenchmark("dqn").run(log);
  }
}
