"""As box2d_returns.py, for the walker's rule with noise. Without it every episode starts with nearly the same stride, whose end
the last bits of the solver decide; noise of up to a fifth of a motor's range makes the strides differ."""

import sys

import gymnasium as gym
import numpy as np

from box2d_returns import EPISODES, own_rule, play
from trajectories import main, plain

NOISE = 0.2


def noisy_rule(env, seed):
    act, random = own_rule(env, seed), np.random.default_rng(seed)
    return lambda o: np.clip(act(o) + random.uniform(-NOISE, NOISE, 4), -1, 1).astype(np.float32)


def cases(golden):
    for env_id in ["BipedalWalker-v3", "BipedalWalkerHardcore-v3"]:
        env = gym.make(env_id)
        played = [play(env, seed, noisy_rule) for seed in range(EPISODES)]
        print(env_id, np.mean(played, axis=0), file=sys.stderr)
        yield {
            "id": env_id, "policy": "noisy rule", "returns": plain(np.array([p[0] for p in played], np.float32)),
            "lengths": plain(np.array([p[1] for p in played], np.int16))}


if __name__ == "__main__":
    main(cases, ("gymnasium", "Box2D"))
