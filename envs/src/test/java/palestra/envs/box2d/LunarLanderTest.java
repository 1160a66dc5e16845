package palestra.envs.box2d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import palestra.envs.Environment;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.registry.Arguments;
import palestra.envs.registry.Baseline;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Numbers;

/** LunarLander's rules. */
final class LunarLanderTest {
  private static final long NOTHING = 0;
  private static final long LEFT = 1;
  private static final long MAIN = 2;

  @Test
  void fallingWithoutBrakingCrashesForMinusHundred() {
    try (LunarLander lander = new LunarLander()) {
      lander.reset(0);
      Step<float[]> step = lander.step(NOTHING);
      while (!step.terminated()) {
        step = lander.step(NOTHING);
      }
      assertThat(step.reward()).isEqualTo(-100);
    }
  }

  @Test
  void theRuleLandsForHundredWithBothLegsDown() {
    for (String id : List.of("LunarLander-v3", "LunarLanderContinuous-v3")) {
      EnvironmentSpec spec = EnvironmentRegistry.load().spec(id);
      Baseline rule =
          spec.baseline().orElseThrow().make(new Arguments(id, spec.arguments(), Map.of()));
      List<Step<float[]>> steps = play(spec.make(Map.of()), rule, 4);
      Step<float[]> last = steps.get(steps.size() - 1);
      assertThat(last.terminated()).as(id).isTrue();
      assertThat(last.reward()).isEqualTo(100);
      assertThat(last.observation()[6] + last.observation()[7]).isEqualTo(2);
      assertThat(steps.stream().mapToDouble(Step::reward).sum()).isGreaterThan(200);
    }
  }

  @Test
  void leavingThePictureCrashes() {
    LunarLanderSettings d = LunarLanderSettings.DEFAULT;
    LunarLanderSettings windy = d.withWind(new LunarLanderSettings.Wind(true, 100, 0));
    try (LunarLander lander = new LunarLander(windy)) {
      lander.reset(1);
      Step<float[]> step = lander.step(MAIN);
      while (!step.terminated()) {
        step = lander.step(step.observation()[3] < 0 ? MAIN : NOTHING);
      }
      assertThat(Math.abs(step.observation()[0])).isGreaterThanOrEqualTo(1);
      assertThat(step.reward()).isEqualTo(-100);
    }
  }

  @Test
  void theRewardIsTheGrowthOfTheShapingMinusFuel() {
    try (LunarLander lander = new LunarLander()) {
      float[] before = lander.reset(3).observation();
      for (long action : new long[] {NOTHING, MAIN, LEFT, 3, MAIN, NOTHING}) {
        Step<float[]> step = lander.step(action);
        double fuel = action == MAIN ? 0.3 : action == NOTHING ? 0 : 0.03;
        assertThat(step.reward())
            .isCloseTo(shaping(step.observation()) - shaping(before) - fuel, within(1e-3));
        before = step.observation();
      }
    }
  }

  private static double shaping(float[] o) {
    return -100 * Math.hypot(o[0], o[1])
        - 100 * Math.hypot(o[2], o[3])
        - 100 * Math.abs(o[4])
        + 10 * o[6]
        + 10 * o[7];
  }

  @Test
  void enginesPushTheOtherWay() {
    assertThat(speedAfter(MAIN)[3]).isGreaterThan(speedAfter(NOTHING)[3]);
    assertThat(speedAfter(LEFT)[5]).isGreaterThan(speedAfter(NOTHING)[5]);
    assertThat(speedAfter(3L)[5]).isLessThan(speedAfter(NOTHING)[5]);
  }

  private static float[] speedAfter(long action) {
    try (LunarLander lander = new LunarLander()) {
      lander.reset(2);
      lander.step(action);
      return lander.step(action).observation();
    }
  }

  @Test
  void throttlesBelowTheirThresholdsDoNothing() {
    LunarLanderSettings continuous = LunarLanderSettings.DEFAULT.withContinuous(true);
    try (LunarLander idle = new LunarLander(continuous);
        LunarLander weak = new LunarLander(continuous);
        LunarLander strong = new LunarLander(continuous)) {
      idle.reset(1);
      weak.reset(1);
      strong.reset(1);
      float[] nothing = idle.step(new float[] {-1, 0}).observation();
      assertThat(weak.step(new float[] {0, -0.5f}).observation()).isEqualTo(nothing);
      assertThat(strong.step(new float[] {0.01f, 0.51f}).observation()).isNotEqualTo(nothing);
    }
  }

  @Test
  void argumentsDoWhatTheySay() {
    try (Environment<?, ?> light = spec().make(Map.of("gravity", "-1"));
        Environment<?, ?> heavy = spec().make(Map.of("gravity", "-11"));
        Environment<?, ?> cheap = spec().make(Map.of("main_engine_cost", "0"));
        Environment<?, ?> costly = spec().make(Map.of("main_engine_cost", "5"))) {
      assertThat(fallen(light, NOTHING).observation()[3])
          .isGreaterThan(fallen(heavy, NOTHING).observation()[3]);
      assertThat(fallen(cheap, MAIN).reward() - fallen(costly, MAIN).reward())
          .isCloseTo(5, within(1e-9));
    }
  }

  @SuppressWarnings("unchecked") // a lander's observations are arrays, its actions numbers
  private static Step<float[]> fallen(Environment<?, ?> environment, long action) {
    Environment<float[], Long> lander = (Environment<float[], Long>) environment;
    lander.reset(1);
    lander.step(action);
    return lander.step(action);
  }

  @Test
  void badArgumentsAreRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec().make(Map.of("gravity", "0")))
        .withMessageContaining("gravity is a number from -11.99 to -0.01");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec().make(Map.of("leg_h", "1000")))
        .withMessageContaining("leg_h");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LunarLanderSettings.Wind(true, -1, 0))
        .withMessageContaining("wind_power is 0.0 to 100.0");
  }

  /** A cleared world is as good as a new one. */
  @Test
  void laterEpisodesGoAsInANewEnvironment() {
    try (LunarLander used = new LunarLander()) {
      for (long seed = 0; seed < 12; seed++) {
        List<float[]> later = playRandomly(used, seed);
        try (LunarLander fresh = new LunarLander()) {
          assertThat(later)
              .usingElementComparator(java.util.Arrays::compare)
              .isEqualTo(playRandomly(fresh, seed));
        }
      }
    }
  }

  private static List<float[]> playRandomly(LunarLander lander, long seed) {
    Pcg64 random = Pcg64.seeded(seed + 100);
    List<float[]> seen = new ArrayList<>();
    seen.add(lander.reset(Start.seed(seed)).observation());
    while (true) {
      Step<float[]> step = lander.step(random.integers(4));
      seen.add(step.observation());
      if (step.terminated()) {
        return seen;
      }
    }
  }

  private static EnvironmentSpec spec() {
    return EnvironmentRegistry.load().spec("LunarLander-v3");
  }

  @SuppressWarnings("unchecked") // actions are made as the environment's own action space has them
  static List<Step<float[]>> play(Environment<?, ?> environment, Baseline rule, long seed) {
    List<Step<float[]>> steps = new ArrayList<>();
    try (Environment<float[], Object> task = (Environment<float[], Object>) environment) {
      float[] o = task.reset(seed).observation();
      rule.reset();
      Step<float[]> step;
      do {
        double[] action = rule.act(Numbers.of(task.observationSpace(), o), new byte[0]);
        for (int i = 0; i < action.length; i++) {
          action[i] = (float) action[i];
        }
        step = task.step(Numbers.element(task.actionSpace(), action));
        o = step.observation();
        steps.add(step);
      } while (!step.done());
    }
    return steps;
  }
}
