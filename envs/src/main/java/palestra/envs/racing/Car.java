package palestra.envs.racing;

import com.badlogic.gdx.math.Vector2;
import com.badlogic.gdx.physics.box2d.Body;
import com.badlogic.gdx.physics.box2d.BodyDef.BodyType;
import com.badlogic.gdx.physics.box2d.Transform;
import com.badlogic.gdx.physics.box2d.joints.RevoluteJoint;
import com.badlogic.gdx.physics.box2d.joints.RevoluteJointDef;
import palestra.envs.box2d.Box2dWorld;

/**
 * A car seen from above: a hull and four wheels on hinges, the front ones steered, the rear ones
 * driven. A wheel has an angular velocity of its own; where its rim and the ground differ in speed,
 * a force acts on the car and brakes or turns the wheel, up to the ground's grip. After C.
 * Campbell's top-down car (iforce2d.net, 2014).
 */
final class Car {
  static final int WHEELS = 4;

  private static final double[][] WHEEL_AT = {{-55, 80}, {55, 80}, {-55, -82}, {55, -82}};

  /**
   * Corners of the hull's parts in the order that Box2D puts them in (from the rightmost, or the
   * lower of two, anticlockwise), in which they are also drawn.
   */
  private static final double[][] HULL = {
    {60, 110, 60, 130, -60, 130, -60, 110},
    {20, 20, 15, 120, -15, 120, -20, 20},
    {50, -40, 50, -10, 25, 20, -25, 20, -50, -10, -50, -40, -20, -90, 20, -90},
    {50, -120, 50, -90, -50, -90, -50, -120}
  };

  private static final int WHEEL_CATEGORY = 0x20;
  private static final double FRICTION = 0.2;

  /** How fast the steering goes for every radian that it is off, 1/s. */
  private static final double STEER_GAIN = 50;

  /** Brakes from here on block the wheels. */
  private static final double BLOCKING_BRAKE = 0.9;

  /** Keeps the engine's torque finite while a wheel stands, rad/s. */
  private static final double OMEGA_OFFSET = 5.0;

  /** One wheel. */
  static final class Wheel {
    final Body body;
    final RevoluteJoint joint;

    /** Corners as Box2D has them: x0, y0, x1, y1, ... */
    final float[] corners;

    double gas;
    double brake;
    double steer;

    /** Angle turned around the axle, rad. */
    double phase;

    /** Angular velocity around the axle, rad/s. */
    double omega;

    /** Tiles of the road that it touches. */
    int tiles;

    Wheel(Body body, RevoluteJoint joint, float[] corners) {
      this.body = body;
      this.joint = joint;
      this.corners = corners;
    }
  }

  final Body hull;
  final Wheel[] wheels = new Wheel[WHEELS];

  /** Corners of the hull's parts as Box2D has them. */
  final float[][] hullCorners = new float[HULL.length][];

  /** Energy that the engine has given in the last step. */
  double fuelSpent;

  private final CarSettings settings;
  private final double wheelRadius;
  private final double grassLimit;
  private final double roadLimit;

  /**
   * A car at rest.
   *
   * @param roadFriction grip of the road
   */
  Car(
      Box2dWorld world,
      double angle,
      double x,
      double y,
      CarSettings settings,
      double roadFriction) {
    this.settings = settings;
    wheelRadius = settings.wheelRadius() * settings.size();
    grassLimit = settings.frictionLimit() * settings.grassFriction();
    roadLimit = Math.max(grassLimit, settings.frictionLimit() * roadFriction);
    double size = settings.size();
    hull = world.body(BodyType.DynamicBody, x, y, angle);
    for (int part = 0; part < HULL.length; part++) {
      hullCorners[part] = corners(HULL[part], size);
      Box2dWorld.polygon(
          hull, hullCorners[part], Box2dWorld.material(settings.hullDensity(), FRICTION, 0));
    }
    double radius = settings.wheelRadius();
    double width = settings.wheelWidth();
    double[] rim = {width, -radius, width, radius, -width, radius, -width, -radius};
    for (int i = 0; i < WHEELS; i++) {
      double wheelX = WHEEL_AT[i][0] * size;
      double wheelY = WHEEL_AT[i][1] * size;
      // As in the reference, wheels start where they were with the car pointing along y; the
      // hinges pull them into place.
      Body wheel = world.body(BodyType.DynamicBody, x + wheelX, y + wheelY, angle);
      float[] corners = corners(rim, size);
      Box2dWorld.polygon(
          wheel,
          corners,
          Box2dWorld.material(settings.wheelDensity(), FRICTION, 0, WHEEL_CATEGORY, 1));
      wheels[i] = new Wheel(wheel, hinge(world, wheel, (float) wheelX, (float) wheelY), corners);
      wheel.setUserData(wheels[i]);
    }
  }

  private RevoluteJoint hinge(Box2dWorld world, Body wheel, float x, float y) {
    RevoluteJointDef definition = new RevoluteJointDef();
    definition.bodyA = hull;
    definition.bodyB = wheel;
    definition.localAnchorA.set(x, y);
    definition.enableMotor = true;
    definition.enableLimit = true;
    definition.maxMotorTorque = (float) settings.steerTorque();
    definition.lowerAngle = (float) -settings.steerLimit();
    definition.upperAngle = (float) settings.steerLimit();
    return world.hinge(definition);
  }

  private static float[] corners(double[] units, double size) {
    float[] corners = new float[units.length];
    for (int i = 0; i < units.length; i++) {
      corners[i] = (float) (units[i] * size);
    }
    return corners;
  }

  /**
   * Sets what the driver does.
   *
   * @param steer -1 to 1, to the left; how far the front wheels shall turn, cut off at their limit
   * @param gas 0 to 1
   * @param brake 0 to 1
   */
  void control(double steer, double gas, double brake) {
    wheels[0].steer = steer;
    wheels[1].steer = steer;
    for (int i = 2; i < WHEELS; i++) {
      // Gas comes gradually and goes at once.
      wheels[i].gas += Math.min(gas - wheels[i].gas, settings.gasRate());
    }
    for (Wheel wheel : wheels) {
      wheel.brake = brake;
    }
  }

  /** Puts the forces of a step on the wheels. */
  void drive(double dt) {
    for (Wheel wheel : wheels) {
      steer(wheel);
      accelerate(wheel, dt);
      push(wheel, dt);
    }
  }

  private void steer(Wheel wheel) {
    double off = wheel.steer - wheel.joint.getJointAngle();
    double speed = Math.min(STEER_GAIN * Math.abs(off), settings.steerSpeed());
    wheel.joint.setMotorSpeed((float) (Math.signum(off) * speed));
  }

  /** What engine and brake do to the wheel's own turning. */
  private void accelerate(Wheel wheel, double dt) {
    wheel.omega +=
        dt
            * settings.enginePower()
            * wheel.gas
            / settings.wheelMomentOfInertia()
            / (Math.abs(wheel.omega) + OMEGA_OFFSET);
    fuelSpent += dt * settings.enginePower() * wheel.gas;
    if (wheel.brake >= BLOCKING_BRAKE) {
      wheel.omega = 0;
    } else if (wheel.brake > 0) {
      double less = Math.min(settings.brakeForce() * wheel.brake, Math.abs(wheel.omega));
      wheel.omega += -Math.signum(wheel.omega) * less;
    }
    wheel.phase += wheel.omega * dt;
  }

  /** The force between wheel and ground. */
  private void push(Wheel wheel, double dt) {
    Transform transform = wheel.body.getTransform();
    double forwardX = -transform.vals[Transform.SIN];
    double forwardY = transform.vals[Transform.COS];
    double sideX = transform.vals[Transform.COS];
    double sideY = transform.vals[Transform.SIN];
    Vector2 velocity = wheel.body.getLinearVelocity();
    double forwardSpeed = forwardX * velocity.x + forwardY * velocity.y;
    double sideSpeed = sideX * velocity.x + sideY * velocity.y;
    double limit = wheel.tiles > 0 ? roadLimit : grassLimit;
    double forward = (-forwardSpeed + wheel.omega * wheelRadius) * settings.tyreStiffness();
    double side = -sideSpeed * settings.tyreStiffness();
    double force = Math.sqrt(forward * forward + side * side);
    if (force > limit) {
      forward = forward / force * limit;
      side = side / force * limit;
    }
    wheel.omega -= dt * forward * wheelRadius / settings.wheelMomentOfInertia();
    wheel.body.applyForceToCenter(
        (float) (side * sideX + forward * forwardX),
        (float) (side * sideY + forward * forwardY),
        true);
  }
}
