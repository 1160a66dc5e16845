package palestra.envs.racing;

import com.badlogic.gdx.math.Vector2;
import com.badlogic.gdx.physics.box2d.Body;
import com.badlogic.gdx.physics.box2d.BodyDef.BodyType;
import com.badlogic.gdx.physics.box2d.Contact;
import com.badlogic.gdx.physics.box2d.ContactImpulse;
import com.badlogic.gdx.physics.box2d.ContactListener;
import com.badlogic.gdx.physics.box2d.Fixture;
import com.badlogic.gdx.physics.box2d.FixtureDef;
import com.badlogic.gdx.physics.box2d.Manifold;
import palestra.envs.box2d.Box2dWorld;
import palestra.envs.seeding.Pcg64;

/** One episode: a track, a car on it, and which tiles were visited. Holds a Box2D world. */
final class Race implements AutoCloseable, ContactListener {
  private static final int VELOCITY_ITERATIONS = 6 * 30;
  private static final int POSITION_ITERATIONS = 2 * 30;

  /** A tile of the road. */
  private record Tile(int index) {}

  final Track track;
  final Car car;

  /** Whether a tile was ever touched, be it by the hull alone; such tiles lose their shade. */
  final boolean[] touched;

  /** Whether a wheel was on a tile. */
  final boolean[] visited;

  int visitedCount;

  /** Whether the first tile was reached after enough of the others. */
  boolean lapCompleted;

  /** What tiles and steps have given so far. */
  double score;

  /** Simulated time. */
  double seconds;

  private final RacingSettings settings;
  private final Box2dWorld world;
  private final double dt;

  /** Draws a track and puts the car on its start; it moves by one step, as the reference's. */
  Race(Pcg64 random, RacingSettings settings) {
    this.settings = settings;
    dt = 1.0 / settings.stepsPerSecond();
    track = Track.draw(random, settings.track());
    touched = new boolean[track.length];
    visited = new boolean[track.length];
    world = new Box2dWorld(0);
    world.listen(this);
    for (int i = 0; i < track.length; i++) {
      tile(i);
    }
    car =
        new Car(
            world,
            track.beta[0],
            track.x[0],
            track.y[0],
            settings.car(),
            settings.track().friction());
    advance();
  }

  private void tile(int i) {
    double[] corners = new double[8];
    track.tile(i, corners);
    float[] floats = new float[corners.length];
    for (int k = 0; k < corners.length; k++) {
      floats[k] = (float) corners[k];
    }
    FixtureDef sensor = Box2dWorld.material(0, 0.2, 0);
    sensor.isSensor = true;
    Body body = world.body(BodyType.StaticBody, 0, 0, 0);
    Box2dWorld.polygon(body, floats, sensor);
    body.setUserData(new Tile(i));
  }

  /** Moves car and time by one step. */
  void advance() {
    car.drive(dt);
    world.step(dt, VELOCITY_ITERATIONS, POSITION_ITERATIONS);
    seconds += dt;
  }

  @Override
  public void beginContact(Contact contact) {
    contact(contact, true);
  }

  @Override
  public void endContact(Contact contact) {
    contact(contact, false);
  }

  private void contact(Contact contact, boolean begins) {
    Fixture one = contact.getFixtureA();
    Fixture other = contact.getFixtureB();
    if (one == null || other == null) {
      return;
    }
    Object first = one.getBody().getUserData();
    Object second = other.getBody().getUserData();
    if (second instanceof Tile tile) {
      contact(tile.index(), first, begins);
    } else if (first instanceof Tile tile) {
      contact(tile.index(), second, begins);
    }
  }

  private void contact(int tile, Object what, boolean begins) {
    touched[tile] = true;
    if (!(what instanceof Car.Wheel wheel)) {
      return;
    }
    wheel.tiles += begins ? 1 : -1;
    if (begins && !visited[tile]) {
      visited[tile] = true;
      score += settings.trackReward() / track.length;
      visitedCount++;
      if (tile == 0 && (double) visitedCount / track.length > settings.lapCompletePercent()) {
        lapCompleted = true;
      }
    }
  }

  @Override
  public void preSolve(Contact contact, Manifold manifold) {}

  @Override
  public void postSolve(Contact contact, ContactImpulse impulse) {}

  /** Whether all tiles were visited, or enough of them and then the first. */
  boolean finished() {
    return visitedCount == track.length || lapCompleted;
  }

  /** Whether the car has left the playfield. */
  boolean lost() {
    Vector2 position = car.hull.getPosition();
    return Math.abs((double) position.x) > settings.playfield()
        || Math.abs((double) position.y) > settings.playfield();
  }

  @Override
  public void close() {
    world.close();
  }
}
