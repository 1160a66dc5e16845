package palestra.tests.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import palestra.envs.registry.EnvironmentRegistry;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.DType;
import palestra.envs.spaces.Dict;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Graph;
import palestra.envs.spaces.MultiBinary;
import palestra.envs.spaces.MultiDiscrete;
import palestra.envs.spaces.OneOf;
import palestra.envs.spaces.Sampler;
import palestra.envs.spaces.Sequence;
import palestra.envs.spaces.Space;
import palestra.envs.spaces.Text;
import palestra.envs.spaces.Tuple;
import palestra.envs.vector.AutoresetMode;
import palestra.envs.vector.Batch;
import palestra.envs.vector.VectorEnvironment;

/** Vectors with both kinds of autoreset, and spaces, held against Gymnasium's. */
final class GymnasiumParityTest {
  private static final String ID = "CartPole-v1";

  private static final float INF = Float.POSITIVE_INFINITY;

  private static JsonNode gymnasium;

  @BeforeAll
  static void play() throws Exception {
    gymnasium = Gymnasium.run("gymnasium_parity.py");
    assertThat(gymnasium.get("version").asText()).isEqualTo("1.4.0");
  }

  @Test
  void vectorsStepAlikeUnderSameStep() {
    playVector("sameStep", AutoresetMode.SAME_STEP);
  }

  @Test
  void vectorsStepAlikeUnderNextStep() {
    playVector("nextStep", AutoresetMode.NEXT_STEP);
  }

  private static void playVector(String name, AutoresetMode mode) {
    JsonNode played = gymnasium.get(name);
    int count = played.get("first").size() / 4;
    try (VectorEnvironment environments =
        EnvironmentRegistry.load().makeVector(ID, count, mode, Map.of())) {
      environments.reset(played.get("seed").asLong());
      assertThat(all(environments.observations())).isEqualTo(floats(played.get("first")));
      Batch actions = environments.newActions();
      int finals = 0;
      for (JsonNode expected : played.get("steps")) {
        for (int i = 0; i < count; i++) {
          actions.longs().put(i, expected.get("actions").get(i).asLong());
        }
        environments.step(actions);
        assertThat(all(environments.observations()))
            .isEqualTo(floats(expected.get("observations")));
        for (int i = 0; i < count; i++) {
          assertThat(environments.rewards()[i])
              .isEqualTo(expected.get("rewards").get(i).asDouble());
          assertThat(environments.terminated()[i])
              .isEqualTo(expected.get("terminated").get(i).asBoolean());
          assertThat(environments.truncated()[i])
              .isEqualTo(expected.get("truncated").get(i).asBoolean());
          JsonNode last = expected.get("finals").get(i);
          if (!last.isNull()) {
            finals++;
            assertThat(row(environments.finalObservations(), i)).isEqualTo(floats(last));
          }
        }
      }
      assertThat(finals > 0).isEqualTo(mode == AutoresetMode.SAME_STEP);
    }
  }

  @TestFactory
  Stream<DynamicTest> spacesReadAndSampleAlike() {
    Map<String, Space<?>> ours = spaces();
    JsonNode theirs = gymnasium.get("spaces");
    assertThat(ours.keySet()).containsExactlyInAnyOrderElementsOf(theirs::fieldNames);
    return ours.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      Space<?> space = entry.getValue();
                      JsonNode expected = theirs.get(entry.getKey());
                      assertThat(space).hasToString(text(expected, "text"));
                      assertSamples(space, 7, expected.get("samples"), 0, 12);
                      assertSamples(space, 123456789012L, expected.get("samples"), 12, 24);
                    }));
  }

  private static Map<String, Space<?>> spaces() {
    Map<String, Space<?>> spaces = new LinkedHashMap<>();
    spaces.put(
        "box of every kind of interval",
        Box.float32(new float[] {-1, -INF, 0, -INF}, new float[] {1, 2, INF, INF}));
    spaces.put("box of doubles", Box.float64(-2.5, 1e3, 2, 3));
    spaces.put("box of bytes", Box.uint8(0, 255, 2, 2, 3));
    spaces.put("box of int8", Box.of(DType.INT8, repeat(-3, 5), repeat(4, 5), 5));
    spaces.put(
        "box of ints",
        Box.of(DType.INT32, new double[] {-7, 0, -1000}, new double[] {3, 100000, 1000}, 3));
    spaces.put("box without bounds", Box.float32(-INF, INF, 3));
    spaces.put("box of longs", Box.of(DType.INT64, repeat(-5, 3), repeat(5, 3), 3));
    spaces.put("box of truths", Box.bool(4));
    Box<?> rows = (Box<?>) Box.of(DType.FLOAT32, line(-1, 0, 24), line(1, 20, 24), 2, 12);
    spaces.put("box with long rows", rows);
    spaces.put(
        "box with exponents", Box.float64(new double[] {-1e-5, -3e7}, new double[] {2.5e9, 1e10}));
    spaces.put("box of many", Box.float64(line(0, 1999, 2000), line(1, 2000, 2000)));
    spaces.put("discrete", new Discrete(5));
    spaces.put("discrete with a start", new Discrete(1000, -7));
    spaces.put("multi-discrete", new MultiDiscrete(5, 2, 200));
    spaces.put(
        "multi-discrete with a start",
        new MultiDiscrete(new long[] {3, 10, 2, 7}, new long[] {1, -5, 0, 100}, 2, 2));
    spaces.put("multi-binary", new MultiBinary(11));
    spaces.put("multi-binary with axes", new MultiBinary(3, 2));
    spaces.put("tuple", new Tuple(new Discrete(3), Box.float32(-1, 1, 2), new Text(3)));
    spaces.put("dict", Dict.sorted(Map.of("b", new Discrete(9), "a", Box.float64(0, 1, 1))));
    Map<String, Space<?>> ordered = new LinkedHashMap<>();
    ordered.put("z", new Discrete(4));
    ordered.put("y", new MultiBinary(3));
    spaces.put("dict in given order", new Dict(ordered));
    spaces.put("text", new Text(8));
    spaces.put("text of few letters", new Text(0, 6, "cab"));
    spaces.put("graph", new Graph(Box.float32(-1, 1, 3), new Discrete(5)));
    spaces.put("graph without edge features", new Graph(new Discrete(4, 2)));
    spaces.put("sequence", new Sequence(new Discrete(50)));
    spaces.put("sequence of boxes", new Sequence(Box.float32(0, 1, 2)));
    spaces.put("one of", new OneOf(new Discrete(3), Box.float32(-1, 1, 2), new MultiBinary(2)));
    spaces.put(
        "nested",
        new Tuple(
            Dict.sorted(Map.of("inner", new Tuple(new Discrete(2), new Discrete(3)))),
            new Sequence(new OneOf(new Discrete(2), new Text(2)))));
    return spaces;
  }

  private static void assertSamples(
      Space<?> space, long seed, JsonNode expected, int from, int to) {
    Sampler<?> sampler = space.sampler(seed);
    for (int i = from; i < to; i++) {
      Object sample = sampler.next();
      assertThat(space.contains(sample)).isTrue();
      assertThat(Plain.of(space, sample)).as("sample %d", i).isEqualTo(expected.get(i));
    }
  }

  private static double[] repeat(double value, int count) {
    return line(value, value, count);
  }

  /** Evenly spaced, as NumPy's {@code linspace}, which multiplies the step and then adds. */
  private static double[] line(double first, double last, int count) {
    double[] values = new double[count];
    double step = (last - first) / (count - 1);
    for (int i = 0; i < count; i++) {
      values[i] = i == count - 1 ? last : i * step + first;
    }
    return values;
  }

  private static String text(JsonNode node, String field) {
    return node.get(field).asText();
  }

  private static float[] floats(JsonNode numbers) {
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) numbers.get(i).asDouble();
    }
    return values;
  }

  private static float[] all(Batch batch) {
    float[] values = new float[batch.rows() * batch.rowSize()];
    batch.floats().get(0, values);
    return values;
  }

  private static float[] row(Batch batch, int row) {
    float[] values = new float[batch.rowSize()];
    batch.floats().get(row * values.length, values);
    return values;
  }
}
