"""LunarLander-v3 and LunarLanderContinuous-v3 of Gymnasium, for Box2dParityTest: the beginnings of episodes, every one in a
new environment."""

import gymnasium as gym
import numpy as np
from gymnasium.envs.box2d.lunar_lander import heuristic

from trajectories import case, episode, main, random_actions


def demonstration(env):
    """Gymnasium's own rule; its actions as the action space has them."""
    discrete = isinstance(env.action_space, gym.spaces.Discrete)
    return lambda o, env: int(heuristic(env, o)) if discrete else heuristic(env, o).astype(np.float32)


def cases(golden):
    seeds = [0, 7] if golden else [0, 1, 7, 42, 123456789, 2**62]
    wind = {"enable_wind": True, "wind_power": 12.5, "turbulence_power": 1.75, "gravity": -9.5}
    for env_id, arguments in [("LunarLander-v3", {}), ("LunarLander-v3", wind), ("LunarLanderContinuous-v3", {}),
                              ("LunarLanderContinuous-v3", wind), ("LunarLander-v3", {"continuous": True})]:
        episodes = []
        for seed in seeds:
            env = gym.make(env_id, **arguments)
            episodes.append(episode(env, seed, random_actions(env, 7), limit=50))
            episodes.append(episode(env, seed + 1, demonstration(env), limit=50))
        yield case(env, env_id, episodes, {k: str(v).lower() for k, v in arguments.items()})


if __name__ == "__main__":
    main(cases, ("gymnasium", "Box2D"))
