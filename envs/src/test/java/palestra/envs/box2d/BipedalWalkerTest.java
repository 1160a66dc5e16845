package palestra.envs.box2d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.badlogic.gdx.physics.box2d.Body;
import com.badlogic.gdx.utils.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import palestra.envs.Step;
import palestra.envs.registry.Arguments;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Sampler;

/** BipedalWalker's rules. */
final class BipedalWalkerTest {
  private static final double RANGE = 160 / 30.0;

  /** Box2D's own ray casts, ray by ray, over ground with every kind of obstacle. */
  @Test
  void theLidarSeesWhatBox2dsRayCastsSee() {
    int hits = 0;
    for (boolean hardcore : new boolean[] {false, true}) {
      BipedalWalkerSettings settings = BipedalWalkerSettings.DEFAULT.withHardcore(hardcore);
      BipedalTerrain terrain = new BipedalTerrain(settings);
      Lidar lidar = new Lidar(RANGE);
      try (BipedalWalker walker = new BipedalWalker(settings)) {
        for (long seed = 0; seed < 20; seed++) {
          walker.reset(seed);
          terrain.draw(Pcg64.seeded(seed));
          lidar.survey(terrain);
          for (float x = -3; x < 95; x += 0.377f) {
            float y = 5 + 3 * (float) Math.sin(7 * x);
            lidar.look(x, y);
            for (int ray = 0; ray < Lidar.RAYS; ray++) {
              assertThat(lidar.fraction(ray))
                  .as("hardcore %s, seed %d, at %f, %f, ray %d", hardcore, seed, x, y, ray)
                  .isEqualTo(cast(walker, x, y, ray));
              hits += lidar.fraction(ray) < 1 ? 1 : 0;
            }
          }
        }
      }
    }
    assertThat(hits).isGreaterThan(10_000);
  }

  private static float cast(BipedalWalker walker, float x, float y, int ray) {
    float[] nearest = {1};
    double angle = 1.5 * ray / 10.0;
    walker
        .world()
        .rayCast(
            (fixture, point, normal, fraction) -> {
              if ((fixture.getFilterData().categoryBits & 1) == 0) {
                return -1;
              }
              nearest[0] = fraction;
              return fraction;
            },
            x,
            y,
            (float) (x + Math.sin(angle) * RANGE),
            (float) (y - Math.cos(angle) * RANGE));
    return nearest[0];
  }

  @Test
  void fallingOnTheHullEndsTheEpisodeForMinusHundred() {
    try (BipedalWalker walker = new BipedalWalker()) {
      walker.reset(0);
      Step<float[]> step = walker.step(new float[] {1, 1, -1, -1});
      for (int i = 0; i < 1000 && !step.terminated(); i++) {
        step = walker.step(new float[] {1, 1, -1, -1});
      }
      assertThat(step.terminated()).isTrue();
      assertThat(step.reward()).isEqualTo(-100);
    }
  }

  @Test
  void theRuleWalksFar() {
    EnvironmentSpec spec = EnvironmentRegistry.load().spec("BipedalWalker-v3");
    List<Double> returns = new ArrayList<>();
    for (long seed = 0; seed < 12; seed++) {
      List<Step<float[]>> steps =
          LunarLanderTest.play(
              spec.make(Map.of()),
              spec.baseline().orElseThrow().make(new Arguments("", List.of(), Map.of())),
              seed);
      returns.add(steps.stream().mapToDouble(Step::reward).sum());
    }
    assertThat(returns).anyMatch(total -> total > 150);
  }

  @Test
  void torqueCosts() {
    BipedalWalkerSettings d = BipedalWalkerSettings.DEFAULT;
    BipedalWalkerSettings free =
        new BipedalWalkerSettings(
            false,
            d.terrain(),
            d.robot(),
            d.place(),
            new BipedalWalkerSettings.Rewards(130, 5, 0, -100));
    try (BipedalWalker cheap = new BipedalWalker(free);
        BipedalWalker dear = new BipedalWalker()) {
      cheap.reset(0);
      dear.reset(0);
      float[] action = {0.5f, -1, 0, 0.25f};
      assertThat(cheap.step(action).reward() - dear.step(action).reward())
          .isCloseTo(0.00035 * 80 * 1.75, within(1e-6));
    }
  }

  /** Along the ground, 130 for 30 m; a lean costs 5 a radian. */
  @Test
  void progressPaysAndLeaningCosts() {
    try (BipedalWalker walker = new BipedalWalker()) {
      walker.reset(0);
      double sum = 0;
      double x = x(walker);
      float[] before = walker.step(new float[4]).observation();
      double from = x(walker);
      float[] after = before;
      for (int i = 0; i < 40; i++) {
        Step<float[]> step = walker.step(new float[4]);
        sum += step.reward();
        after = step.observation();
      }
      double expected =
          130 * (x(walker) - from) / 30 - 5 * (Math.abs(after[0]) - Math.abs(before[0]));
      assertThat(sum).isCloseTo(expected, within(1e-4));
      assertThat(x(walker)).isNotEqualTo(x);
    }
  }

  private static double x(BipedalWalker walker) {
    Array<Body> bodies = new Array<>();
    walker.world().getBodies(bodies);
    double x = Double.NaN;
    float heaviest = 0;
    for (Body body : bodies) {
      if (body.getMass() > heaviest) {
        heaviest = body.getMass();
        x = body.getPosition().x;
      }
    }
    return x;
  }

  @Test
  void hardcoreHasObstaclesAndTheOtherHasNone() {
    try (BipedalWalker easy = new BipedalWalker();
        BipedalWalker hard = new BipedalWalker(BipedalWalkerSettings.DEFAULT.withHardcore(true))) {
      easy.reset(0);
      hard.reset(0);
      assertThat(easy.world().getBodyCount()).isEqualTo(199 + 5);
      assertThat(hard.world().getBodyCount()).isGreaterThan(199 + 5 + 4);
    }
  }

  @Test
  void badArgumentsAreRefusedByName() {
    EnvironmentSpec spec = EnvironmentRegistry.load().spec("BipedalWalker-v3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.make(Map.of("terrain_length", "10")))
        .withMessageContaining("terrain_length is a whole number from 50 to 2000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec.make(Map.of("knee_low", "0", "knee_high", "-1")))
        .withMessageContaining("knee_high is 0.0 to 3.0");
  }

  /** A cleared world is as good as a new one. */
  @Test
  void laterEpisodesGoAsInANewEnvironment() {
    BipedalWalkerSettings hard = BipedalWalkerSettings.DEFAULT.withHardcore(true);
    try (BipedalWalker used = new BipedalWalker(hard)) {
      for (long seed = 0; seed < 8; seed++) {
        List<float[]> later = playRandomly(used, seed);
        try (BipedalWalker fresh = new BipedalWalker(hard)) {
          assertThat(later)
              .usingElementComparator(Arrays::compare)
              .isEqualTo(playRandomly(fresh, seed));
        }
      }
    }
  }

  private static List<float[]> playRandomly(BipedalWalker walker, long seed) {
    Sampler<float[]> actions = walker.actionSpace().sampler(seed + 100);
    List<float[]> seen = new ArrayList<>();
    seen.add(walker.reset(seed).observation());
    for (int i = 0; i < 150; i++) {
      Step<float[]> step = walker.step(actions.next());
      seen.add(step.observation());
      if (step.terminated()) {
        break;
      }
    }
    return seen;
  }
}
