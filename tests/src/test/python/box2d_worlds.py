"""The worlds of Gymnasium's LunarLander-v3 and BipedalWalker-v3 after a reset: every body, fixture and joint, for Box2dParityTest."""

import Box2D
import gymnasium as gym

from trajectories import main

KINDS = {Box2D.b2EdgeShape: "edge", Box2D.b2PolygonShape: "polygon", Box2D.b2CircleShape: "circle"}


def shape(fixture):
    """A fixture's shape and material; what the solver holds in single precision, as it holds it."""
    form = fixture.shape
    return {
        "kind": KINDS[type(form)], "corners": [[float(x), float(y)] for x, y in form.vertices], "radius": form.radius,
        "density": fixture.density, "friction": fixture.friction, "restitution": fixture.restitution,
        "sensor": fixture.sensor, "category": fixture.filterData.categoryBits, "mask": fixture.filterData.maskBits,
        "group": fixture.filterData.groupIndex}


def part(body):
    """A body and its fixtures in the order in which they were made."""
    return {
        "type": body.type, "position": list(body.position), "angle": body.angle, "velocity": list(body.linearVelocity),
        "angularVelocity": body.angularVelocity, "mass": body.mass, "inertia": body.inertia,
        "centre": list(body.localCenter), "linearDamping": body.linearDamping, "angularDamping": body.angularDamping,
        "gravityScale": body.gravityScale, "bullet": body.bullet, "fixedRotation": body.fixedRotation,
        "sleepingAllowed": body.sleepingAllowed, "awake": body.awake, "active": body.active,
        "fixtures": [shape(fixture) for fixture in body.fixtures]}


def hinge(joint, bodies):
    """A hinge, with the places of its bodies in the list of bodies."""
    a, b = joint.bodyA, joint.bodyB
    return {
        "bodyA": bodies.index(a), "bodyB": bodies.index(b),
        "anchorA": list(a.GetLocalPoint(joint.anchorA)), "anchorB": list(b.GetLocalPoint(joint.anchorB)),
        "limited": joint.limitEnabled, "low": joint.lowerLimit, "high": joint.upperLimit,
        "motor": joint.motorEnabled, "motorSpeed": joint.motorSpeed}


def world(env):
    bodies = list(env.unwrapped.world.bodies)
    return {
        "gravity": list(env.unwrapped.world.gravity), "bodies": [part(body) for body in bodies],
        "joints": [hinge(joint, bodies) for joint in env.unwrapped.world.joints]}


def cases(golden):
    for env_id, arguments, seeds in [
            ("LunarLander-v3", {}, [0, 1]), ("LunarLander-v3", {"gravity": -5.0, "enable_wind": True}, [2]),
            ("LunarLanderContinuous-v3", {}, [3]), ("BipedalWalker-v3", {}, [0]), ("BipedalWalkerHardcore-v3", {}, [0, 5])]:
        for seed in seeds if golden else seeds + [11, 12, 13]:
            env = gym.make(env_id, **arguments)
            env.reset(seed=seed)
            yield {
                "id": env_id, "arguments": {k: str(v).lower() for k, v in arguments.items()}, "seed": seed,
                "world": world(env)}


if __name__ == "__main__":
    main(cases, ("gymnasium", "Box2D"))
