"""Returns and lengths of 1,000 episodes of each of Gymnasium's LunarLander-v3, LunarLanderContinuous-v3, BipedalWalker-v3 and
BipedalWalkerHardcore-v3, played at random and by the rule that Gymnasium ships: the samples that Box2dReturnsTest and
Box2dReturnsLearningTest hold ours against. Takes some minutes:

    python box2d_returns.py --golden    writes tests/src/test/resources/golden/box2d_returns.json.gz
"""

import sys

import gymnasium as gym
import numpy as np
from gymnasium.envs.box2d.bipedal_walker import BipedalWalkerHeuristics
from gymnasium.envs.box2d.lunar_lander import heuristic

from trajectories import main, plain

EPISODES = 1000


def random_policy(env, seed):
    env.action_space.seed(seed)
    return lambda o: env.action_space.sample()


def own_rule(env, seed):
    if "Lander" in env.spec.id:
        discrete = isinstance(env.action_space, gym.spaces.Discrete)
        return lambda o: int(heuristic(env, o)) if discrete else heuristic(env, o).astype(np.float32)
    rule = BipedalWalkerHeuristics()
    return lambda o: rule.step_heuristic(o).astype(np.float32)


def play(env, seed, policy):
    """Return and length of an episode."""
    o, _ = env.reset(seed=seed)
    act = policy(env, seed)
    total, length, over = 0.0, 0, False
    while not over:
        o, reward, terminated, truncated, _ = env.step(act(o))
        total += float(reward)
        length += 1
        over = terminated or truncated
    return total, length


def cases(golden):
    for env_id in ["LunarLander-v3", "LunarLanderContinuous-v3", "BipedalWalker-v3", "BipedalWalkerHardcore-v3"]:
        for name, policy in [("random", random_policy), ("rule", own_rule)]:
            env = gym.make(env_id)
            played = [play(env, seed, policy) for seed in range(EPISODES)]
            print(env_id, name, np.mean(played, axis=0), file=sys.stderr)
            yield {
                "id": env_id, "policy": name, "returns": plain(np.array([p[0] for p in played], np.float32)),
                "lengths": plain(np.array([p[1] for p in played], np.int16))}


if __name__ == "__main__":
    main(cases, ("gymnasium", "Box2D"))
