package palestra.envs.racing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import palestra.envs.Environment;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.registry.Baseline;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.seeding.Pcg64;

/** Rules of CarRacing: rewards, ends, colours, arguments, and the rule that plays it. */
final class CarRacingTest {
  private static final EnvironmentSpec SPEC = EnvironmentRegistry.load().spec("CarRacing-v3");
  private static final float[] GAS = {0, 1, 0};
  private static final float[] SOME_GAS = {0, 0.3f, 0};
  private static final float[] NOTHING = {0, 0, 0};

  @Test
  void tracksAreClosedAndHaveTilesAsLongAsTheStep() {
    for (int seed = 0; seed < 20; seed++) {
      Track track = Track.draw(Pcg64.seeded(seed), TrackSettings.DEFAULT);
      assertThat(track.length).isBetween(150, 500);
      for (int i = 1; i < track.length; i++) {
        double step = Math.hypot(track.x[i] - track.x[i - 1], track.y[i] - track.y[i - 1]);
        assertThat(step).isCloseTo(3.5, within(1e-9));
      }
      int last = track.length - 1;
      assertThat(Math.hypot(track.x[0] - track.x[last], track.y[0] - track.y[last]))
          .isLessThan(2 * 3.5 + 0.1);
    }
  }

  @Test
  void everyStepCostsAndEveryNewTilePays() {
    try (CarRacing environment = new CarRacing()) {
      environment.reset(1);
      double tiles = environment.carState()[19];
      double score = 0;
      for (int i = 0; i < 60; i++) {
        score += environment.step(GAS).reward();
      }
      double visited = environment.carState()[18];
      assertThat(visited).isGreaterThan(5);
      assertThat(score).isCloseTo(1000 * visited / tiles - 6.0, within(1e-9));
    }
  }

  @Test
  void leavingThePlayfieldEndsTheEpisodeWithItsReward() {
    try (CarRacing environment = new CarRacing()) {
      environment.reset(3);
      Step<byte[]> step = environment.step(SOME_GAS);
      int steps = 1;
      while (!step.terminated() && steps < 1000) {
        step = environment.step(SOME_GAS);
        steps++;
      }
      assertThat(step.terminated()).isTrue();
      assertThat(step.reward()).isEqualTo(-100);
      assertThat(step.info()).isEqualTo(Map.of("lap_finished", false));
      assertThatIllegalStateException().isThrownBy(() -> environment.step(GAS));
    }
  }

  @Test
  void aLapOfNoPercentIsCompleteAtOnce() {
    try (CarRacing environment = new CarRacing(RacingSettings.DEFAULT.withLapCompletePercent(0))) {
      environment.reset(1);
      Step<byte[]> step = environment.step(NOTHING);
      assertThat(step.terminated()).isTrue();
      assertThat(step.info()).isEqualTo(Map.of("lap_finished", true));
    }
  }

  @Test
  void coloursAreDrawnKeptAndSaved() throws IOException {
    RacingSettings settings = RacingSettings.DEFAULT.withDomainRandomize(true);
    try (CarRacing environment = new CarRacing(settings);
        CarRacing other = new CarRacing(settings)) {
      int first = corner(environment.reset(1).observation());
      Start keep = Start.seed(2).with(Map.of("randomize", false));
      assertThat(corner(environment.reset(keep).observation())).isEqualTo(first);
      byte[] seen = environment.step(GAS).observation();
      ByteArrayOutputStream state = new ByteArrayOutputStream();
      environment.saveState(new DataOutputStream(state));
      other.loadState(new DataInputStream(new ByteArrayInputStream(state.toByteArray())));
      assertThat(other.step(GAS).observation()).isEqualTo(environment.step(GAS).observation());
      assertThat(corner(environment.reset(2).observation())).isNotEqualTo(corner(seen));
      Start wrong = Start.seed(2).with(Map.of("randomize", 3));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> environment.reset(wrong))
          .withMessageContaining("randomize is true or false, but got 3");
    }
    try (CarRacing environment = new CarRacing()) {
      Start start = Start.seed(2).with(Map.of("randomize", true));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> environment.reset(start))
          .withMessageContaining("no reset options");
    }
  }

  /** The colour of the ground, which is seen in the playfield's corner from high above. */
  private static int corner(byte[] pixels) {
    int at = 3 * (40 * Shrinking.SIZE + 48);
    return ((pixels[at] & 0xff) << 16) | ((pixels[at + 1] & 0xff) << 8) | (pixels[at + 2] & 0xff);
  }

  @Test
  void discreteActionsSteerGasAndBrake() {
    try (CarRacing environment = new CarRacing(RacingSettings.DEFAULT.withContinuous(false))) {
      environment.reset(1);
      step(environment, 3, 40);
      double speed = Math.hypot(environment.carState()[3], environment.carState()[4]);
      assertThat(speed).isGreaterThan(5);
      step(environment, 1, 10);
      assertThat(environment.carState()[10]).isNegative();
      step(environment, 2, 30);
      assertThat(environment.carState()[10]).isPositive();
      step(environment, 4, 60);
      assertThat(Math.hypot(environment.carState()[3], environment.carState()[4]))
          .isLessThan(speed / 2);
    }
  }

  private static void step(CarRacing environment, long action, int times) {
    for (int i = 0; i < times; i++) {
      environment.step(action);
    }
  }

  @Test
  void argumentsReachTheCarAndBadOnesAreNamed() {
    assertThat(speedAfter(Map.of("road_friction", "3"))).isGreaterThan(1.2 * speedAfter(Map.of()));
    assertThat(speedAfter(Map.of("hull_density", "3"))).isLessThan(0.9 * speedAfter(Map.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPEC.make(Map.of("track_turn_rate", "3")))
        .withMessageContaining("track_turn_rate")
        .withMessageContaining("0.05 to 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SPEC.make(Map.of("playfield", "260", "track_rad", "180")))
        .withMessageContaining("playfield");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RacingSettings.DEFAULT.withLapCompletePercent(2))
        .withMessageContaining("lap_complete_percent");
  }

  @SuppressWarnings("unchecked") // the environment is CarRacing in its step limit
  private static double speedAfter(Map<String, String> arguments) {
    try (Environment<byte[], Object> environment =
        (Environment<byte[], Object>) SPEC.make(arguments)) {
      environment.reset(1);
      byte[] pixels = new byte[0];
      for (int i = 0; i < 60; i++) {
        pixels = environment.step(GAS).observation();
      }
      return RoadFollower.speed(doubles(pixels));
    }
  }

  @Test
  void theRuleStaysOnTheRoad() {
    Optional<Baseline> rule = SPEC.newBaseline(Map.of()).map(supplier -> supplier.get());
    Baseline follower = rule.orElseThrow();
    try (CarRacing environment = new CarRacing()) {
      follower.reset();
      byte[] pixels = environment.reset(5).observation();
      double score = 0;
      for (int i = 0; i < 400; i++) {
        double[] action = follower.act(doubles(pixels), new byte[0]);
        float[] floats = {(float) action[0], (float) action[1], (float) action[2]};
        Step<byte[]> step = environment.step(floats);
        pixels = step.observation();
        score += step.reward();
      }
      assertThat(score).isGreaterThan(250);
    }
  }

  private static double[] doubles(byte[] pixels) {
    double[] doubles = new double[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      doubles[i] = pixels[i] & 0xff;
    }
    return doubles;
  }
}
