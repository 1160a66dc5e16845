package palestra.envs.toytext;

import java.util.Map;
import palestra.envs.Environment;
import palestra.envs.Step;
import palestra.envs.registry.Arguments;
import palestra.envs.registry.Baseline;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.spaces.Numbers;

/** Plays registered toy text tasks by their baselines. */
final class ToyTextPlay {
  private ToyTextPlay() {}

  static EnvironmentSpec spec(String id) {
    return new ToyTextEnvironments()
        .environments().stream().filter(spec -> spec.id().equals(id)).findFirst().orElseThrow();
  }

  /** The baseline's mean return over some episodes. */
  static double meanReturn(String id, Map<String, String> given, int episodes) {
    EnvironmentSpec spec = spec(id);
    Baseline baseline =
        spec.baseline().orElseThrow().make(new Arguments(id, spec.arguments(), given));
    try (Environment<?, ?> environment = spec.make(given)) {
      double total = 0;
      for (int episode = 0; episode < episodes; episode++) {
        Object seen =
            episode == 0 ? environment.reset(1).observation() : environment.reset().observation();
        Step<?> step;
        do {
          step = step(environment, baseline, seen);
          seen = step.observation();
          total += step.reward();
        } while (!step.done());
      }
      return total / episodes;
    }
  }

  @SuppressWarnings("unchecked") // the baseline's numbers are an action of the environment
  private static <A> Step<?> step(Environment<?, A> environment, Baseline baseline, Object seen) {
    double[] numbers = Numbers.of(environment.observationSpace(), seen);
    double[] action = baseline.act(numbers, environment.actionMask().orElse(new byte[0]));
    return environment.step((A) Numbers.element(environment.actionSpace(), action));
  }
}
