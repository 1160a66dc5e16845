package palestra.experiments.bench;

import java.util.List;
import java.util.function.Consumer;

/** {@code bench ppo-cartpole}. */
public final class PpoCartPole implements Benchmark {
  @Override
  public String name() {
    return "ppo-cartpole";
  }

  @Override
  public String description() {
    return "PPO on CartPole-v1 with tuned settings, against Stable-Baselines3";
  }

  @Override
  public List<BenchRow> run(Consumer<String> log) {
    return new TrainingBenchmark("ppo").run(log);
  }
}
