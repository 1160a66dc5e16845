package palestra.tests.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import palestra.envs.Start;
import palestra.envs.Step;
import palestra.envs.racing.CarRacing;
import palestra.envs.racing.RacingSettings;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.registry.EnvironmentSpec;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Sampler;
import palestra.envs.vector.Batch;

/**
 * CarRacing, held against Gymnasium's: the car's state and the rewards of whole episodes, and the
 * pixels of some frames.
 *
 * <p>On the machine where this was written both are equal bit for bit, solver included. The
 * tolerance of the states leaves room for processors whose C library or compiler rounds the last
 * bit otherwise, of which a second of driving makes some 1e-6.
 */
final class CarRacingParityTest {
  private static final double STATE_TOLERANCE = 1e-4;
  private static final double REWARD_TOLERANCE = 1e-9;
  private static final int SIZE = 96;
  private static final int CHANNELS = 3;

  /** Where the score's digits are, which are not the reference's font. */
  private static final int DIGITS_ROW = 86;

  private static final int DIGITS_COLUMNS = 13;

  @TestFactory
  Stream<DynamicTest> episodes() throws IOException, InterruptedException {
    return Stream.concat(
        tests("golden ", Trajectories.golden("car_racing")),
        tests("now ", Gymnasium.run("car_racing.py")));
  }

  private static Stream<DynamicTest> tests(String source, JsonNode document) {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode node : document.get("cases")) {
      tests.add(DynamicTest.dynamicTest(source + node.get("arguments"), () -> check(node)));
    }
    assertThat(tests).hasSize(4);
    return tests.stream();
  }

  private static void check(JsonNode node) {
    EnvironmentSpec spec = EnvironmentRegistry.load().spec(node.get("id").asText());
    assertThat(spec.maxEpisodeSteps()).hasValue(node.get("maxEpisodeSteps").asInt());
    assertThat(spec.rewardThreshold()).hasValue(node.get("rewardThreshold").asDouble());
    try (CarRacing environment = new CarRacing(settings(node.get("arguments")))) {
      assertThat(environment.observationSpace()).hasToString(node.get("observationSpace").asText());
      assertThat(environment.actionSpace()).hasToString(node.get("actionSpace").asText());
      for (JsonNode episode : node.get("episodes")) {
        play(environment, episode);
      }
    }
  }

  private static RacingSettings settings(JsonNode arguments) {
    RacingSettings settings = RacingSettings.DEFAULT;
    if (arguments.has("continuous")) {
      settings = settings.withContinuous(arguments.get("continuous").asBoolean());
    }
    if (arguments.has("domain_randomize")) {
      settings = settings.withDomainRandomize(arguments.get("domain_randomize").asBoolean());
    }
    if (arguments.has("lap_complete_percent")) {
      settings = settings.withLapCompletePercent(arguments.get("lap_complete_percent").asDouble());
    }
    return settings;
  }

  private static void play(CarRacing environment, JsonNode episode) {
    Map<String, Object> options = new TreeMap<>();
    if (episode.get("options").has("randomize")) {
      options.put("randomize", episode.get("options").get("randomize").asBoolean());
    }
    OptionalLong seed = OptionalLong.of(episode.get("seed").asLong());
    byte[] pixels = environment.reset(new Start(seed, Optional.empty(), options)).observation();
    String where = "seed " + seed.getAsLong() + ", step ";
    double[] states = Values.numbers(episode.get("states"));
    assertState(where + 0, environment.carState(), states, 0);
    assertFrame(where + 0, pixels, episode.get("frames").get("0"));
    JsonNode actions = episode.get("actions");
    for (int i = 0; i < actions.size(); i++) {
      Step<byte[]> step =
          environment.step(Values.element(environment.actionSpace(), actions.get(i)));
      String at = where + (i + 1);
      assertThat(step.reward())
          .as(at)
          .isCloseTo(episode.get("rewards").get(i).asDouble(), within(REWARD_TOLERANCE));
      assertThat(step.terminated()).as(at).isEqualTo(episode.get("terminated").get(i).asBoolean());
      Values.assertInfo(at, step.info(), episode.get("infos").get(i), 0);
      assertState(at, environment.carState(), states, i + 1);
      JsonNode frame = episode.get("frames").get(String.valueOf(i + 1));
      if (frame != null) {
        assertFrame(at, step.observation(), frame);
      }
    }
  }

  private static void assertState(String where, double[] ours, double[] theirs, int row) {
    for (int i = 0; i < ours.length; i++) {
      double expected = theirs[row * ours.length + i];
      assertThat(ours[i])
          .as("%s, number %d of the state", where, i)
          .isCloseTo(expected, within(STATE_TOLERANCE * Math.max(1, Math.abs(expected))));
    }
  }

  /**
   * Away from edges the mean error is at most 2 levels of 255, as asked; and nearly all pixels are
   * equal but for the score's digits, edges included.
   */
  private static void assertFrame(String where, byte[] ours, JsonNode node) {
    byte[] theirs = inflate(node);
    assertThat(ours).as(where).hasSameSizeAs(theirs);
    double sum = 0;
    int inner = 0;
    int others = 0;
    int unequal = 0;
    double digits = 0;
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column < SIZE; column++) {
        int error = 0;
        for (int channel = 0; channel < CHANNELS; channel++) {
          int at = CHANNELS * (row * SIZE + column) + channel;
          error += Math.abs((ours[at] & 0xff) - (theirs[at] & 0xff));
        }
        if (!nearEdge(theirs, row, column)) {
          sum += error;
          inner++;
        }
        if (row >= DIGITS_ROW && column < DIGITS_COLUMNS) {
          digits += error;
        } else {
          unequal += error > 0 ? 1 : 0;
          others++;
        }
      }
    }
    assertThat(inner).as(where + ", pixels away from edges").isGreaterThan(SIZE * SIZE / 10);
    assertThat(sum / (CHANNELS * inner)).as(where + ", away from edges").isLessThanOrEqualTo(2);
    assertThat(unequal).as(where + ", unequal pixels of " + others).isLessThan(others / 1000);
    double mean = digits / (CHANNELS * (SIZE - DIGITS_ROW) * DIGITS_COLUMNS);
    assertThat(mean).as(where + ", mean error of the digits").isLessThan(16);
  }

  /** Whether a level differs from the pixel's own within two pixels around it. */
  private static boolean nearEdge(byte[] pixels, int row, int column) {
    for (int y = Math.max(0, row - 2); y <= Math.min(SIZE - 1, row + 2); y++) {
      for (int x = Math.max(0, column - 2); x <= Math.min(SIZE - 1, column + 2); x++) {
        for (int channel = 0; channel < CHANNELS; channel++) {
          int level = pixels[CHANNELS * (row * SIZE + column) + channel] & 0xff;
          if (Math.abs((pixels[CHANNELS * (y * SIZE + x) + channel] & 0xff) - level) > 8) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static byte[] inflate(JsonNode node) {
    try (InflaterInputStream stream =
        new InflaterInputStream(new ByteArrayInputStream(node.binaryValue()))) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError("a frame cannot be read", e);
    }
  }

  /** Two policies, other seeds than the reference's: returns and lengths are alike. */
  @Test
  void returnsAndLengthsAreDistributedAlike() throws IOException, InterruptedException {
    compareSamples(40, 60);
  }

  @Test
  @Tag("learning")
  void returnsAndLengthsOfAThousandEpisodesAreDistributedAlike()
      throws IOException, InterruptedException {
    compareSamples(1000, 300);
  }

  private static void compareSamples(int episodes, int steps)
      throws IOException, InterruptedException {
    JsonNode theirs =
        Gymnasium.run(
            "car_racing.py", "--sample", String.valueOf(episodes), String.valueOf(steps), "0");
    for (String policy : List.of("random", "weave")) {
      double[] returns = new double[episodes];
      double[] lengths = new double[episodes];
      play(policy, steps, returns, lengths);
      compare(policy + ", returns", returns, Values.numbers(theirs.get(policy).get("returns")));
      compare(policy + ", lengths", lengths, Values.numbers(theirs.get(policy).get("lengths")));
    }
  }

  /** Plays episodes in a vector of one, whose frames nobody asks for, with seeds of our own. */
  private static void play(String policy, int steps, double[] returns, double[] lengths) {
    try (CarRacing environment = new CarRacing()) {
      Batch actions = new Batch(DType.FLOAT32, 1, CHANNELS);
      Sampler<Object> sampler = environment.actionSpace().sampler(99);
      for (int episode = 0; episode < returns.length; episode++) {
        environment.begin(Pcg64.seeded(50_000 + episode));
        int step = 0;
        while (step < steps && (step == 0 || !environment.terminated())) {
          step++;
          float[] action =
              policy.equals("weave")
                  ? new float[] {(float) (0.15 * Math.sin(0.1 * step)), 0.25f, 0}
                  : (float[]) sampler.next();
          for (int i = 0; i < action.length; i++) {
            actions.set(i, action[i]);
          }
          returns[episode] += environment.move(actions, 0);
        }
        lengths[episode] = step;
      }
    }
  }

  /** Kolmogorov's and Smirnov's test at the level of one in a thousand. */
  private static void compare(String what, double[] ours, double[] theirs) {
    assertThat(ours).as(what).hasSameSizeAs(theirs);
    assertThat(distance(ours, theirs))
        .as(what + ", largest distance of the distributions")
        .isLessThan(1.95 * Math.sqrt(2.0 / ours.length));
  }

  private static double distance(double[] ours, double[] theirs) {
    double largest = 0;
    for (double[] values : List.of(ours, theirs)) {
      for (double value : values) {
        largest = Math.max(largest, Math.abs(below(ours, value) - below(theirs, value)));
      }
    }
    return largest;
  }

  private static double below(double[] values, double bound) {
    return Arrays.stream(values).filter(value -> value <= bound).count() / (double) values.length;
  }
}
