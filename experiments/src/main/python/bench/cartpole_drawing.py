"""Steps CartPole-v1 and draws every state off-screen with Gymnasium, and prints one line of JSON.

    python cartpole_drawing.py SECONDS
"""

import importlib.metadata
import json
import os
import sys
import time

os.environ["SDL_VIDEODRIVER"] = "dummy"

import gymnasium  # noqa: E402


def main():
    seconds = float(sys.argv[1])
    env = gymnasium.make("CartPole-v1", render_mode="rgb_array")
    env.reset(seed=1)
    env.render()
    frames = 0
    start = time.perf_counter()
    while (elapsed := time.perf_counter() - start) < seconds:
        _, _, terminated, truncated, _ = env.step(frames % 2)
        if terminated or truncated:
            env.reset()
        assert env.render().shape == (400, 600, 3)
        frames += 1
    print(
        json.dumps(
            {
                "peer": "Gymnasium " + importlib.metadata.version("gymnasium"),
                "framesPerSecond": frames / elapsed,
            }
        )
    )


main()
