package palestra.envs.box2d;

import com.badlogic.gdx.physics.box2d.Body;
import com.badlogic.gdx.physics.box2d.Contact;
import com.badlogic.gdx.physics.box2d.ContactImpulse;
import com.badlogic.gdx.physics.box2d.ContactListener;
import com.badlogic.gdx.physics.box2d.Manifold;

/**
 * Hears which of a robot's parts touch something. As in Gymnasium, a foot counts as touching from
 * any contact's begin to any contact's end, so not while it still stands on one line after it left
 * another.
 */
final class Touches implements ContactListener {
  private final Body trunk;
  private final Body firstFoot;
  private final Body secondFoot;
  private boolean crashed;
  private boolean first;
  private boolean second;

  Touches(Body trunk, Body firstFoot, Body secondFoot) {
    this.trunk = trunk;
    this.firstFoot = firstFoot;
    this.secondFoot = secondFoot;
  }

  /** Whether the trunk ever touched something. */
  boolean crashed() {
    return crashed;
  }

  /** Whether the first foot touches something. */
  boolean first() {
    return first;
  }

  /** Whether the second foot touches something. */
  boolean second() {
    return second;
  }

  @Override
  public void beginContact(Contact contact) {
    Body a = contact.getFixtureA().getBody();
    Body b = contact.getFixtureB().getBody();
    crashed |= a == trunk || b == trunk;
    first |= a == firstFoot || b == firstFoot;
    second |= a == secondFoot || b == secondFoot;
  }

  @Override
  public void endContact(Contact contact) {
    Body a = contact.getFixtureA().getBody();
    Body b = contact.getFixtureB().getBody();
    first &= a != firstFoot && b != firstFoot;
    second &= a != secondFoot && b != secondFoot;
  }

  @Override
  public void preSolve(Contact contact, Manifold oldManifold) {}

  @Override
  public void postSolve(Contact contact, ContactImpulse impulse) {}
}
