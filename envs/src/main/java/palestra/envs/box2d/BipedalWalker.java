package palestra.envs.box2d;

import com.badlogic.gdx.math.Vector2;
import com.badlogic.gdx.physics.box2d.Body;
import com.badlogic.gdx.physics.box2d.BodyDef.BodyType;
import com.badlogic.gdx.physics.box2d.FixtureDef;
import com.badlogic.gdx.physics.box2d.World;
import com.badlogic.gdx.physics.box2d.joints.RevoluteJoint;
import com.badlogic.gdx.physics.box2d.joints.RevoluteJointDef;
import java.util.Map;
import palestra.envs.Canvas;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Box;
import palestra.envs.vector.Batch;

/**
 * BipedalWalker: walk a robot with two legs of two joints each over uneven ground, without falling.
 *
 * <p>By O. Klimov, for OpenAI Gym, 2016. Equal to Gymnasium's {@code BipedalWalker-v3} and {@code
 * BipedalWalkerHardcore-v3}: the same seed gives the same terrain, bodies and joints; the solver
 * rounds the last bit of single precision otherwise than the Python package's, which contacts
 * magnify (see docs/box2d.md). Every episode begins as in a new environment, where the reference's
 * second one still has the first one's broad phase.
 *
 * <h2>Action space</h2>
 *
 * {@code float32[4]} in [-1, 1]: first hip, first knee, second hip, second knee. The sign is the
 * direction in which the joint's motor turns at its fixed speed, the size how much of its torque it
 * may use.
 *
 * <h2>Observation space</h2>
 *
 * {@code float32[24]}, without coordinates:
 *
 * <table>
 * <caption>Observation</caption>
 * <tr><th>#</th><th>what</th><th>unit</th><th>bounds</th></tr>
 * <tr><td>0</td><td>hull's angle</td><td>rad</td><td>-3.142, 3.142</td></tr>
 * <tr><td>1</td><td>hull's angular velocity</td><td>25 rad/s</td><td>-5, 5</td></tr>
 * <tr><td>2</td><td>velocity in x</td><td>8.33 m/s</td><td>-5, 5</td></tr>
 * <tr><td>3</td><td>velocity in y</td><td>12.5 m/s</td><td>-5, 5</td></tr>
 * <tr><td>4, 9</td><td>hip's angle, first and second leg</td><td>rad</td><td>-3.142, 3.142</td></tr>
 * <tr><td>5, 10</td><td>hip's speed</td><td>its motor's</td><td>-5, 5</td></tr>
 * <tr><td>6, 11</td><td>knee's angle plus 1</td><td>rad</td><td>-3.142, 3.142</td></tr>
 * <tr><td>7, 12</td><td>knee's speed</td><td>its motor's</td><td>-5, 5</td></tr>
 * <tr><td>8, 13</td><td>lower leg touches the ground</td><td>0 or 1</td><td>0, 5</td></tr>
 * <tr><td>14 to 23</td><td>lidar: distance to the ground along ten rays from straight down to 77
 * degrees forward</td><td>lidar's range, 5.33 m</td><td>-1, 1</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * 130 for each 30 m forward (some 300 to the far end), minus 5 for each radian by which the hull's
 * lean grew, minus 0.00035 for each N m that a motor may use. The step in which it falls earns -100
 * instead. As in the reference, the last sums are made in single precision.
 *
 * <h2>Start</h2>
 *
 * Standing on the left end of the terrain, pushed for one step by a force uniform in [-5, 5) N. The
 * ground's heights are drawn anew.
 *
 * <h2>End</h2>
 *
 * Terminated when the hull touches the ground, when it goes back beyond the left end, and when it
 * reaches the last ten steps of terrain; truncated after 1,600 steps (2,000 with obstacles), by the
 * registry's limit.
 *
 * <h2>Arguments</h2>
 *
 * {@code hardcore} as in Gymnasium (stumps, stairs and pits), and all constants: {@link
 * BipedalWalkerSettings}.
 *
 * <h2>Versions</h2>
 *
 * v3. Solved at 300.
 */
public final class BipedalWalker extends Box2dEnvironment<float[], float[]> {
  static final double VIEWPORT_WIDTH = 600;
  static final double VIEWPORT_HEIGHT = 400;

  /** Corners of the hull, pixels from its origin. */
  private static final float[] HULL = {-30, 9, 6, 9, 34, 1, 34, -8, -30, -8};

  /** The lower legs' width, as a part of the upper legs'. */
  static final double LOWER_WIDTH = 0.8;

  private static final Box<float[]> OBSERVATIONS = observations();
  private static final Box<float[]> ACTIONS = Box.float32(-1, 1, 4);
  private static final int GROUND = 0x0001;
  private static final int ROBOT = 0x0020;
  private static final int ALL = 0xffff;

  private final BipedalWalkerSettings settings;
  private final double scale;
  private final float[] state = new float[24];
  private final double[] idle = new double[4];
  private final Body[] legs = new Body[4];
  private final RevoluteJoint[] joints = new RevoluteJoint[4];
  private final Lidar lidar;
  private final BipedalTerrain terrain;
  private Box2dWorld world;
  private Body hull;
  private Touches touches;
  private double shaping;
  private boolean terminated;

  /** With Gymnasium's constants, without obstacles. */
  public BipedalWalker() {
    this(BipedalWalkerSettings.DEFAULT);
  }

  /** With other constants. */
  public BipedalWalker(BipedalWalkerSettings settings) {
    super("BipedalWalker", OBSERVATIONS, ACTIONS);
    this.settings = settings;
    scale = settings.place().scale();
    lidar = new Lidar(settings.robot().lidarRange() / scale);
    terrain = new BipedalTerrain(settings);
  }

  private static Box<float[]> observations() {
    float turn = (float) Math.PI;
    float[] high = new float[24];
    float[] body = {turn, 5, 5, 5, turn, 5, turn, 5, 5, turn, 5, turn, 5, 5};
    System.arraycopy(body, 0, high, 0, body.length);
    java.util.Arrays.fill(high, body.length, high.length, 1);
    float[] low = new float[24];
    for (int i = 0; i < low.length; i++) {
      low[i] = i == 8 || i == 13 ? -0.0f : -high[i];
    }
    return Box.float32(low, high);
  }

  /** The running episode's world, to look into; it is this environment's to change. */
  public World world() {
    return world.world();
  }

  @Override
  protected void build(Pcg64 random, Map<String, Object> options) {
    if (world == null) {
      world = new Box2dWorld(settings.place().gravity(), clock());
    }
    world.clear();
    terrain.draw(random);
    lidar.survey(terrain);
    buildGround();
    buildRobot(random);
    touches = new Touches(hull, legs[1], legs[3]);
    world.listen(touches);
    shaping = Double.NaN;
    advance(idle);
    terminated = false;
  }

  private void buildGround() {
    FixtureDef grass = Box2dWorld.material(0, settings.terrain().friction(), 0, GROUND, ALL);
    for (float[] corners : terrain.obstacles) {
      Box2dWorld.polygon(world.body(BodyType.StaticBody, 0, 0, 0), corners, grass);
    }
    double[] x = terrain.x;
    double[] y = terrain.y;
    for (int i = 0; i < x.length - 1; i++) {
      Body body = world.body(BodyType.StaticBody, 0, 0, 0);
      Box2dWorld.edge(body, x[i], y[i], x[i + 1], y[i + 1], grass);
    }
  }

  private void buildRobot(Pcg64 random) {
    BipedalWalkerSettings.Robot robot = settings.robot();
    double height = robot.legHeight() / scale;
    double width = robot.legWidth() / scale;
    double down = robot.legDown() / scale;
    double x = settings.terrain().step() / scale * settings.terrain().startPad() / 2;
    double y = settings.groundHeight() + 2 * height;
    hull = world.body(BodyType.DynamicBody, x, y, 0);
    float[] corners = new float[HULL.length];
    for (int i = 0; i < corners.length; i++) {
      corners[i] = (float) (HULL[i] / scale);
    }
    Box2dWorld.polygon(
        hull,
        corners,
        Box2dWorld.material(robot.hullDensity(), robot.hullFriction(), 0, ROBOT, GROUND));
    double push = random.uniform(-robot.initialRandom(), robot.initialRandom());
    hull.applyForceToCenter((float) push, 0, true);
    FixtureDef bone = Box2dWorld.material(robot.legDensity(), 0.2, 0, ROBOT, GROUND);
    for (int leg = 0; leg < 2; leg++) {
      int side = leg == 0 ? -1 : 1;
      Body upper = world.body(BodyType.DynamicBody, x, y - height / 2 - down, side * 0.05);
      Box2dWorld.box(upper, width / 2, height / 2, bone);
      legs[2 * leg] = upper;
      joints[2 * leg] = motor(hull, upper, down, height, side, robot.hipLow(), robot.hipHigh());
      Body lower = world.body(BodyType.DynamicBody, x, y - height * 3 / 2 - down, side * 0.05);
      Box2dWorld.box(lower, LOWER_WIDTH * width / 2, height / 2, bone);
      legs[2 * leg + 1] = lower;
      joints[2 * leg + 1] =
          motor(upper, lower, -height / 2, height, 1, robot.kneeLow(), robot.kneeHigh());
    }
  }

  /** Hangs a part of a leg, by its upper end, on a body. */
  private RevoluteJoint motor(
      Body above, Body part, double at, double height, double speed, double low, double high) {
    RevoluteJointDef hinge = new RevoluteJointDef();
    hinge.bodyA = above;
    hinge.bodyB = part;
    hinge.localAnchorA.set(0, (float) at);
    hinge.localAnchorB.set(0, (float) (height / 2));
    hinge.enableMotor = true;
    hinge.enableLimit = true;
    hinge.maxMotorTorque = (float) settings.robot().motorsTorque();
    hinge.motorSpeed = (float) speed;
    hinge.lowerAngle = (float) low;
    hinge.upperAngle = (float) high;
    return world.hinge(hinge);
  }

  @Override
  protected double advance(double[] action) {
    BipedalWalkerSettings.Robot robot = settings.robot();
    float torque = (float) robot.motorsTorque();
    for (int i = 0; i < joints.length; i++) {
      double speed = i % 2 == 0 ? robot.speedHip() : robot.speedKnee();
      joints[i].setMotorSpeed((float) (speed * Math.signum(action[i])));
      joints[i].setMaxMotorTorque(torque * (float) Math.abs(action[i]));
    }
    BipedalWalkerSettings.Place place = settings.place();
    world.step(1 / place.fps(), place.velocityIterations(), place.positionIterations());
    look();
    return reward(action);
  }

  private void look() {
    double fps = settings.place().fps();
    double angle = hull.getAngle();
    Vector2 velocity = hull.getLinearVelocity();
    state[0] = (float) angle;
    state[1] = (float) (2.0 * hull.getAngularVelocity() / fps);
    state[2] = (float) (0.3 * velocity.x * (VIEWPORT_WIDTH / scale) / fps);
    state[3] = (float) (0.3 * velocity.y * (VIEWPORT_HEIGHT / scale) / fps);
    for (int leg = 0; leg < 2; leg++) {
      int at = 4 + 5 * leg;
      RevoluteJoint hip = joints[2 * leg];
      RevoluteJoint knee = joints[2 * leg + 1];
      state[at] = hip.getJointAngle();
      state[at + 1] = (float) (hip.getJointSpeed() / settings.robot().speedHip());
      state[at + 2] = (float) (knee.getJointAngle() + 1.0);
      state[at + 3] = (float) (knee.getJointSpeed() / settings.robot().speedKnee());
    }
    state[8] = touches.first() ? 1 : 0;
    state[13] = touches.second() ? 1 : 0;
    Vector2 position = hull.getPosition();
    lidar.look(position.x, position.y);
    lidar.fractions(state, 14);
  }

  private double reward(double[] action) {
    BipedalWalkerSettings.Rewards rewards = settings.rewards();
    double x = hull.getPosition().x;
    double before = shaping;
    shaping = rewards.progress() * x / scale;
    shaping -= rewards.tilt() * Math.abs((double) hull.getAngle());
    // The reference's action is float32, and NumPy then sums in float32 too.
    float cost = (float) (rewards.torque() * settings.robot().motorsTorque());
    float sum = (float) (shaping - before);
    for (double motor : action) {
      sum -= cost * (float) Math.abs(motor);
    }
    boolean fallen = touches.crashed() || x < 0;
    BipedalWalkerSettings.Terrain ground = settings.terrain();
    double end = (ground.length() - ground.grass()) * (ground.step() / scale);
    terminated = fallen || x > end;
    return fallen ? rewards.fall() : sum;
  }

  @Override
  public boolean terminated() {
    return terminated;
  }

  @Override
  protected float[] observation() {
    return state.clone();
  }

  @Override
  public void observe(Batch observations, int row) {
    observations.floats().put(row * state.length, state);
  }

  @Override
  public double stepsPerSecond() {
    return settings.place().fps();
  }

  @Override
  public void draw(Canvas canvas) {
    if (world != null) {
      BipedalWalkerPicture.draw(canvas, settings, terrain, hull, legs, lidar);
    }
  }

  @Override
  public void close() {
    if (world != null) {
      world.close();
      world = null;
    }
  }

  /** The corners of the hull, for the picture. */
  static float[] hullCorners() {
    return HULL.clone();
  }
}
