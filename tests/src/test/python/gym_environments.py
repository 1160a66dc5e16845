"""Palestra's environments in Gymnasium, one at a time.

    python gym_environments.py check|equal|arguments|pictures
"""

import json
import sys
import warnings

import gymnasium
import numpy
import palestra_gym
from gymnasium.utils.env_checker import check_env, data_equivalence
from palestra_gym import table

STEPS = 400


def check():
    """Every built-in id through Gymnasium's own checker, pictures included."""
    failures, ids = {}, [palestra_gym.gymnasium_id(row["id"]) for row in table.environments()]
    for env_id in ids:
        env = None
        try:
            env = gymnasium.make(env_id)
            check_env(env.unwrapped)
        except Exception as e:
            failures[env_id] = f"{type(e).__name__}: {e}"
        finally:
            if env is not None:
                env.close()
    return {"ids": ids, "failures": failures}


def equal():
    """Seed for seed the same as Gymnasium's or MiniGrid's own: spaces, observations, rewards, ends, infos."""
    import minigrid  # noqa: F401, registers

    ids = ("CartPole-v1", "Taxi-v4", "FrozenLake-v1", "CliffWalking-v1", "Blackjack-v1", "MountainCarContinuous-v0",
           "Acrobot-v1", "MiniGrid-DoorKey-5x5-v0")
    return {env_id: compared(gymnasium.make("palestra/" + env_id), gymnasium.make(env_id)) for env_id in ids}


def compared(ours, theirs):
    assert ours.action_space == theirs.action_space, (ours.action_space, theirs.action_space)
    assert type(ours.observation_space) is type(theirs.observation_space)
    ours.action_space.seed(3)
    same("reset", ours.reset(seed=3), theirs.reset(seed=3))
    episodes = 0
    for i in range(STEPS):
        action = ours.action_space.sample()
        mine = ours.step(action)
        same(i, mine, theirs.step(action))
        if mine[2] or mine[3]:
            episodes += 1
            same(i, ours.reset(), theirs.reset())
    ours.close()
    theirs.close()
    return episodes


def same(where, mine, other):
    assert len(mine) == len(other)
    for a, b in zip(mine, other, strict=True):
        assert alike(a, b), f"{where}: ours {a}, theirs {b}"


def alike(a, b):
    """Equal, whether whole numbers are Python's or NumPy's."""
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(alike(a[k], b[k]) for k in a)
    if isinstance(a, tuple):
        return len(a) == len(b) and all(alike(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, numpy.ndarray):
        return data_equivalence(a, b)
    return a == b or (isinstance(a, float) and abs(a - b) < 1e-5)


def error(call):
    try:
        call()
    except Exception as e:
        return f"{type(e).__name__}: {e}"
    return "none"


def arguments():
    """What a user may give, and what is answered to what he may not."""
    falls = {}
    for gravity in (-10.0, -5.0):
        env = gymnasium.make("palestra/LunarLander-v3", gravity=gravity)
        env.reset(seed=1)
        falls[gravity] = float(sum(env.step(0)[0][3] for _ in range(20)))
        env.close()
    cartpole = gymnasium.make("palestra/CartPole-v1")
    unstarted = error(lambda: cartpole.unwrapped.step(0))
    cartpole.reset(seed=1, options={"low": 0.01, "high": 0.02})
    start = cartpole.reset(seed=1, options={"low": 0.01, "high": 0.02})[0]
    answers = {
        "falls": [falls[-10.0], falls[-5.0]],
        "start": start.tolist(),
        "argument": error(lambda: gymnasium.make("palestra/CartPole-v1", gravty=5.0)),
        "range": error(lambda: gymnasium.make("palestra/LunarLander-v3", gravity="heavy")),
        "id": error(lambda: gymnasium.make("palestra/CartPol-v1")),
        "own": error(lambda: palestra_gym.env.PalestraEnv("CartPol-v1")),
        "mode": error(lambda: gymnasium.make("palestra/CartPole-v1", render_mode="ansi")),
        "unstarted": unstarted,
        "action": error(lambda: cartpole.step(7)),
        "kind": error(lambda: cartpole.step(0.5)),
        "option": error(lambda: cartpole.reset(options={"hi": 1})),
        "seed": error(lambda: cartpole.unwrapped.reset(seed=2**63)),
        "shape": error(lambda: gymnasium.make("palestra/Pendulum-v1").unwrapped.step(numpy.zeros(3))),
    }
    cartpole.close()
    answers["closed"] = error(lambda: cartpole.step(0))
    return answers


def pictures():
    """The sums of a picture's pixels, weighted by their places."""
    answers = {}
    for env_id in ("CartPole-v1", "MiniGrid-DoorKey-8x8-v0"):
        env = gymnasium.make("palestra/" + env_id, render_mode="rgb_array")
        env.reset(seed=5)
        env.step(1)
        picture = env.render()
        places = numpy.arange(1, picture.size + 1, dtype=numpy.int64) % 65521
        answers[env_id] = {"shape": picture.shape, "sum": int((picture.ravel() * places).sum())}
        env.close()
    envs = gymnasium.make_vec("palestra/CartPole-v1", num_envs=2, render_mode="rgb_array")
    envs.reset(seed=5)
    envs.step(numpy.array([1, 1]))
    answers["several"] = [int((p.ravel() * (numpy.arange(1, p.size + 1) % 65521)).sum()) for p in envs.render()]
    envs.close()
    return answers


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    import palestra_gym.env

    print(json.dumps(globals()[sys.argv[1]]()))
