package palestra.envs.box2d;

import com.badlogic.gdx.math.Vector2;
import com.badlogic.gdx.physics.box2d.Body;
import com.badlogic.gdx.physics.box2d.BodyDef;
import com.badlogic.gdx.physics.box2d.BodyDef.BodyType;
import com.badlogic.gdx.physics.box2d.Box2D;
import com.badlogic.gdx.physics.box2d.ContactListener;
import com.badlogic.gdx.physics.box2d.EdgeShape;
import com.badlogic.gdx.physics.box2d.Fixture;
import com.badlogic.gdx.physics.box2d.FixtureDef;
import com.badlogic.gdx.physics.box2d.PolygonShape;
import com.badlogic.gdx.physics.box2d.Shape;
import com.badlogic.gdx.physics.box2d.World;
import com.badlogic.gdx.physics.box2d.joints.RevoluteJoint;
import com.badlogic.gdx.physics.box2d.joints.RevoluteJointDef;
import com.badlogic.gdx.utils.GdxNativesLoader;
import java.util.ArrayList;
import java.util.List;

/**
 * A Box2D world with the settings that Gymnasium's tasks have through the Python package {@code
 * box2d}: bodies may sleep, warm starting and continuous collision are on, forces are cleared after
 * every step. What a definition leaves open (friction 0.2, no restitution, density 0, category 1,
 * every mask bit) has the same defaults in both bindings.
 *
 * <p>Worlds are independent of each other: different threads may build and step different worlds at
 * the same time, one world by one thread at a time. The binding keeps static scratch arrays only in
 * the getters of a shape's corners ({@code PolygonShape.getVertex}, {@code
 * EdgeShape.getVertex1}...), which nothing here calls while environments step; and it looks up its
 * callbacks in the first world ever made without a lock, so this class makes that one while the
 * class is loaded, which the virtual machine does once and locked.
 *
 * <p>Equal calls on a new world give an equal course to the last bit, whatever else runs. {@link
 * #clear} makes a used world as good as new, and cheaper: it takes the bodies out in the reverse
 * order of their making, which gives the broad phase its numbers back in the order in which it
 * hands them out, and so keeps the order of contacts. (In any other order a later episode would
 * differ in its last bits, as Gymnasium's walker does after a reset.)
 */
public final class Box2dWorld implements AutoCloseable {
  static {
    GdxNativesLoader.load();
    Box2D.init();
    new World(new Vector2(), true).dispose();
  }

  private final World world;
  private final SolverClock clock;
  private final BodyDef bodyDef = new BodyDef();
  private final List<Body> bodies = new ArrayList<>();

  /**
   * An empty world.
   *
   * @param gravity upwards, m/s^2; Earth's is negative
   */
  public Box2dWorld(double gravity) {
    this(gravity, new SolverClock());
  }

  /**
   * An empty world.
   *
   * @param gravity upwards, m/s^2; Earth's is negative
   * @param clock takes the time spent in the solver
   */
  public Box2dWorld(double gravity, SolverClock clock) {
    this.clock = clock;
    world = new World(new Vector2(0, (float) gravity), true);
  }

  /** The binding's own world, for what has no method here. */
  public World world() {
    return world;
  }

  /** What hears of contacts that begin and end while the world steps. */
  public void listen(ContactListener listener) {
    world.setContactListener(listener);
  }

  /** Adds a body without fixtures; the angle is in radians, anticlockwise. */
  public Body body(BodyType type, double x, double y, double angle) {
    bodyDef.type = type;
    bodyDef.position.set((float) x, (float) y);
    bodyDef.angle = (float) angle;
    Body body = world.createBody(bodyDef);
    bodies.add(body);
    return body;
  }

  /**
   * Takes out all that {@link #body} put in, and whatever hangs on it, and forgets the listener:
   * what follows goes as in a new world.
   */
  public void clear() {
    world.setContactListener(null);
    for (int i = bodies.size() - 1; i >= 0; i--) {
      world.destroyBody(bodies.get(i));
    }
    bodies.clear();
  }

  /** What a fixture is made of, without its shape. */
  public static FixtureDef material(double density, double friction, double restitution) {
    FixtureDef material = new FixtureDef();
    material.density = (float) density;
    material.friction = (float) friction;
    material.restitution = (float) restitution;
    return material;
  }

  /**
   * The same, colliding only with some others.
   *
   * @param category bits of what it is
   * @param mask bits of the categories it collides with
   */
  public static FixtureDef material(
      double density, double friction, double restitution, int category, int mask) {
    FixtureDef material = material(density, friction, restitution);
    material.filter.categoryBits = (short) category;
    material.filter.maskBits = (short) mask;
    return material;
  }

  /**
   * Adds a convex polygon to a body.
   *
   * @param corners x0, y0, x1, y1, ... in the body's frame, 3 to 8 corners
   */
  public static Fixture polygon(Body body, float[] corners, FixtureDef material) {
    PolygonShape shape = new PolygonShape();
    shape.set(corners);
    return fixture(body, shape, material);
  }

  /** Adds a box around a body's origin. */
  public static Fixture box(Body body, double halfWidth, double halfHeight, FixtureDef material) {
    PolygonShape shape = new PolygonShape();
    shape.setAsBox((float) halfWidth, (float) halfHeight);
    return fixture(body, shape, material);
  }

  /** Adds a line to a body, which collides from both sides. */
  public static Fixture edge(
      Body body, double x1, double y1, double x2, double y2, FixtureDef material) {
    EdgeShape shape = new EdgeShape();
    shape.set((float) x1, (float) y1, (float) x2, (float) y2);
    return fixture(body, shape, material);
  }

  /** Adds a shape to a body, which copies it, and frees it. */
  public static Fixture fixture(Body body, Shape shape, FixtureDef material) {
    material.shape = shape;
    Fixture fixture = body.createFixture(material);
    material.shape = null;
    shape.dispose();
    return fixture;
  }

  /**
   * Adds a hinge. Its angle counts from how its bodies stand to each other now, as the Python
   * binding has it; Box2D's own default counts from equal angles.
   */
  public RevoluteJoint hinge(RevoluteJointDef hinge) {
    hinge.referenceAngle = hinge.bodyB.getAngle() - hinge.bodyA.getAngle();
    return (RevoluteJoint) world.createJoint(hinge);
  }

  /** Moves everything on. */
  public void step(double seconds, int velocityIterations, int positionIterations) {
    if (!clock.running()) {
      world.step((float) seconds, velocityIterations, positionIterations);
      return;
    }
    long start = System.nanoTime();
    world.step((float) seconds, velocityIterations, positionIterations);
    clock.add(System.nanoTime() - start);
  }

  /** Frees the world with all that is in it; its bodies, fixtures and joints are gone too. */
  @Override
  public void close() {
    world.dispose();
  }
}
