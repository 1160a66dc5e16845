"""Palestra's vector environments in Gymnasium.

    python gym_vectors.py gymnasium|single|masks|seeds|errors
"""

import json
import sys
import warnings

import gymnasium
import numpy
import palestra_gym  # noqa: F401, registers
from gymnasium.utils.env_checker import data_equivalence
from gymnasium.vector import AutoresetMode

COPIES = 5
STEPS = 150


def sync(env_id, mode, **arguments):
    return gymnasium.make_vec(
        env_id, num_envs=COPIES, vectorization_mode="sync", vector_kwargs={"autoreset_mode": mode}, **arguments)


def ours(env_id, mode=AutoresetMode.NEXT_STEP, **arguments):
    return gymnasium.make_vec("palestra/" + env_id, num_envs=COPIES, autoreset_mode=mode, **arguments)


def compared(mine, theirs, mode, ignored=()):
    """Steps both with the same actions and counts the episodes that ended."""
    assert mine.metadata["autoreset_mode"] == theirs.metadata["autoreset_mode"] == mode
    assert mine.action_space == theirs.action_space, (mine.action_space, theirs.action_space)
    assert mine.num_envs == COPIES
    mine.action_space.seed(2)
    same("reset", mine.reset(seed=11), theirs.reset(seed=11), ignored)
    ends = 0
    for i in range(STEPS):
        actions = mine.action_space.sample()
        got = mine.step(actions)
        same(i, got, theirs.step(actions), ignored)
        ended = got[2] | got[3]
        ends += int(ended.sum())
        if mode == AutoresetMode.DISABLED and ended.any():
            same(i, *(v.reset(options={"reset_mask": ended.copy()}) for v in (mine, theirs)), ignored)
    same("again", mine.reset(), theirs.reset(), ignored)
    mine.close()
    theirs.close()
    return ends


def same(where, mine, other, ignored):
    *values, infos = mine
    *expected, expected_infos = other
    for value, wanted in zip(values, expected, strict=True):
        assert data_equivalence(value, wanted), f"{where}: ours {value}, theirs {wanted}"
    for name in ignored:
        infos.pop(name, None)
        infos.get("final_info", {}).pop(name, None)
        expected_infos.pop(name, None)
        expected_infos.get("final_info", {}).pop(name, None)
    assert alike(infos, expected_infos), f"{where}: ours {infos}, theirs {expected_infos}"


def alike(a, b):
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(alike(a[k], b[k]) for k in a)
    if isinstance(a, numpy.ndarray) and a.dtype == object:
        return all(alike(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, numpy.ndarray):
        return a.shape == b.shape and numpy.array_equal(a, b)
    if isinstance(a, tuple):
        return all(alike(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, (int, numpy.integer)):
        return a == b  # whole numbers are NumPy's or Python's own
    return type(a) is type(b) and data_equivalence(a, b)


def of_gymnasium():
    """Seed for seed Gymnasium's own copies, in every mode; with everything that the environment tells, or without.

    Not so Gymnasium's `prob`: its type is that of the first copy's first one, the whole number 1.
    """
    prob = ["prob", "_prob"]
    ends = {}
    for mode in AutoresetMode:
        ends[f"CartPole-v1 {mode.name}"] = compared(ours("CartPole-v1", mode), sync("CartPole-v1", mode), mode)
        ends[f"CartPole-v1 infos {mode.name}"] = compared(
            ours("CartPole-v1", mode, infos=True), sync("CartPole-v1", mode), mode)
        ends[f"FrozenLake-v1 {mode.name}"] = compared(
            ours("FrozenLake-v1", mode), sync("FrozenLake-v1", mode), mode, prob)
        ends[f"Taxi-v4 {mode.name}"] = compared(
            ours("Taxi-v4", mode, max_episode_steps=30, infos=True), sync("Taxi-v4", mode, max_episode_steps=30), mode,
            prob)
        ends[f"Blackjack-v1 {mode.name}"] = compared(ours("Blackjack-v1", mode), sync("Blackjack-v1", mode), mode)
    return ends


def single():
    """The same as Gymnasium's SyncVectorEnv of our single environments, for every kind of space."""
    ends = {}
    for mode in AutoresetMode:
        for env_id in ("MiniGrid-Empty-5x5-v0", "MinAtar-Breakout-v1", "MountainCarContinuous-v0", "ProbeTruncation-v0"):
            ends[f"{env_id} {mode.name}"] = compared(ours(env_id, mode), sync("palestra/" + env_id, mode), mode)
    told = ("entered", "inside", "left", "queued", "waiting")
    mode = AutoresetMode.NEXT_STEP
    ends["TrafficLights-v0"] = compared(
        ours("TrafficLights-v0", mode), sync("palestra/TrafficLights-v0", mode), mode,
        [*told, *("_" + name for name in told)])
    ends["TrafficLights-v0 infos"] = compared(
        ours("TrafficLights-v0", mode, infos=True), sync("palestra/TrafficLights-v0", mode), mode)
    return ends


def masks():
    """Which actions may be taken is told without infos=True too."""
    mode = AutoresetMode.NEXT_STEP
    return {env_id: compared(ours(env_id), sync("palestra/" + env_id, mode), mode, ["prob", "_prob"])
            for env_id in ("Taxi-v4", "ProbeMask-v0")}


def seeds():
    """A seed for each, none for some, and two resets without any."""
    envs, other = ours("CartPole-v1"), sync("CartPole-v1", AutoresetMode.NEXT_STEP)
    listed = [5, 900, 3, 3, 2**40]
    assert (envs.reset(seed=listed)[0] == other.reset(seed=listed)[0]).all()
    assert (envs.reset()[0] == other.reset()[0]).all()
    some = [None, 7, None, 8, None]
    assert (envs.reset(seed=some)[0] == other.reset(seed=some)[0]).all()
    mask = numpy.array([True, False, True, True, False])
    both = [v.reset(seed=some, options={"reset_mask": mask.copy()})[0] for v in (envs, other)]
    assert (both[0] == both[1]).all()
    envs.close()
    fresh = [ours("CartPole-v1") for _ in range(2)]
    starts = [v.reset()[0] for v in fresh]
    different = bool((starts[0] != starts[1]).all())
    for v in fresh:
        v.close()
    return {"different": different}


def error(call):
    try:
        call()
    except Exception as e:
        return f"{type(e).__name__}: {e}"
    return "none"


def errors():
    envs = ours("CartPole-v1", AutoresetMode.DISABLED)
    unstarted = error(lambda: envs.step(numpy.zeros(COPIES, int)))
    envs.reset(seed=1)
    answers = {
        "unstarted": unstarted,
        "action": error(lambda: envs.step(numpy.array([0, 1, 0, 4, 0]))),
        "shape": error(lambda: envs.step(numpy.zeros(3, int))),
        "kind": error(lambda: envs.step(numpy.full(COPIES, 0.5))),
        "mask": error(lambda: envs.reset(options={"reset_mask": [True] * COPIES})),
        "none": error(lambda: envs.reset(options={"reset_mask": numpy.zeros(COPIES, bool)})),
        "seeds": error(lambda: envs.reset(seed=[1, 2])),
        "options": error(lambda: envs.reset(options={"low": 0.1})),
        "copies": error(lambda: gymnasium.make_vec("palestra/CartPole-v1", num_envs=0)),
        "many": error(lambda: gymnasium.make_vec("palestra/CarRacing-v3", num_envs=100_000)),
    }
    while not (envs.step(numpy.ones(COPIES, int))[2]).any():
        pass
    answers["over"] = error(lambda: envs.step(numpy.ones(COPIES, int)))
    options = ours("CartPole-v1", infos=True)
    start = options.reset(seed=1, options={"low": 0.01, "high": 0.02})[0]
    answers["within"] = bool(((start >= 0.01) & (start <= 0.02)).all())
    options.close()
    envs.close()
    answers["closed"] = error(lambda: envs.step(numpy.zeros(COPIES, int)))
    return answers


CASES = {"gymnasium": of_gymnasium, "single": single, "masks": masks, "seeds": seeds, "errors": errors}

if __name__ == "__main__":
    warnings.simplefilter("ignore")
    print(json.dumps(CASES[sys.argv[1]]()))
