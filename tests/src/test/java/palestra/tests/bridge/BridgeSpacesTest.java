package palestra.tests.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import palestra.envs.Environment;
import palestra.envs.bridge.BridgeException;
import palestra.envs.bridge.GymVectorEnvironment;
import palestra.envs.bridge.wire.RowLayout;
import palestra.envs.spaces.GraphInstance;
import palestra.envs.spaces.OneOf;
import palestra.envs.spaces.Sampler;
import palestra.envs.vector.AutoresetMode;

/** Elements of every kind of space cross the bridge in both directions and stay what they are. */
final class BridgeSpacesTest {
  private static final int SAMPLES = 10;

  /**
   * Twelve random spaces at a time, nested up to three deep. Python's samples are Java's for the
   * same seed, which only elements that came across whole can be; Java's samples are elements in
   * Python, and come back as they went.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void randomSpacesCrossInBothDirections(int number) {
    try (Environment<?, ?> echo =
        Bridged.single("gym:bridge_envs:Echo-v0", "number=" + number, "bridge.sequence=200")) {
      var reset = echo.reset(number);
      assertThat(echo.observationSpace()).hasToString((String) reset.info().get("space"));
      Sampler<?> same = echo.observationSpace().sampler(number);
      assertSame(reset.observation(), same.next());
      Sampler<?> other = echo.observationSpace().sampler(100 + number);
      for (int i = 0; i < SAMPLES; i++) {
        Object sent = other.next();
        assertSame(Bridged.step(echo, sent).observation(), sent);
      }
    }
  }

  private static void assertSame(Object actual, Object expected) {
    assertThat(same(actual, expected)).as("%s is %s", actual, expected).isTrue();
  }

  private static boolean same(Object a, Object b) {
    if (a instanceof List<?> one && b instanceof List<?> other) {
      boolean same = one.size() == other.size();
      for (int i = 0; same && i < one.size(); i++) {
        same = same(one.get(i), other.get(i));
      }
      return same;
    } else if (a instanceof Map<?, ?> one && b instanceof Map<?, ?> other) {
      return one.keySet().equals(other.keySet())
          && one.keySet().stream().allMatch(key -> same(one.get(key), other.get(key)));
    } else if (a instanceof OneOf.Choice one && b instanceof OneOf.Choice other) {
      return one.index() == other.index() && same(one.value(), other.value());
    } else if (a instanceof GraphInstance one && b instanceof GraphInstance other) {
      return Objects.deepEquals(one.nodes(), other.nodes())
          && Objects.deepEquals(one.edges(), other.edges())
          && Objects.deepEquals(one.edgeLinks(), other.edgeLinks());
    }
    return Objects.deepEquals(a, b);
  }

  @Test
  void whatHasNoFixedLengthIsPaddedAndMasked() {
    String[] room = {"bridge.sequence=4", "bridge.nodes=3", "bridge.edges=2"};
    try (GymVectorEnvironment env =
        Bridged.vector("gym:bridge_envs:Stacked-v0", 2, AutoresetMode.SAME_STEP, room)) {
      env.reset(1);
      assertThat(env.observationLayout().fields())
          .extracting(RowLayout.Field::path)
          .containsExactly(
              "words.mask",
              "words.values",
              "graph.nodes.mask",
              "graph.nodes.values",
              "graph.edges.mask",
              "graph.edges.values",
              "graph.links.mask",
              "graph.links.values");
      Map<?, ?> seen = (Map<?, ?>) env.observation(1);
      assertThat((List<?>) seen.get("words")).hasSize(3);
      GraphInstance graph = (GraphInstance) seen.get("graph");
      assertThat((long[]) graph.nodes()).containsExactly(2, 0);
      assertThat(graph.edgeLinks()).containsExactly(0, 1);
      // The flat form: words with their mask, nodes (one of three each), edges, their ends.
      float sixth = 1 / 6f;
      assertThat(env.observations().row(1))
          .startsWith(1, 1, 1, 0, 0, sixth, 2 / 6f, 0.5f, 4 / 6f, 5 / 6f, 0, 0)
          .endsWith(1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0);
      assertThat(env.singleObservationSpace())
          .isEqualTo(env.observationLayout().flatSpace())
          .extracting(Object::toString)
          .asString()
          .endsWith("(32,), float64)");
    }
  }

  @Test
  void moreThanThereIsRoomForNamesTheSetting() {
    String[] room = {"items=6", "bridge.sequence=4"};
    try (Environment<?, ?> env = Bridged.single("gym:bridge_envs:Stacked-v0", room)) {
      assertThatThrownBy(() -> env.reset(1))
          .isInstanceOf(BridgeException.class)
          .hasMessageContaining("6 elements of a Sequence do not fit")
          .hasMessageContaining("--env-arg bridge.sequence=6");
    }
  }
}
