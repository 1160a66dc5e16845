"""Plays Gymnasium's environments and samples its spaces; prints what came out as one JSON document.

GymnasiumParityTest plays and samples the same in Java and compares.
"""

import json
import sys
from collections import OrderedDict

import gymnasium as gym
import numpy as np
from gymnasium.spaces import (
    Box, Dict, Discrete, Graph, MultiBinary, MultiDiscrete, OneOf, Sequence, Text, Tuple,
)
from gymnasium.vector import AutoresetMode


def plain(x):
    """An element of a space as JSON; arrays flat and row by row."""
    if isinstance(x, (np.ndarray, np.generic)):
        return np.asarray(x).ravel().tolist() if np.ndim(x) else x.item()
    if hasattr(x, "edge_links"):
        return {"nodes": plain(x.nodes), "edges": plain(x.edges), "edgeLinks": plain(x.edge_links)}
    if isinstance(x, dict):
        return {key: plain(value) for key, value in x.items()}
    if isinstance(x, (tuple, list)):
        return [plain(value) for value in x]
    return x


def vector_steps(mode, count, steps, seed):
    """Copies of CartPole-v1 stepping together."""
    envs = gym.make_vec(
        "CartPole-v1", num_envs=count, vectorization_mode="sync", vector_kwargs={"autoreset_mode": mode})
    actions = np.random.default_rng(99)
    observations, _ = envs.reset(seed=seed)
    played = {"seed": seed, "first": plain(observations), "steps": []}
    for _ in range(steps):
        action = actions.integers(0, 2, size=count)
        observations, rewards, terminated, truncated, infos = envs.step(action)
        finals = [plain(infos["final_obs"][i]) if infos.get("_final_obs", np.zeros(count, bool))[i] else None
                  for i in range(count)]
        played["steps"].append(
            {"actions": plain(action), "observations": plain(observations), "rewards": plain(rewards),
             "terminated": plain(terminated), "truncated": plain(truncated), "finals": finals})
    return played


SPACES = {
    "box of every kind of interval": Box(
        np.array([-1, -np.inf, 0, -np.inf], np.float32), np.array([1, 2, np.inf, np.inf], np.float32)),
    "box of doubles": Box(-2.5, 1e3, (2, 3), np.float64),
    "box of bytes": Box(0, 255, (2, 2, 3), np.uint8),
    "box of int8": Box(-3, 4, (5,), np.int8),
    "box of ints": Box(
        np.array([-7, 0, -1000]), np.array([3, 100000, 1000]), dtype=np.int32),
    "box without bounds": Box(-np.inf, np.inf, (3,), np.float32),
    "box of longs": Box(-5, 5, (3,), np.int64),
    "box of truths": Box(0, 1, (4,), np.bool_),
    "box with long rows": Box(
        np.linspace(-1, 0, 24, dtype=np.float32).reshape(2, 12), np.linspace(1, 20, 24, dtype=np.float32).reshape(2, 12)),
    "box with exponents": Box(np.array([-1e-5, -3e7], np.float64), np.array([2.5e9, 1e10], np.float64), dtype=np.float64),
    "box of many": Box(np.arange(2000, dtype=np.float64), np.arange(2000, dtype=np.float64) + 1, dtype=np.float64),
    "discrete": Discrete(5),
    "discrete with a start": Discrete(1000, start=-7),
    "multi-discrete": MultiDiscrete([5, 2, 200]),
    "multi-discrete with a start": MultiDiscrete(np.array([[3, 10], [2, 7]]), start=np.array([[1, -5], [0, 100]])),
    "multi-binary": MultiBinary(11),
    "multi-binary with axes": MultiBinary((3, 2)),
    "tuple": Tuple((Discrete(3), Box(-1, 1, (2,)), Text(3))),
    "dict": Dict({"b": Discrete(9), "a": Box(0, 1, (1,), np.float64)}),
    "dict in given order": Dict(OrderedDict([("z", Discrete(4)), ("y", MultiBinary(3))])),
    "text": Text(8),
    "text of few letters": Text(6, min_length=0, charset="cab"),
    "graph": Graph(Box(-1, 1, (3,)), Discrete(5)),
    "graph without edge features": Graph(Discrete(4, start=2), None),
    "sequence": Sequence(Discrete(50)),
    "sequence of boxes": Sequence(Box(0, 1, (2,))),
    "one of": OneOf((Discrete(3), Box(-1, 1, (2,)), MultiBinary(2))),
    "nested": Tuple((Dict({"inner": Tuple((Discrete(2), Discrete(3)))}), Sequence(OneOf((Discrete(2), Text(2)))))),
}


def sampled(space, seed, count=12):
    space.seed(seed)
    samples = []
    for _ in range(count):
        sample = space.sample()
        assert space.contains(sample)
        samples.append(plain(sample))
    return samples


json.dump(
    {
        "version": gym.__version__,
        "sameStep": vector_steps(AutoresetMode.SAME_STEP, 8, 600, 11),
        "nextStep": vector_steps(AutoresetMode.NEXT_STEP, 8, 600, 12),
        "spaces": {
            name: {"text": str(space), "samples": sampled(space, 7) + sampled(space, 123456789012)}
            for name, space in SPACES.items()
        },
    },
    sys.stdout,
)
