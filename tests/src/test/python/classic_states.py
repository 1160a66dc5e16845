"""One step from each of many states of the classic control tasks of Gymnasium, in doubles, for ClassicStatesTest.

The states are drawn here and written whole, so that the Java side starts from the same bits.
"""

import base64
import json
import sys

import gymnasium as gym
import numpy as np

STATES = 10_000
PI = np.pi

# Environment and bounds of its state's numbers.
CASES = [
    ("CartPole-v1", [2.4, 4, 0.25, 4]),
    ("MountainCar-v0", [0.6, 0.07]),
    ("MountainCarContinuous-v0", [0.6, 0.07]),
    ("Pendulum-v1", [8 * PI, 8]),
    ("Acrobot-v1", [PI, PI, 4 * PI, 9 * PI]),
]


def text(array):
    return base64.b64encode(np.ascontiguousarray(array, np.float64).tobytes()).decode()


def one_step(env_id, bounds, rng):
    env = gym.make(env_id).unwrapped
    env.action_space.seed(5)
    env.reset(seed=1)
    states = rng.uniform(-1, 1, (STATES, len(bounds))) * bounds
    if env_id.startswith("MountainCar"):
        states[:, 0] -= 0.3
    if env_id == "MountainCarContinuous-v0":  # Its state is of floats.
        states = states.astype(np.float32)
    actions = [env.action_space.sample() for _ in range(STATES)]
    after, rewards, ends = [], [], []
    for state, action in zip(states, actions):
        env.state = state.copy()
        env.steps_beyond_terminated = None
        _, reward, terminated, _, _ = env.step(action)
        after.append(np.array(env.state, np.float64))
        rewards.append(float(reward))
        ends.append(float(terminated))
    return {
        "id": env_id, "numbers": len(bounds), "states": text(states), "actions": text(np.array(actions).reshape(-1)),
        "after": text(np.array(after)), "rewards": text(rewards), "terminated": text(ends)}


rng = np.random.default_rng(11)
json.dump([one_step(env_id, bounds, rng) for env_id, bounds in CASES], sys.stdout)
