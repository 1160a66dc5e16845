"""Gymnasium's own wrappers around real environments, for WrapperParityTest."""

import gymnasium as gym
import numpy as np
from gymnasium import wrappers as w
from gymnasium.vector import AutoresetMode
from gymnasium.wrappers import vector as wv

from trajectories import case, episode, main, plain, random_actions


def without_time(info):
    """An episode's seconds differ from run to run."""
    if "episode" in info:
        info = {**info, "episode": {k: v for k, v in info["episode"].items() if k != "t"}}
    return plain(info)


def wild_actions(env, seed):
    """Actions far beyond the bounds."""
    random = np.random.default_rng(seed)
    return lambda observation, env: (4 * random.standard_normal(env.action_space.shape)).astype(env.action_space.dtype)


WRAPPED = [
    ("CartPole-v1", ["TimeLimit:max_episode_steps=8"], lambda e: w.TimeLimit(e, 8), random_actions),
    ("CartPole-v1", ["RecordEpisodeStatistics"], w.RecordEpisodeStatistics, random_actions),
    ("CartPole-v1", ["NormalizeObservation"], w.NormalizeObservation, random_actions),
    ("CartPole-v1", ["NormalizeReward"], w.NormalizeReward, random_actions),
    ("CartPole-v1", ["FrameStack:stack_size=3"], lambda e: w.FrameStackObservation(e, 3), random_actions),
    ("CartPole-v1", ["FrameStackObservation:stack_size=2,padding_type=zero"],
     lambda e: w.FrameStackObservation(e, 2, padding_type="zero"), random_actions),
    ("CartPole-v1", ["MaxAndSkip:skip=3"], lambda e: w.MaxAndSkipObservation(e, 3), random_actions),
    ("CartPole-v1", ["StickyAction:repeat_action_probability=0.4"], lambda e: w.StickyAction(e, 0.4), random_actions),
    ("CartPole-v1", ["StickyAction:repeat_action_probability=0.3,shortest=2,longest=4"],
     lambda e: w.StickyAction(e, 0.3, (2, 4)), random_actions),
    ("CartPole-v1", ["TimeAware"], w.TimeAwareObservation, random_actions),
    ("CartPole-v1", ["TimeAware:normalize_time=true"],
     lambda e: w.TimeAwareObservation(e, normalize_time=True), random_actions),
    ("CartPole-v1", ["TransformReward:scale=0.5,shift=0.25,max=0.7"],
     lambda e: w.TransformReward(e, lambda r: min(0.5 * r + 0.25, 0.7)), random_actions),
    ("CartPole-v1", ["StickyAction:0.25", "MaxAndSkip:2", "NormalizeObservation", "FrameStack:2", "TimeAware"],
     lambda e: w.TimeAwareObservation(w.FrameStackObservation(w.NormalizeObservation(
         w.MaxAndSkipObservation(w.StickyAction(e, 0.25), 2)), 2)), random_actions),
    ("Pendulum-v1", ["NormalizeReward:gamma=0.9"], lambda e: w.NormalizeReward(e, gamma=0.9), random_actions),
    ("Pendulum-v1", ["ClipAction"], w.ClipAction, wild_actions),
    ("Pendulum-v1", ["RescaleAction:min_action=-0.5,max_action=3"], lambda e: w.RescaleAction(e, -0.5, 3.0), random_actions),
    ("Pendulum-v1", ["RescaleObservation:min_obs=-1,max_obs=0.5"], lambda e: w.RescaleObservation(e, -1.0, 0.5), random_actions),
    ("Pendulum-v1", ["Discretize:bins=7"], lambda e: w.DiscretizeAction(e, 7), random_actions),
    ("Pendulum-v1", ["Discretize:bins=4,multidiscrete=true"], lambda e: w.DiscretizeAction(e, 4, True), random_actions),
    ("Pendulum-v1", ["DiscretizeObservation:bins=5"], lambda e: w.DiscretizeObservation(e, 5), random_actions),
    ("Pendulum-v1", ["DiscretizeObservation:bins=6,multidiscrete=true"],
     lambda e: w.DiscretizeObservation(e, 6, True), random_actions),
    ("FrozenLake-v1", ["FlattenObservation"], w.FlattenObservation, random_actions),
    ("FrozenLake-v1", ["FrameStack:stack_size=3"], lambda e: w.FrameStackObservation(e, 3), random_actions),
    ("FrozenLake-v1", ["TimeAware"], w.TimeAwareObservation, random_actions),
    ("Blackjack-v1", ["FlattenObservation"], w.FlattenObservation, random_actions),
]


VECTORS = [
    ("CartPole-v1", "NormalizeObservation", wv.NormalizeObservation, AutoresetMode.NEXT_STEP),
    ("CartPole-v1", "NormalizeReward", wv.NormalizeReward, AutoresetMode.NEXT_STEP),
    ("CartPole-v1", "NormalizeReward", wv.NormalizeReward, AutoresetMode.SAME_STEP),
    ("Pendulum-v1", "NormalizeObservation", wv.NormalizeObservation, AutoresetMode.NEXT_STEP),
    ("Pendulum-v1", "NormalizeReward", wv.NormalizeReward, AutoresetMode.SAME_STEP),
]


def vectors(golden):
    """What Gymnasium's vector wrappers make of copies that step together."""
    copies, steps = 5, 60 if golden else 300
    for env_id, name, wrap, mode in VECTORS:
        env = wrap(gym.vector.SyncVectorEnv([lambda: gym.make(env_id)] * copies, autoreset_mode=mode))
        env.action_space.seed(9)
        played = {"actions": [], "observations": [], "rewards": []}
        first = env.reset(seed=5)[0]
        for _ in range(steps):
            actions = env.action_space.sample()
            observations, rewards = env.step(actions)[:2]
            played["actions"].append(plain(actions))
            played["observations"].append(plain(observations))
            played["rewards"].append(plain(np.asarray(rewards, dtype=np.float64)))
        yield {"vector": env_id, "wrappers": [name], "mode": mode.name, "copies": copies, "first": plain(first), **played}


SIZES = [(84, 84), (48, 32), (24, 24), (96, 40), (120, 100), (48, 96)]


def pictures():
    """Frames of a real environment, and what Gymnasium's wrappers make of them."""
    env = gym.make("CarRacing-v3", continuous=False)
    env.reset(seed=3)
    frames = [env.step(3)[0] for _ in range(60)][35::12]
    gray = [w.GrayscaleObservation(env).func(frame) for frame in frames]
    resize = [{"size": list(size), "picture": plain(resized(env, frames[0], size))} for size in SIZES]
    return {"frames": [plain(frame) for frame in frames], "gray": [plain(frame) for frame in gray], "resized": resize}


def resized(env, frame, size):
    """Gymnasium's wrapper, which needs OpenCV; without it, its area average in plain NumPy where the picture shrinks."""
    try:
        return w.ResizeObservation(env, size).func(frame)
    except gym.error.DependencyNotInstalled:
        if size[0] > frame.shape[0] or size[1] > frame.shape[1]:
            return None
        rows, columns = (overlaps(old, new) for old, new in zip(frame.shape, size))
        return np.rint(np.einsum("iy,jx,yxc->ijc", rows, columns, frame)).astype(np.uint8)


def overlaps(old, new):
    """The share of each old pixel in each new one."""
    edges = np.arange(new + 1) * old / new
    pixels = np.arange(old)
    covered = np.minimum(edges[1:, None], pixels + 1) - np.maximum(edges[:-1, None], pixels)
    return np.maximum(covered, 0) / (old / new)


def cases(golden):
    yield from vectors(golden)
    yield {"pictures": pictures()}
    limit = 40 if golden else 100
    for env_id, names, wrap, choose in WRAPPED:
        env = wrap(gym.make(env_id))
        chosen = choose(env, 7)
        episodes = []
        for seed in [3] if golden else [3, 2**40]:
            episodes.append(episode(env, seed, chosen, limit=limit, info=without_time))
            episodes.append(episode(env, None, chosen, limit=limit, info=without_time))
        limit_of_all = gym.spec(env_id).max_episode_steps
        # Pendulum itself calls sin and cos, which differ between C libraries and Java in the last place.
        close = {"tolerance": {"observation": 1e-6, "reward": 1e-6}} if env_id == "Pendulum-v1" else {}
        yield case(env, env_id, episodes, wrappers=names, maxEpisodeSteps=limit_of_all, **close)


if __name__ == "__main__":
    main(cases)
