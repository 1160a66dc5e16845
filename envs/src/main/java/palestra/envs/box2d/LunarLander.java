package palestra.envs.box2d;

import com.badlogic.gdx.math.Vector2;
import com.badlogic.gdx.physics.box2d.Body;
import com.badlogic.gdx.physics.box2d.BodyDef.BodyType;
import com.badlogic.gdx.physics.box2d.FixtureDef;
import com.badlogic.gdx.physics.box2d.World;
import com.badlogic.gdx.physics.box2d.joints.RevoluteJointDef;
import java.util.List;
import java.util.Map;
import palestra.envs.Canvas;
import palestra.envs.seeding.Pcg64;
import palestra.envs.spaces.Box;
import palestra.envs.spaces.Discrete;
import palestra.envs.spaces.Space;
import palestra.envs.vector.Batch;

/**
 * LunarLander: bring a rocket down on a pad between two flags, gently, upright and with little
 * fuel.
 *
 * <p>By O. Klimov, for OpenAI Gym, 2016. Equal to Gymnasium's {@code LunarLander-v3} and {@code
 * LunarLanderContinuous-v3}: the same seed gives the same ground, bodies and joints and the same
 * random pushes; the solver rounds the last bit of single precision otherwise than the Python
 * package's, which contacts magnify (see docs/box2d.md).
 *
 * <h2>Action space</h2>
 *
 * {@code Discrete(4)}: 0 does nothing, 1 fires the left engine, 2 the main engine, 3 the right one.
 * With {@code continuous}: {@code float32[2]} in [-1, 1]. The first is the main engine's throttle:
 * off up to 0, then from half to full power. The second is the side engines': the left one fires
 * below -0.5 and the right one above 0.5, from half to full power.
 *
 * <h2>Observation space</h2>
 *
 * {@code float32[8]}, with the pad in the origin:
 *
 * <table>
 * <caption>Observation</caption>
 * <tr><th>#</th><th>what</th><th>unit</th><th>bounds</th></tr>
 * <tr><td>0</td><td>x</td><td>10 m (half the picture's width)</td><td>-2.5, 2.5</td></tr>
 * <tr><td>1</td><td>y</td><td>6.67 m (half its height)</td><td>-2.5, 2.5</td></tr>
 * <tr><td>2</td><td>velocity in x</td><td>5 m/s</td><td>-10, 10</td></tr>
 * <tr><td>3</td><td>velocity in y</td><td>7.5 m/s</td><td>-10, 10</td></tr>
 * <tr><td>4</td><td>angle, to the left</td><td>rad</td><td>-6.283, 6.283</td></tr>
 * <tr><td>5</td><td>angular velocity</td><td>2.5 rad/s</td><td>-10, 10</td></tr>
 * <tr><td>6</td><td>right leg touches</td><td>0 or 1</td><td>0, 1</td></tr>
 * <tr><td>7</td><td>left leg touches</td><td>0 or 1</td><td>0, 1</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * By how much the shaping grew, minus fuel. The shaping is -100 times the distance from the pad,
 * -100 times the speed, -100 times the lean, each as observed, and 10 for each leg that touches.
 * Fuel costs 0.3 a step of the main engine at full power and 0.03 of a side engine. The step in
 * which it crashes or leaves the picture earns -100 instead, the one in which it comes to rest 100.
 *
 * <h2>Start</h2>
 *
 * In the top middle of the picture, pushed for one step by a force uniform in [-1000, 1000) N along
 * each axis, above a ground whose heights are drawn anew, flat in the middle.
 *
 * <h2>End</h2>
 *
 * Terminated when the body touches the ground, when it leaves the picture to the side, and when it
 * has come to rest (Box2D's sense: asleep); truncated after 1,000 steps, by the registry's limit.
 *
 * <h2>Arguments</h2>
 *
 * {@code continuous}, {@code gravity}, {@code enable_wind}, {@code wind_power}, {@code
 * turbulence_power} as in Gymnasium, and all other constants: {@link LunarLanderSettings}.
 *
 * <h2>Versions</h2>
 *
 * v3. Solved at 200.
 */
public final class LunarLander extends Box2dEnvironment<float[], Object> {
  static final double VIEWPORT_WIDTH = 600;
  static final double VIEWPORT_HEIGHT = 400;

  /** Corners of the body, pixels from its origin. */
  private static final float[] BODY = {-14, 17, -17, 0, -17, -10, 17, -10, 17, 0, 14, 17};

  private static final Box<float[]> OBSERVATIONS = observations();
  private static final int CHUNKS = 11;
  private static final int GROUND = 0x0001;
  private static final int CRAFT = 0x0010;
  private static final int LEG = 0x0020;
  private static final double WIND_RATE = 0.01;

  private final LunarLanderSettings settings;
  private final double scale;
  private final float[] state = new float[8];
  private final double[] idle;
  private final double[] groundX = new double[CHUNKS];
  private final double[] groundY = new double[CHUNKS];
  private Box2dWorld world;
  private Body lander;
  private final Body[] legs = new Body[2];
  private Touches touches;
  private double padY;
  private int windStep;
  private int turbulenceStep;
  private double shaping;
  private double mainThrottle;
  private double sideThrottle;
  private boolean terminated;

  /** With Gymnasium's constants. */
  public LunarLander() {
    this(LunarLanderSettings.DEFAULT);
  }

  /** With other constants. */
  public LunarLander(LunarLanderSettings settings) {
    super("LunarLander", OBSERVATIONS, actions(settings.continuous()));
    this.settings = settings;
    scale = settings.place().scale();
    idle = new double[settings.continuous() ? 2 : 1];
  }

  private static Box<float[]> observations() {
    float turn = (float) (2 * Math.PI);
    return Box.float32(
        new float[] {-2.5f, -2.5f, -10, -10, -turn, -10, -0.0f, -0.0f},
        new float[] {2.5f, 2.5f, 10, 10, turn, 10, 1, 1});
  }

  @SuppressWarnings("unchecked") // actions are checked against the space, whichever it is
  private static Space<Object> actions(boolean continuous) {
    Space<?> space = continuous ? Box.float32(-1, 1, 2) : new Discrete(4);
    return (Space<Object>) space;
  }

  /** The running episode's world, to look into; it is this environment's to change. */
  public World world() {
    return world.world();
  }

  @Override
  protected void build(Pcg64 random, Map<String, Object> options) {
    if (world == null) {
      world = new Box2dWorld(settings.gravity(), clock());
    }
    world.clear();
    buildGround(random);
    buildLander(random);
    if (settings.wind().enabled()) {
      windStep = (int) random.integers(-9999, 9999);
      turbulenceStep = (int) random.integers(-9999, 9999);
    }
    legs[0] = leg(-1);
    legs[1] = leg(1);
    touches = new Touches(lander, legs[0], legs[1]);
    world.listen(touches);
    shaping = Double.NaN;
    advance(idle);
    terminated = false;
  }

  private void buildGround(Pcg64 random) {
    double width = VIEWPORT_WIDTH / scale;
    double height = VIEWPORT_HEIGHT / scale;
    double[] heights = new double[CHUNKS + 1];
    for (int i = 0; i < heights.length; i++) {
      heights[i] = random.uniform(0, height / 2);
    }
    padY = height / 4;
    for (int i = CHUNKS / 2 - 2; i <= CHUNKS / 2 + 2; i++) {
      heights[i] = padY;
    }
    for (int i = 0; i < CHUNKS; i++) {
      groundX[i] = width / (CHUNKS - 1) * i;
      // Left of the first stands the last, as Python's index -1 has it.
      double left = heights[i == 0 ? CHUNKS : i - 1];
      groundY[i] = 0.33 * (left + heights[i] + heights[i + 1]);
    }
    Body ground = world.body(BodyType.StaticBody, 0, 0, 0);
    Box2dWorld.edge(ground, 0, 0, width, 0, new FixtureDef());
    FixtureDef rock = Box2dWorld.material(0, settings.place().friction(), 0);
    for (int i = 0; i < CHUNKS - 1; i++) {
      Box2dWorld.edge(ground, groundX[i], groundY[i], groundX[i + 1], groundY[i + 1], rock);
    }
  }

  private void buildLander(Pcg64 random) {
    double x = VIEWPORT_WIDTH / scale / 2;
    double y = VIEWPORT_HEIGHT / scale;
    LunarLanderSettings.Craft craft = settings.craft();
    lander = world.body(BodyType.DynamicBody, x, y, 0);
    float[] corners = new float[BODY.length];
    for (int i = 0; i < corners.length; i++) {
      corners[i] = (float) (BODY[i] / scale);
    }
    Box2dWorld.polygon(
        lander, corners, Box2dWorld.material(craft.density(), craft.friction(), 0, CRAFT, GROUND));
    double strength = craft.initialRandom();
    double forceX = random.uniform(-strength, strength);
    double forceY = random.uniform(-strength, strength);
    lander.applyForceToCenter((float) forceX, (float) forceY, true);
  }

  /** Adds a leg: the one at -1 hangs on the right, the one at 1 on the left. */
  private Body leg(int side) {
    LunarLanderSettings.Craft craft = settings.craft();
    double x = VIEWPORT_WIDTH / scale / 2 - side * craft.legAway() / scale;
    Body leg = world.body(BodyType.DynamicBody, x, VIEWPORT_HEIGHT / scale, side * 0.05);
    Box2dWorld.box(
        leg,
        craft.legWidth() / scale,
        craft.legHeight() / scale,
        Box2dWorld.material(craft.legDensity(), 0.2, 0, LEG, GROUND));
    RevoluteJointDef hinge = new RevoluteJointDef();
    hinge.bodyA = lander;
    hinge.bodyB = leg;
    hinge.localAnchorB.set(
        (float) (side * craft.legAway() / scale), (float) (craft.legDown() / scale));
    hinge.enableMotor = true;
    hinge.enableLimit = true;
    hinge.maxMotorTorque = (float) craft.legSpringTorque();
    hinge.motorSpeed = (float) (craft.legSpeed() * side);
    double inner = craft.legSpread() - craft.legTravel();
    hinge.lowerAngle = (float) (side < 0 ? inner : -craft.legSpread());
    hinge.upperAngle = (float) (side < 0 ? craft.legSpread() : -inner);
    world.hinge(hinge);
    return leg;
  }

  @Override
  protected double advance(double[] action) {
    if (settings.wind().enabled() && !touches.first() && !touches.second()) {
      blow();
    }
    double main = settings.continuous() ? action[0] : (action[0] == 2 ? 1 : 0);
    double side = settings.continuous() ? action[1] : (action[0] % 2 == 1 ? action[0] - 2 : 0);
    mainThrottle = main > 0 ? (Math.min(main, 1) + 1) * 0.5 : 0;
    sideThrottle = Math.abs(side) > 0.5 ? Math.min(Math.abs(side), 1) : 0;
    double spread = settings.engines().dispersion();
    double firstOffset = generator().uniform(-spread, spread) / scale;
    double secondOffset = generator().uniform(-spread, spread) / scale;
    double angle = lander.getAngle();
    double sin = Math.sin(angle);
    double cos = Math.cos(angle);
    if (mainThrottle > 0) {
      fireMain(sin, cos, firstOffset, secondOffset);
    }
    if (sideThrottle > 0) {
      fireSide(sin, cos, firstOffset, secondOffset, Math.signum(side));
    }
    sideThrottle *= Math.signum(side);
    LunarLanderSettings.Place place = settings.place();
    world.step(1 / place.fps(), place.velocityIterations(), place.positionIterations());
    return look();
  }

  private void blow() {
    double force = gust(windStep) * settings.wind().power();
    windStep++;
    lander.applyForceToCenter((float) force, 0, true);
    double torque = gust(turbulenceStep) * settings.wind().turbulence();
    turbulenceStep++;
    lander.applyTorque((float) torque, true);
  }

  private static double gust(int step) {
    return Math.tanh(Math.sin(2 * WIND_RATE * step) + Math.sin(Math.PI * WIND_RATE * step));
  }

  private void fireMain(double sin, double cos, double firstOffset, double secondOffset) {
    double below = settings.engines().mainY() / scale + 2 * firstOffset;
    double x = sin * below + -cos * secondOffset;
    double y = -cos * below - sin * secondOffset;
    Vector2 position = lander.getPosition();
    push(x, y, position.x + x, position.y + y, settings.engines().mainPower(), mainThrottle);
  }

  private void fireSide(
      double sin, double cos, double firstOffset, double secondOffset, double direction) {
    LunarLanderSettings.Engines engines = settings.engines();
    double aside = 3 * secondOffset + direction * engines.sideAway() / scale;
    double x = sin * firstOffset + -cos * aside;
    double y = -cos * firstOffset - sin * aside;
    Vector2 position = lander.getPosition();
    push(
        x,
        y,
        position.x + x - sin * engines.sideOffset() / scale,
        position.y + y + cos * engines.sideHeight() / scale,
        engines.sidePower(),
        sideThrottle);
  }

  private void push(double x, double y, double atX, double atY, double power, double throttle) {
    lander.applyLinearImpulse(
        (float) (-x * power * throttle),
        (float) (-y * power * throttle),
        (float) atX,
        (float) atY,
        true);
  }

  /** Takes the new state in and gives the step's reward. */
  private double look() {
    Vector2 position = lander.getPosition();
    double halfWidth = VIEWPORT_WIDTH / scale / 2;
    double halfHeight = VIEWPORT_HEIGHT / scale / 2;
    double fps = settings.place().fps();
    double x = (position.x - halfWidth) / halfWidth;
    double y = (position.y - (padY + settings.craft().legDown() / scale)) / halfHeight;
    Vector2 velocity = lander.getLinearVelocity();
    double speedX = velocity.x * halfWidth / fps;
    double speedY = velocity.y * halfHeight / fps;
    double angle = lander.getAngle();
    int first = touches.first() ? 1 : 0;
    int second = touches.second() ? 1 : 0;
    state[0] = (float) x;
    state[1] = (float) y;
    state[2] = (float) speedX;
    state[3] = (float) speedY;
    state[4] = (float) angle;
    state[5] = (float) (20.0 * lander.getAngularVelocity() / fps);
    state[6] = first;
    state[7] = second;
    LunarLanderSettings.Rewards rewards = settings.rewards();
    double before = shaping;
    shaping =
        -rewards.distance() * Math.sqrt(x * x + y * y)
            - rewards.speed() * Math.sqrt(speedX * speedX + speedY * speedY)
            - rewards.tilt() * Math.abs(angle)
            + rewards.legContact() * first
            + rewards.legContact() * second;
    double reward = shaping - before;
    reward -= mainThrottle * rewards.mainFuel();
    reward -= Math.abs(sideThrottle) * rewards.sideFuel();
    terminated = touches.crashed() || Math.abs(x) >= 1;
    if (terminated) {
      reward = rewards.crash();
    }
    if (!lander.isAwake()) {
      terminated = true;
      reward = rewards.landing();
    }
    return reward;
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
  public List<String> actionNames() {
    return settings.continuous()
        ? List.of()
        : List.of("nothing", "left engine", "main engine", "right engine");
  }

  @Override
  public void draw(Canvas canvas) {
    LunarLanderPicture.drawPlace(canvas, scale, groundX, groundY, padY);
    if (world != null) {
      boolean[] down = {touches.first(), touches.second()};
      LunarLanderPicture.drawCraft(
          canvas, settings, lander, legs, down, mainThrottle, sideThrottle);
    }
  }

  @Override
  public void close() {
    if (world != null) {
      world.close();
      world = null;
    }
  }

  /** The corners of the body, for the picture. */
  static float[] bodyCorners() {
    return BODY.clone();
  }
}
