package palestra.envs.classic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import palestra.envs.Environment;
import palestra.envs.Step;
import palestra.envs.registry.Arguments;
import palestra.envs.registry.Baseline;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.spaces.Numbers;

final class ClassicBaselinesTest {

  @ParameterizedTest
  @CsvSource({
    "CartPole-v1, 499",
    "MountainCar-v0, -110",
    "MountainCarContinuous-v0, 93",
    "Pendulum-v1, -220",
    "Acrobot-v1, -100"
  })
  void rulesPlayWell(String id, double least) {
    EnvironmentSpec spec = EnvironmentRegistry.load().spec(id);
    double sum = 0;
    int episodes = 40;
    try (Environment<?, ?> environment = spec.make(Map.of())) {
      Baseline baseline =
          spec.baseline().orElseThrow().make(new Arguments(id, spec.arguments(), Map.of()));
      for (int seed = 0; seed < episodes; seed++) {
        sum += play(environment, baseline, seed);
      }
    }
    assertThat(sum / episodes).isGreaterThan(least);
  }

  private static <O, A> double play(Environment<O, A> environment, Baseline baseline, long seed) {
    baseline.reset();
    O observation = environment.reset(seed).observation();
    double sum = 0;
    boolean done = false;
    while (!done) {
      double[] numbers =
          baseline.act(Numbers.of(environment.observationSpace(), observation), new byte[0]);
      @SuppressWarnings("unchecked") // Numbers gives an element of the action space
      A action = (A) Numbers.element(environment.actionSpace(), numbers);
      Step<O> step = environment.step(action);
      observation = step.observation();
      sum += step.reward();
      done = step.done();
    }
    return sum;
  }
}
