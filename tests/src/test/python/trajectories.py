"""Plays reference environments and writes what came out, for the parity tests to play again in Java.

A family's script describes its cases and calls `main`:

    python FAMILY.py                    plays every case and prints one JSON document
    python FAMILY.py --golden           plays the smaller golden form of every case, and writes it to
                                        tests/src/test/resources/golden/FAMILY.json.gz
"""

import base64
import gzip
import importlib.metadata
import io
import json
import pathlib
import sys
import zlib

import numpy as np

GOLDEN = pathlib.Path(__file__).parent.parent / "resources" / "golden"


def plain(x):
    """A value as JSON: an array as its type, shape and base64 of its little-endian bytes."""
    if isinstance(x, np.ndarray) and x.ndim:
        x = np.ascontiguousarray(x)
        return {"dtype": str(x.dtype), "shape": list(x.shape), "data": base64.b64encode(x.tobytes()).decode()}
    if isinstance(x, (np.ndarray, np.generic)):
        return x.item()
    if isinstance(x, dict):
        return {str(key): plain(value) for key, value in x.items()}
    if isinstance(x, (tuple, list)):
        return [plain(value) for value in x]
    return x


def digest(x):
    """A checksum of an array's bytes, for observations too large to keep."""
    return {"crc32": zlib.crc32(np.ascontiguousarray(x).tobytes())}


def episode(env, seed, choose, options=None, observe=plain, limit=None, info=plain):
    """One episode, whole or up to a limit of steps; `seed` None goes on with the environment's generator."""
    observation, first_info = env.reset(seed=seed, options=options)
    played = {
        "seed": seed, "options": options or {}, "first": observe(observation), "firstInfo": info(first_info),
        "actions": [], "observations": [], "rewards": [], "terminated": [], "truncated": [], "infos": []}
    over = False
    while not over and (limit is None or len(played["actions"]) < limit):
        action = choose(observation, env)
        observation, reward, terminated, truncated, infos = env.step(action)
        played["actions"].append(plain(action))
        played["observations"].append(observe(observation))
        played["rewards"].append(float(reward))
        played["terminated"].append(bool(terminated))
        played["truncated"].append(bool(truncated))
        played["infos"].append(info(infos))
        over = terminated or truncated
    return played


def random_actions(env, seed):
    """Actions that the environment's own action space samples from a seed."""
    env.action_space.seed(seed)
    return lambda observation, env: env.action_space.sample()


def case(env, env_id, episodes, arguments=None, **more):
    """What a family's script yields for each of its cases: our environment's id and arguments, the reference's facts, episodes."""
    spec = env.spec
    return {
        "id": env_id, "arguments": {k: str(v) for k, v in (arguments or {}).items()},
        "observationSpace": str(env.observation_space), "actionSpace": str(env.action_space),
        "maxEpisodeSteps": spec.max_episode_steps if spec else None,
        "rewardThreshold": spec.reward_threshold if spec else None,
        "episodes": episodes, **more}


def main(cases, packages=("gymnasium",)):
    """`cases(golden)` yields the cases; golden ones are few and short."""
    golden = "--golden" in sys.argv[1:]
    document = {
        "versions": {name: importlib.metadata.version(name) for name in packages},
        "cases": list(cases(golden))}
    text = json.dumps(document, separators=(",", ":"))
    if golden:
        GOLDEN.mkdir(parents=True, exist_ok=True)
        raw = io.BytesIO()
        with gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as file:
            file.write(text.encode())
        (GOLDEN / (pathlib.Path(sys.argv[0]).stem + ".json.gz")).write_bytes(raw.getvalue())
    else:
        print(text)
