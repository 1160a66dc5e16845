"""Gymnasium's own wrappers around real environments, for WrapperParityTest."""

import sys

import gymnasium as gym
import numpy as np
from gymnasium import wrappers as w

from trajectories import case, episode, main, plain, random_actions


def without_time(info):
    """An episode's seconds differ from run to run."""
    if "episode" in info:
        info = {**info, "episode": {**info["episode"], "t": 0.0}}
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


def pictures():
    """Frames of a real environment as Gymnasium's wrappers show them, with the frames themselves."""
    env = gym.make("CarRacing-v3", continuous=False)
    frames = []
    env.reset(seed=3)
    for action in [3] * 60:
        frame = env.step(action)[0]
        frames.append(frame)
    frames = frames[35::12]
    gray = [w.GrayscaleObservation(env).func(frame) for frame in frames]
    sizes = [(84, 84), (48, 32), (24, 24), (96, 40), (120, 100), (48, 96)]
    return {
        "frames": plain(np.stack(frames)), "gray": plain(np.stack(gray)),
        "resized": [resized(env, frames[0], size) for size in sizes]}


def resized(env, frame, size):
    return {"size": list(size), "picture": plain(w.ResizeObservation(env, size).func(frame))}


def cases(golden):
    limit = 40 if golden else 200
    for env_id, names, wrap, choose in WRAPPED:
        env = wrap(gym.make(env_id))
        chosen = choose(env, 7)
        episodes = []
        for seed in [3] if golden else [3, 4, 2**40]:
            episodes.append(episode(env, seed, chosen, limit=limit, info=without_time))
            episodes.append(episode(env, None, chosen, limit=limit, info=without_time))
        yield case(env, env_id, episodes, wrappers=names)
    if "--pictures" in sys.argv[1:]:
        yield {"pictures": pictures()}


if __name__ == "__main__":
    main(cases)
