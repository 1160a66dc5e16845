"""Steps CartPole-v1 with random actions on one core for a while, and prints one line of JSON.

    python cartpole_stepping.py gymnasium-vector|envpool|gymnasium COPIES SECONDS
"""

import importlib.metadata
import json
import sys
import time

import numpy

ROUNDS_OF_ACTIONS = 64


def gymnasium_vector(copies):
    import gymnasium

    env = gymnasium.make_vec("CartPole-v1", num_envs=copies, vectorization_mode="vector_entry_point")
    env.reset(seed=1)
    return "Gymnasium vectorised", "gymnasium", env.step


def envpool(copies):
    import envpool as pool

    env = pool.make("CartPole-v1", env_type="gymnasium", num_envs=copies, num_threads=1, seed=1)
    env.reset()
    return "EnvPool", "envpool", env.step


def gymnasium_single(copies):
    import gymnasium

    if copies != 1:
        raise SystemExit("one environment has one copy")
    env = gymnasium.make("CartPole-v1")
    env.reset(seed=1)

    def step(actions):
        _, _, terminated, truncated, _ = env.step(actions)
        if terminated or truncated:
            env.reset()

    return "Gymnasium", "gymnasium", step


def main():
    mode, copies, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    makers = {
        "gymnasium-vector": gymnasium_vector,
        "envpool": envpool,
        "gymnasium": gymnasium_single,
    }
    name, package, step = makers[mode](copies)
    rng = numpy.random.default_rng(1)
    dtype = numpy.int32 if mode == "envpool" else numpy.int64
    actions = rng.integers(0, 2, (ROUNDS_OF_ACTIONS, copies)).astype(dtype)
    if copies == 1 and mode == "gymnasium":
        actions = actions[:, 0].tolist()
    for warm in range(ROUNDS_OF_ACTIONS):
        step(actions[warm])
    steps = 0
    start = time.perf_counter()
    while (elapsed := time.perf_counter() - start) < seconds:
        for row in range(ROUNDS_OF_ACTIONS):
            step(actions[row])
        steps += ROUNDS_OF_ACTIONS * copies
    print(
        json.dumps(
            {
                "peer": f"{name} {importlib.metadata.version(package)}",
                "stepsPerSecond": steps / elapsed,
            }
        )
    )


main()
