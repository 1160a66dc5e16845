"""Steps Gymnasium's vectorised CartPole: reads 'copies seconds' lines, answers each with steps per second."""

import sys
import time

import gymnasium
import numpy

for line in sys.stdin:
    copies, seconds = line.split()
    copies = int(copies)
    env = gymnasium.make_vec("CartPole-v1", num_envs=copies, vectorization_mode="vector_entry_point")
    env.reset(seed=0)
    actions = numpy.random.default_rng(0).integers(0, 2, (64, copies))
    for i in range(64):
        env.step(actions[i])
    steps = 0
    begin = time.perf_counter()
    while time.perf_counter() - begin < float(seconds):
        for i in range(64):
            env.step(actions[i])
        steps += 64 * copies
    print(steps / (time.perf_counter() - begin), flush=True)
    env.close()
