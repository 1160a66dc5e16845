package palestra.tests.parity;

import static org.assertj.core.api.Assertions.assertThat;

import com.badlogic.gdx.math.Vector2;
import com.badlogic.gdx.physics.box2d.Body;
import com.badlogic.gdx.physics.box2d.EdgeShape;
import com.badlogic.gdx.physics.box2d.Fixture;
import com.badlogic.gdx.physics.box2d.Joint;
import com.badlogic.gdx.physics.box2d.PolygonShape;
import com.badlogic.gdx.physics.box2d.Shape;
import com.badlogic.gdx.physics.box2d.World;
import com.badlogic.gdx.physics.box2d.joints.RevoluteJoint;
import com.badlogic.gdx.utils.Array;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A world as {@code box2d_worlds.py} writes it. Bodies have no names and no order that both
 * bindings show, so they are ordered by what cannot differ: their fixtures, to the last bit.
 */
final class WorldDump {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** What a body and a hinge have that no step changes; compared exactly. */
  private static final List<String> FIXED =
      List.of(
          "type",
          "linearDamping",
          "angularDamping",
          "gravityScale",
          "bullet",
          "fixedRotation",
          "sleepingAllowed",
          "awake",
          "active",
          "fixtures");

  private static final List<String> FIXED_HINGE =
      List.of("limited", "low", "high", "motor", "motorSpeed");

  /** What cannot differ, and then the place, which is another for the second leg. */
  private static final Comparator<JsonNode> ORDER =
      Comparator.comparing((JsonNode body) -> body.get("type") + " " + body.get("fixtures"))
          .thenComparing(body -> body.get("position").get(0).asDouble());

  private WorldDump() {}

  /** Fails where a world differs; by how much places may, after a step, is given. */
  static void assertEqual(World world, JsonNode expected, double placed) {
    assertNumbers("gravity", vector(world.getGravity()), expected.get("gravity"), 0);
    Array<Body> made = new Array<>();
    world.getBodies(made);
    List<Body> bodies = new ArrayList<>();
    made.forEach(bodies::add);
    bodies.sort(Comparator.comparing(WorldDump::body, ORDER));
    List<JsonNode> theirs = new ArrayList<>();
    expected.get("bodies").forEach(theirs::add);
    theirs.sort(ORDER);
    assertThat(bodies).hasSameSizeAs(theirs);
    for (int i = 0; i < theirs.size(); i++) {
      ObjectNode ours = body(bodies.get(i));
      String where = "body " + i;
      for (String name : FIXED) {
        assertThat(ours.get(name)).as(where + ", " + name).isEqualTo(theirs.get(i).get(name));
      }
      for (String name :
          List.of(
              "position", "angle", "velocity", "angularVelocity", "mass", "inertia", "centre")) {
        assertNumbers(where + ", " + name, ours.get(name), theirs.get(i).get(name), placed);
      }
    }
    assertJoints(world, bodies, theirs, expected, placed);
  }

  private static void assertJoints(
      World world,
      List<Body> bodies,
      List<JsonNode> theirBodies,
      JsonNode expected,
      double placed) {
    Array<Joint> joints = new Array<>();
    world.getJoints(joints);
    List<ObjectNode> ours = new ArrayList<>();
    joints.forEach(joint -> ours.add(hinge((RevoluteJoint) joint, bodies)));
    List<ObjectNode> theirs = new ArrayList<>();
    for (JsonNode joint : expected.get("joints")) {
      ObjectNode renamed = joint.deepCopy();
      for (String end : List.of("bodyA", "bodyB")) {
        JsonNode body = expected.get("bodies").get(joint.get(end).asInt());
        renamed.put(end, (long) theirBodies.indexOf(body));
      }
      theirs.add(renamed);
    }
    ours.sort(Comparator.comparing(node -> node.get("bodyB").asLong()));
    theirs.sort(Comparator.comparing(node -> node.get("bodyB").asLong()));
    assertThat(ours).hasSameSizeAs(theirs);
    for (int i = 0; i < theirs.size(); i++) {
      assertThat(ours.get(i).get("bodyA")).isEqualTo(theirs.get(i).get("bodyA"));
      assertThat(ours.get(i).get("bodyB")).isEqualTo(theirs.get(i).get("bodyB"));
      for (String name : FIXED_HINGE) {
        assertThat(ours.get(i).get(name)).as(name).isEqualTo(theirs.get(i).get(name));
      }
      assertNumbers("anchorA", ours.get(i).get("anchorA"), theirs.get(i).get("anchorA"), placed);
      assertNumbers("anchorB", ours.get(i).get("anchorB"), theirs.get(i).get("anchorB"), placed);
    }
  }

  private static ObjectNode body(Body body) {
    ObjectNode node = JSON.objectNode();
    node.put("type", (long) body.getType().getValue());
    node.set("position", vector(body.getPosition()));
    node.put("angle", (double) body.getAngle());
    node.set("velocity", vector(body.getLinearVelocity()));
    node.put("angularVelocity", (double) body.getAngularVelocity());
    node.put("mass", (double) body.getMass());
    node.put("inertia", (double) body.getInertia());
    node.set("centre", vector(body.getLocalCenter()));
    node.put("linearDamping", (double) body.getLinearDamping());
    node.put("angularDamping", (double) body.getAngularDamping());
    node.put("gravityScale", (double) body.getGravityScale());
    node.put("bullet", body.isBullet());
    node.put("fixedRotation", body.isFixedRotation());
    node.put("sleepingAllowed", body.isSleepingAllowed());
    node.put("awake", body.isAwake());
    node.put("active", body.isActive());
    ArrayNode fixtures = node.putArray("fixtures");
    body.getFixtureList().forEach(fixture -> fixtures.add(fixture(fixture)));
    return node;
  }

  private static ObjectNode fixture(Fixture fixture) {
    ObjectNode node = JSON.objectNode();
    Shape shape = fixture.getShape();
    ArrayNode corners = JSON.arrayNode();
    if (shape instanceof EdgeShape edge) {
      node.put("kind", "edge");
      Vector2 corner = new Vector2();
      edge.getVertex1(corner);
      corners.add(vector(corner));
      edge.getVertex2(corner);
      corners.add(vector(corner));
    } else {
      node.put("kind", "polygon");
      PolygonShape polygon = (PolygonShape) shape;
      for (int i = 0; i < polygon.getVertexCount(); i++) {
        Vector2 corner = new Vector2();
        polygon.getVertex(i, corner);
        corners.add(vector(corner));
      }
    }
    node.set("corners", corners);
    node.put("radius", (double) shape.getRadius());
    node.put("density", (double) fixture.getDensity());
    node.put("friction", (double) fixture.getFriction());
    node.put("restitution", (double) fixture.getRestitution());
    node.put("sensor", fixture.isSensor());
    node.put("category", (long) (fixture.getFilterData().categoryBits & 0xffff));
    node.put("mask", (long) (fixture.getFilterData().maskBits & 0xffff));
    node.put("group", (long) fixture.getFilterData().groupIndex);
    return node;
  }

  private static ObjectNode hinge(RevoluteJoint joint, List<Body> bodies) {
    ObjectNode node = JSON.objectNode();
    node.put("bodyA", (long) bodies.indexOf(joint.getBodyA()));
    node.put("bodyB", (long) bodies.indexOf(joint.getBodyB()));
    node.set("anchorA", vector(joint.getLocalAnchorA()));
    node.set("anchorB", vector(joint.getLocalAnchorB()));
    node.put("limited", joint.isLimitEnabled());
    node.put("low", (double) joint.getLowerLimit());
    node.put("high", (double) joint.getUpperLimit());
    node.put("motor", joint.isMotorEnabled());
    node.put("motorSpeed", (double) joint.getMotorSpeed());
    return node;
  }

  private static ArrayNode vector(Vector2 vector) {
    return JSON.arrayNode().add((double) vector.x).add((double) vector.y);
  }

  private static void assertNumbers(
      String where, JsonNode ours, JsonNode theirs, double tolerance) {
    Object numbers = ours.isArray() ? Values.numbers(ours) : (Object) ours.asDouble();
    Values.assertEqual(where, numbers, theirs, tolerance);
  }
}
