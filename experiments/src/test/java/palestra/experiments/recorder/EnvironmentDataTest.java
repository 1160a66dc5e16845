package palestra.experiments.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import palestra.generative.data.Data;
import palestra.generative.data.Data.Part;
import palestra.generative.data.DataSets;
import palestra.generative.data.StoredData;

/** Data recorded from environments: the same for the same text, cached or not. */
final class EnvironmentDataTest {
  @TempDir private Path directory;

  private StoredData open(String text) {
    return open("cache", text);
  }

  private StoredData open(String cache, String text) {
    return (StoredData) new EnvironmentDataProvider(directory.resolve(cache)).open(text);
  }

  private static float[][] all(StoredData data) {
    return Stream.of(Part.values())
        .flatMap(part -> Arrays.stream(data.part(part).rows()))
        .toArray(float[][]::new);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "frames env=CartPole-v1 count=40 size=16 channels=1",
        "frames env=MinAtar/Breakout-v1 count=40 size=12 every=2",
        "observations env=MinAtar/Breakout-v1 count=60",
        "observations env=Pendulum-v1 count=30"
      })
  void sameTextSameDataCachedOrNot(String text) throws IOException {
    float[][] fresh = all(open("one", text));
    assertThat(all(open("one", text))).isDeepEqualTo(fresh);
    assertThat(all(open("two", text))).isDeepEqualTo(fresh);
    try (Stream<Path> kept = Files.list(directory.resolve("one"))) {
      assertThat(kept).hasSize(1);
    }
    assertThat(all(open("one", text + " seed=1"))).isNotEqualTo(fresh);
  }

  @Test
  void framesArePicturesFromZeroToOne() {
    StoredData data = open("frames env=CartPole-v1 count=30 size=20");
    assertThat(data.shape()).containsExactly(20, 20, 3);
    assertThat(data.classes()).isZero();
    float[] row = all(data)[0];
    for (float value : row) {
      assertThat(value).isBetween(0f, 1f);
    }
    assertThat(row).as("a cart and a pole").contains(row[0]).isNotEqualTo(filled(row));
    assertThat(all(data)[7]).as("they move").isNotEqualTo(row);
  }

  private static float[] filled(float[] like) {
    float[] filled = new float[like.length];
    Arrays.fill(filled, like[0]);
    return filled;
  }

  @Test
  void observationsAreWhatAgentsSee() {
    StoredData game = open("observations env=MinAtar/SpaceInvaders-v1 count=20");
    assertThat(game.shape()).containsExactly(10, 10, 6);
    for (float[] row : all(game)) {
      for (float value : row) {
        assertThat(value == 0 || value == 1).isTrue();
      }
    }
    StoredData stacked =
        open(
            "observations env=CarRacing-v3 count=20 wrappers=GrayscaleObservation;FrameStackObservation:2");
    assertThat(stacked.shape()).as("channels last").containsExactly(96, 96, 2);
    StoredData vector = open("observations env=CartPole-v1 count=20");
    assertThat(vector.shape()).containsExactly(4);
    assertThat(vector.pictures()).isFalse();
  }

  @Test
  void wholeEpisodesAreHeldOut() {
    StoredData data = open("observations env=CartPole-v1 count=400 heldOut=0.2");
    // Every CartPole episode begins within 0.05 of rest, and leaves that in velocity at once.
    float[] first = data.part(Part.HELD_OUT).rows()[0];
    for (float value : first) {
      assertThat(value).isBetween(-0.05f, 0.05f);
    }
    assertThat(data.size(Part.HELD_OUT)).isBetween(40L, 160L);
    assertThat(data.size(Part.TRAINING) + data.size(Part.HELD_OUT)).isEqualTo(400);
    StoredData one = open("observations env=Pendulum-v1 count=100 heldOut=0.2");
    assertThat(one.size(Part.HELD_OUT)).as("one episode is cut").isEqualTo(20);
    assertThat(open("observations env=Pendulum-v1 count=100 heldOut=0").size(Part.HELD_OUT))
        .isZero();
  }

  @Test
  void aTornFileIsRecordedAnew() throws IOException {
    String text = "observations env=MinAtar/Breakout-v1 count=50";
    float[][] fresh = all(open(text));
    Path file;
    try (Stream<Path> kept = Files.list(directory.resolve("cache"))) {
      file = kept.findFirst().orElseThrow();
    }
    byte[] whole = Files.readAllBytes(file);
    byte[] flipped = whole.clone();
    flipped[whole.length / 2] ^= 1;
    for (byte[] damaged : List.of(Arrays.copyOf(whole, whole.length / 2), flipped, new byte[0])) {
      Files.write(file, damaged);
      assertThat(all(open(text))).isDeepEqualTo(fresh);
      assertThat(file).hasBinaryContent(whole);
    }
  }

  @Test
  void theNameOpensItAgain() {
    Data data = open("observations count=30 env=CartPole-v1 every=1");
    assertThat(data.name()).isEqualTo("observations env=CartPole-v1 count=30");
    assertThat(DataSets.load().names()).containsKeys("frames", "observations");
  }

  @Test
  void argumentsChangeTheEnvironment() {
    float[][] plain = all(open("observations env=MinAtar/Breakout-v1 count=30"));
    String text = "observations env=MinAtar/Breakout-v1?sticky_action_prob=1 count=30";
    assertThat(all(open(text))).isNotEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "frames | frames: env must name an environment",
        "frames env=CartPole-v9 | CartPole-v1",
        "frames env=CartPole-v1 channels=2 | channels must be 1 or 3, but is 2",
        "frames env=CartPole-v1 size=2 | size must be from 4 to 512, but is 2",
        "frames env=CartPole-v1 colour=1 | has no setting colour",
        "frames env=CartPole-v1 count=1000000 | GB of memory",
        "frames env=CartPole-v1?gravitas=1 | gravitas",
        "observations env=CartPole-v1 count=1 | count must be at least 2, but is 1",
        "observations env=CartPole-v1 heldOut=1 | heldOut must be from 0 to below 1",
        "observations env=CartPole-v1 every=0 | every must be at least 1",
        "observations env=Taxi-v4 | observations must be a Box of pictures or vectors",
        "observations env=CartPole-v1 policy=/nowhere | there is no run directory /nowhere",
        "observations env=CartPole-v1 wrappers=Frames | Frames"
      })
  void whatIsWrongIsSaidInOneLine(String text, String message) {
    assertThatThrownBy(() -> open(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }
}
