package palestra.tests.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.badlogic.gdx.math.Vector2;
import com.badlogic.gdx.physics.box2d.Body;
import com.badlogic.gdx.physics.box2d.BodyDef.BodyType;
import com.badlogic.gdx.utils.Array;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import palestra.envs.Step;
import palestra.envs.box2d.BipedalWalker;
import palestra.envs.box2d.BipedalWalkerBaseline;
import palestra.envs.box2d.BipedalWalkerSettings;
import palestra.envs.box2d.LunarLander;
import palestra.envs.box2d.LunarLanderSettings;
import palestra.tests.parity.Trajectories.Tolerance;

/**
 * The tasks in a Box2D world, held against Gymnasium's: worlds body by body, flights step by step.
 * Without contacts the two builds of Box2D agree to the last bit; the tolerances are for sine,
 * cosine and hyperbolic tangent of other processors and libraries. With contacts they round
 * differently, and {@link Box2dReturnsTest} holds distributions against each other.
 */
final class Box2dParityTest {
  private static final Tolerance TOLERANCE = new Tolerance(1e-5, 1e-3, 0);

  /** What the first step of the solver, with feet on the ground, may change. */
  private static final double PLACED = 1e-4;

  /** For 60 steps after a first one on the ground. */
  private static final Tolerance FLIGHT = new Tolerance(1e-3, 1e-2, 0);

  private static final double RULE = 1e-4;

  /** Descents above the ground, with every engine and with wind. */
  @TestFactory
  Stream<DynamicTest> lunarLander() throws IOException, InterruptedException {
    return Trajectories.tests("lunar_lander", TOLERANCE);
  }

  /** First observations, whose lidar shows the ground ahead. */
  @TestFactory
  Stream<DynamicTest> bipedalWalkerStarts() throws IOException, InterruptedException {
    return Trajectories.tests("bipedal_walker", TOLERANCE);
  }

  /** Legs that move in the air: motors, limits, observations and rewards. */
  @TestFactory
  Stream<DynamicTest> bipedalWalkerFlies() throws IOException {
    return cases("bipedal_walker")
        .map(
            node ->
                DynamicTest.dynamicTest(
                    name(node),
                    () -> node.get("flights").forEach(flight -> fly(hardcore(node), flight))));
  }

  private static void fly(boolean hardcore, JsonNode flight) {
    try (BipedalWalker walker =
        new BipedalWalker(BipedalWalkerSettings.DEFAULT.withHardcore(hardcore))) {
      walker.reset(flight.get("seed").asLong());
      lift(walker, (float) flight.get("lift").asDouble());
      for (int i = 0; i < flight.get("actions").size(); i++) {
        String where = "seed " + flight.get("seed") + ", step " + (i + 1);
        Step<float[]> step =
            walker.step(
                (float[]) Values.element(walker.actionSpace(), flight.get("actions").get(i)));
        Values.assertEqual(
            where, step.observation(), flight.get("observations").get(i), FLIGHT.observation());
        Values.assertEqual(
            where + ", reward", step.reward(), flight.get("rewards").get(i), FLIGHT.reward());
        assertThat(step.terminated())
            .as(where)
            .isEqualTo(flight.get("terminated").get(i).asBoolean());
      }
    }
  }

  private static void lift(BipedalWalker walker, float metres) {
    Array<Body> bodies = new Array<>();
    walker.world().getBodies(bodies);
    for (Body body : bodies) {
      if (body.getType() == BodyType.DynamicBody) {
        Vector2 position = body.getPosition();
        body.setTransform(position.x, position.y + metres, body.getAngle());
      }
    }
  }

  /** Ours does with what the reference's rule saw what that one did. */
  @TestFactory
  Stream<DynamicTest> bipedalWalkerRule() throws IOException {
    return cases("bipedal_walker")
        .map(
            node ->
                DynamicTest.dynamicTest(
                    name(node), () -> node.get("rules").forEach(Box2dParityTest::follow)));
  }

  private static void follow(JsonNode played) {
    BipedalWalkerBaseline rule = new BipedalWalkerBaseline();
    for (int i = 0; i < played.get("actions").size(); i++) {
      double[] observation = Values.numbers(played.get("observations").get(i));
      Values.assertEqual(
          "step " + (i + 1),
          rule.act(observation, new byte[0]),
          played.get("actions").get(i),
          RULE);
    }
  }

  /** Every body, fixture and joint after a reset. */
  @TestFactory
  Stream<DynamicTest> worlds() throws IOException, InterruptedException {
    List<JsonNode> nodes = new ArrayList<>();
    Trajectories.golden("box2d_worlds").get("cases").forEach(nodes::add);
    Gymnasium.run("box2d_worlds.py").get("cases").forEach(nodes::add);
    return nodes.stream()
        .map(
            node ->
                DynamicTest.dynamicTest(
                    name(node) + " seed " + node.get("seed"), () -> build(node)));
  }

  private static void build(JsonNode node) {
    long seed = node.get("seed").asLong();
    if (node.get("id").asText().startsWith("Lunar")) {
      try (LunarLander lander = new LunarLander(lander(node))) {
        lander.reset(seed);
        WorldDump.assertEqual(lander.world(), node.get("world"), PLACED);
      }
    } else {
      try (BipedalWalker walker =
          new BipedalWalker(BipedalWalkerSettings.DEFAULT.withHardcore(hardcore(node)))) {
        walker.reset(seed);
        WorldDump.assertEqual(walker.world(), node.get("world"), PLACED);
      }
    }
  }

  private static LunarLanderSettings lander(JsonNode node) {
    LunarLanderSettings d =
        LunarLanderSettings.DEFAULT.withContinuous(node.get("id").asText().contains("Continuous"));
    return node.get("arguments").has("gravity")
        ? new LunarLanderSettings(
            d.continuous(),
            node.get("arguments").get("gravity").asDouble(),
            new LunarLanderSettings.Wind(true, d.wind().power(), d.wind().turbulence()),
            d.craft(),
            d.engines(),
            d.place(),
            d.rewards())
        : d;
  }

  private static boolean hardcore(JsonNode node) {
    return node.get("id").asText().contains("Hardcore") || node.get("arguments").has("hardcore");
  }

  private static Stream<JsonNode> cases(String family) throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    Trajectories.golden(family).get("cases").forEach(nodes::add);
    assertThat(nodes).isNotEmpty();
    return nodes.stream();
  }

  private static String name(JsonNode node) {
    Map<String, String> shown = new LinkedHashMap<>();
    node.get("arguments").properties().forEach(e -> shown.put(e.getKey(), e.getValue().asText()));
    return node.get("id").asText() + " " + shown;
  }
}
