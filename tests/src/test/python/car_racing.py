"""CarRacing-v3 of Gymnasium, for CarRacingParityTest: whole episodes with the car's state, and some of the frames.

    python car_racing.py --sample EPISODES STEPS SEED     returns and lengths alone, for a two-sample test
"""

import base64
import json
import os
import sys
import zlib

os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"

import gymnasium as gym  # noqa: E402
import numpy as np  # noqa: E402

from trajectories import case, main, plain  # noqa: E402


def state(env):
    """The numbers that our environment's carState gives."""
    car = env.unwrapped.car
    hull = car.hull
    numbers = [*hull.position, hull.angle, *hull.linearVelocity, hull.angularVelocity]
    numbers += [wheel.omega for wheel in car.wheels]
    numbers += [wheel.joint.angle for wheel in car.wheels]
    numbers += [wheel.gas for wheel in car.wheels]
    return np.array(numbers + [env.unwrapped.tile_visited_count, len(env.unwrapped.track)], np.float64)


def sparing(env):
    """Lets the environment draw only when asked to, which takes most of its time; gives what asks it to."""
    draw = env.unwrapped._render
    blank = np.zeros((96, 96, 3), np.uint8)
    asked = {"draw": True}
    env.unwrapped._render = lambda mode: draw(mode) if asked["draw"] else blank
    return asked


def frame(observation):
    return base64.b64encode(zlib.compress(observation.tobytes(), 9)).decode()


def record(env, seed, choose, steps, frames, options=None):
    asked = sparing(env)
    observation, _ = env.reset(seed=seed, options=options)
    track = env.unwrapped.track
    played = {
        "seed": seed, "options": options or {}, "actions": [], "rewards": [], "terminated": [], "infos": [],
        "states": [state(env)], "tiles": len(track), "frames": {"0": frame(observation)}}
    for step in range(1, steps + 1):
        action = choose(step)
        asked["draw"] = step in frames
        observation, reward, terminated, _, info = env.step(action)
        played["actions"].append(plain(action))
        played["rewards"].append(float(reward))
        played["terminated"].append(bool(terminated))
        played["infos"].append(plain(info))
        played["states"].append(state(env))
        if step in frames:
            played["frames"][str(step)] = frame(observation)
        if terminated:
            break
    asked["draw"] = True
    played["states"] = plain(np.array(played["states"]))
    return played


def random_choice(env, seed):
    env.action_space.seed(seed)
    return lambda step: env.action_space.sample()


def driving(seed):
    """A new steering, gas and brake every eight steps: the car drives, skids, and leaves the road."""
    random = np.random.default_rng(seed)
    held = {}

    def choose(step):
        if step % 8 == 1:
            held["action"] = np.array(
                [random.uniform(-1, 1) * (random.random() < 0.5), random.random() * 0.7,
                 random.random() * (random.random() < 0.2)], np.float32)
        return held["action"]

    return choose


def straight(step):
    return np.array([0.0, 0.3, 0.0], np.float32)


def cases(golden):
    frames = {1, 20, 50, 75, 110} if golden else {1, 5, 20, 35, 50, 51, 75, 110, 150, 200, 300}
    env = gym.make("CarRacing-v3")
    episodes = [
        record(env, 1, random_choice(env, 4), 60 if golden else 150, frames),
        record(env, 2, driving(3), 120 if golden else 300, frames)]
    if not golden:
        episodes += [record(env, 2**40, driving(8), 80, frames), record(env, 3, straight, 600, {200})]
    yield case(env, "CarRacing-v3", episodes)

    env = gym.make("CarRacing-v3", continuous=False)
    discrete = record(env, 5, random_choice(env, 6), 60 if golden else 120, {55, 100})
    yield case(env, "CarRacing-v3", [discrete], {"continuous": "false"})

    env = gym.make("CarRacing-v3", domain_randomize=True)
    seeds = [7] if golden else [7, 11]
    colored = [record(env, seed, driving(seed), 55, {1, 55}) for seed in seeds]
    colored.append(record(env, 12, driving(2), 5, {5}, {"randomize": False}))
    colored.append(record(env, 13, driving(2), 5, {5}, {"randomize": True}))
    yield case(env, "CarRacing-v3", colored, {"domain_randomize": "true"})

    env = gym.make("CarRacing-v3", lap_complete_percent=0.0)
    yield case(env, "CarRacing-v3", [record(env, 1, straight, 5, {})], {"lap_complete_percent": "0.0"})


def weave(step):
    """Some gas, and steering to and fro, whatever is seen."""
    return np.array([0.15 * np.sin(0.1 * step), 0.25, 0.0], np.float32)


def sample(episodes, steps, seed):
    """Returns and lengths of two policies; nothing is drawn."""
    env = gym.make("CarRacing-v3", disable_env_checker=True).unwrapped
    sparing(env)["draw"] = False
    results = {}
    for name, choose in {"random": random_choice(env, seed), "weave": weave}.items():
        results[name] = {"returns": [], "lengths": []}
        for episode in range(episodes):
            env.reset(seed=seed + episode)
            total = 0.0
            for step in range(1, steps + 1):
                _, reward, terminated, _, _ = env.step(choose(step))
                total += reward
                if terminated:
                    break
            results[name]["returns"].append(total)
            results[name]["lengths"].append(step)
    print(json.dumps(results))


if __name__ == "__main__":
    if "--sample" in sys.argv:
        sample(*[int(number) for number in sys.argv[2:5]])
    else:
        main(cases, ("gymnasium", "box2d", "pygame-ce"))
