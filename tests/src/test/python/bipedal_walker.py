"""BipedalWalker-v3 and BipedalWalkerHardcore-v3 of Gymnasium, for Box2dParityTest. From the first step on feet press on the
ground, where the solvers' last bits differ, so three things are written down: the first observations, which show the terrain;
flights, for which the robot is lifted off the ground after the reset; and what Gymnasium's own rule does with what it sees."""

import gymnasium as gym
import numpy as np
from gymnasium.envs.box2d.bipedal_walker import BipedalWalkerHeuristics

from trajectories import case, episode, main, plain

LIFT = 30.0


def demonstration():
    """Gymnasium's own rule; its actions as the action space has them."""
    rule = BipedalWalkerHeuristics()
    return lambda o: rule.step_heuristic(o).astype(np.float32)


def flight(env, seed, steps):
    """The robot moves its legs in the air; it falls, but not as far as the ground."""
    env.reset(seed=seed)
    walker = env.unwrapped
    for body in [walker.hull, *walker.legs]:
        body.position = (body.position[0], body.position[1] + LIFT)
    env.action_space.seed(seed)
    played = {"seed": seed, "lift": LIFT, "actions": [], "observations": [], "rewards": [], "terminated": []}
    for _ in range(steps):
        action = env.action_space.sample()
        observation, reward, terminated, _, _ = env.step(action)
        played["actions"].append(plain(action))
        played["observations"].append(plain(observation))
        played["rewards"].append(float(reward))
        played["terminated"].append(bool(terminated))
    return played


def rule(env, seed, steps):
    """What the rule sees and does."""
    o, _ = env.reset(seed=seed)
    act = demonstration()
    played = {"observations": [], "actions": []}
    for _ in range(steps):
        action = act(o)
        played["observations"].append(plain(o))
        played["actions"].append(plain(action))
        o, _, terminated, truncated, _ = env.step(action)
        if terminated or truncated:
            break
    return played


def cases(golden):
    seeds = [0, 7] if golden else [0, 1, 7, 42, 123456789, 2**62]
    for env_id, arguments in [("BipedalWalker-v3", {}), ("BipedalWalkerHardcore-v3", {}), ("BipedalWalker-v3", {"hardcore": True})]:
        # Every episode in a new environment: the reference does not make a new world for the next one.
        made = [gym.make(env_id, **arguments) for _ in seeds]
        yield case(
            made[0], env_id, [episode(env, seed, None, limit=0) for env, seed in zip(made, seeds)],
            {k: str(v).lower() for k, v in arguments.items()},
            flights=[flight(gym.make(env_id, **arguments), seed, 60) for seed in seeds],
            rules=[rule(gym.make(env_id, **arguments), seed, 150) for seed in seeds[:2]])


if __name__ == "__main__":
    main(cases, ("gymnasium", "Box2D"))
