package palestra.renderer.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import palestra.envs.Environment;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.replay.Replay;
import palestra.envs.replay.Thought;
import palestra.envs.seeding.Pcg64;

/** Recorded episodes for tests: CartPole under a simple rule. */
final class Episodes {
  private Episodes() {}

  @SuppressWarnings("unchecked") // CartPole's spaces are a Box of floats and a Discrete
  static Environment<float[], Long> cartPole() {
    return (Environment<float[], Long>) EnvironmentRegistry.load().make("CartPole-v1", Map.of());
  }

  /** Pushes to where the pole leans, at most so many steps. */
  static Showing balanced(int steps) {
    Pcg64 start = Pcg64.seeded(7);
    List<Replay.Entry> entries = new ArrayList<>();
    try (Environment<float[], Long> environment = cartPole()) {
      float[] observation = environment.reset(Start.generator(start)).observation();
      boolean done = false;
      while (!done && entries.size() < steps) {
        float lean = 8 * observation[2] + 2 * observation[3] + 0.6f * observation[1];
        float right = (float) (1 / (1 + Math.exp(-4 * lean)));
        long action = right > 0.5 ? 1 : 0;
        Step<float[]> step = environment.step(action);
        Thought thought =
            new Thought(new float[] {1 - right, right}, new float[0], 50 - Math.abs(lean));
        entries.add(
            new Replay.Entry(
                new double[] {action},
                step.reward(),
                step.terminated(),
                step.truncated(),
                thought));
        observation = step.observation();
        done = step.done();
      }
    }
    Replay replay = new Replay("CartPole-v1", Map.of(), "rule", start, Map.of(), entries);
    return new Showing("seed 7", replay, Episodes::cartPole);
  }
}
